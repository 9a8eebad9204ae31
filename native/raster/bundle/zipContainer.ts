import { type Entry, openPromise, type ZipFile } from "yauzl";
import { EngineError } from "../../engineError.ts";
import { type ByteSource, failureOfFile, openFileSource, sliceSource } from "../files/byteSource.ts";
import { type Extracts, keepExtracts } from "./extracts.ts";

/** Named files that can be opened one by one: a folder, or a zip that is never unpacked as a whole. */
export interface Container {
  readonly path: string;
  /** Relative, with forward slashes. */
  readonly entries: readonly string[];
  open(entry: string): Promise<ByteSource>;
  close(): Promise<void>;
}

const mostEntries = 20_000;
const mostEntryBytes = 2 * 1024 ** 3;
const mostTotalBytes = 16 * 1024 ** 3;
/** Imagery is compressed already: what swells more than this was made to fill a disk. Small files may. */
const mostSwelling = 100;
const smallBytes = 16 * 1024 * 1024;
const stored = 0;
const deflated = 8;

/** Lists a zip and checks its entries. @throws EngineError when it is no zip, or made to do harm. */
export async function openZip(path: string): Promise<Container> {
  // Opened first for its failures: the library reports all of them alike.
  const whole = await openFileSource(path);
  let zip: ZipFile | null = null;
  let extracts: Promise<Extracts> | null = null;
  try {
    const opened = await openPromise(path, { autoClose: false, strictFileNames: true });
    zip = opened;
    const entries = await listEntries(path, opened);
    return {
      path,
      entries: [...entries.keys()],
      async open(name) {
        const entry = entries.get(name);
        if (entry === undefined) throw new EngineError({ kind: "file-missing", path: `${path}/${name}` });
        const place = { path: `${path}/${name}`, byteLength: entry.uncompressedSize };
        if (entry.compressionMethod === stored) {
          const { fileDataStart } = await opened
            .readLocalFileHeaderPromise(entry, { minimal: true })
            .catch((error: Error) => {
              throw damaged(path, error.message);
            });
          if (fileDataStart + place.byteLength > whole.byteLength)
            throw damaged(path, `${name} reaches beyond its end`);
          return sliceSource(whole, { ...place, start: fileDataStart });
        }
        extracts ??= keepExtracts(path);
        const file = await (await extracts).extract(name, () => opened.openReadStreamPromise(entry));
        return { ...(await openFileSource(file)), path: place.path };
      },
      async close() {
        opened.close();
        await whole.close();
        await (await extracts?.catch(() => null))?.release();
      },
    };
  } catch (error) {
    zip?.close();
    await whole.close();
    if (error instanceof EngineError) throw error;
    if (typeof (error as NodeJS.ErrnoException).code === "string") throw failureOfFile(path, error);
    const { message } = error as Error;
    // Names that lead out of the zip are never used here, but whoever wrote them meant no good.
    if (/relative path|absolute path|characters in fileName/.test(message))
      throw new EngineError({ kind: "zip-refused", path, detail: message });
    throw damaged(path, message);
  }
}

async function listEntries(path: string, zip: ZipFile): Promise<Map<string, Entry>> {
  const refuse = (detail: string) => new EngineError({ kind: "zip-refused", path, detail });
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, compressedSize, uncompressedSize, compressionMethod } = entry;
    if (entries.size === mostEntries) throw refuse(`it lists more than ${mostEntries} files`);
    if (fileName.endsWith("/")) continue;
    if (entry.isEncrypted()) throw refuse(`${fileName} is encrypted`);
    if (compressionMethod !== stored && compressionMethod !== deflated)
      throw refuse(`${fileName} is compressed by method ${compressionMethod}`);
    if (compressionMethod === stored && compressedSize !== uncompressedSize)
      throw refuse(`${fileName} has two sizes`);
    total += uncompressedSize;
    if (uncompressedSize > mostEntryBytes || total > mostTotalBytes)
      throw refuse(
        `unpacked it would take ${Math.round(Math.max(total, uncompressedSize) / 1e9)} GB or more`,
      );
    if (uncompressedSize > smallBytes && uncompressedSize > mostSwelling * compressedSize)
      throw refuse(`${fileName} would swell ${Math.round(uncompressedSize / compressedSize)}-fold`);
    entries.set(fileName, entry);
  }
  return entries;
}

const damaged = (path: string, detail: string) => new EngineError({ kind: "file-damaged", path, detail });
