import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import type { FoundCheckpoint } from "../foundCheckpoint.ts";
import { mostPickleBytes, readPickle } from "../pickle/readPickle.ts";
import { openEntry } from "../zip/openEntry.ts";
import { readDirectory } from "../zip/readDirectory.ts";
import type { ZipEntry } from "../zip/zipEntry.ts";
import { collectTensors } from "./collectTensors.ts";
import { findHyperParameters } from "./findHyperParameters.ts";
import { placeTensors } from "./placeTensors.ts";

const pickleName = /^(.*\/)?data\.pkl$/;
const mostWordBytes = 64;

/** Opens what torch.save writes since PyTorch 1.6: a zip of a pickle and one entry per storage. @throws Defect */
export async function openZipped(source: ByteSource): Promise<FoundCheckpoint> {
  const entries = await readDirectory(source);
  const pickle = findPickle(entries);
  const root = pickle.name.slice(0, -"data.pkl".length);
  const order = entries.get(`${root}byteorder`);
  if (order !== undefined) await checkOrder(source, order);
  if (pickle.byteLength > mostPickleBytes)
    throw new Defect(
      `zip entry ${pickle.name} has ${pickle.byteLength} bytes, ${mostPickleBytes} are the most`,
    );
  const { value } = readPickle(await readWhole(source, pickle));
  const places = await placeTensors(collectTensors(value), async (key) => {
    const entry = entries.get(`${root}data/${key}`);
    return entry === undefined ? null : openEntry(source, entry);
  });
  return { format: "pytorch", places, unreadTypes: new Map(), hyperParameters: findHyperParameters(value) };
}

/** The root folder has any name: "archive", or that of the file when it was written. */
function findPickle(entries: ReadonlyMap<string, ZipEntry>): ZipEntry {
  const pickles = [...entries.values()].filter(({ name }) => pickleName.test(name));
  if (pickles.length > 1) throw new Defect(`it is a zip of ${pickles.length} files named data.pkl`);
  if (pickles[0] === undefined)
    throw new Defect("it is a zip without data.pkl, and therefore no file that PyTorch saved");
  return pickles[0];
}

async function checkOrder(source: ByteSource, entry: ZipEntry): Promise<void> {
  const isWord = entry.byteLength <= mostWordBytes;
  const order = isWord ? new TextDecoder().decode(await readWhole(source, entry)).trim() : "unknown";
  if (order !== "little")
    throw new Defect(`its byte order is ${order}-endian, only little-endian can be read`);
}

async function readWhole(source: ByteSource, entry: ZipEntry): Promise<Uint8Array> {
  const content = await openEntry(source, entry);
  return content.read(0, content.byteLength);
}
