import loadOpenJpeg, { type OpenJpeg } from "@cornerstonejs/codec-openjpeg/decodewasmjs";

/** One codestream to decode, and what it has to come out as. */
export interface TileTask {
  readonly codestream: Uint8Array<ArrayBuffer>;
  /** Halvings of the resolution to leave out. */
  readonly level: number;
  readonly width: number;
  readonly height: number;
  readonly componentCount: number;
  readonly bitsPerSample: number;
}

/** Components interleaved. */
export type TileSamples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

const lines: string[] = [];
const keep = (line: string) => {
  if (/^\[(ERROR|WARN)/.test(line) && lines.length < 20) lines.push(line);
};
let library: Promise<OpenJpeg> | null = null;

/** OpenJPEG as WebAssembly, started at the first call. */
function openJpeg(): Promise<OpenJpeg> {
  library ??= loadOpenJpeg({ print: keep, printErr: keep });
  return library;
}

/** What the decoder noticed and got over. */
export class DamagedTile extends Error {}

/** Blocks its thread: run it in a worker. @throws DamagedTile with the decoder's own words, or whatever the decoder throws when it breaks off. */
export async function decodeTile(task: TileTask): Promise<TileSamples> {
  const { J2KDecoder } = await openJpeg();
  lines.length = 0;
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(task.codestream.length).set(task.codestream);
    decoder.decodeSubResolution(task.level, 0);
    const frame = decoder.getFrameInfo();
    // The decoder goes on after damage that it notices; half a tile would pass for a whole one.
    if (lines.length > 0) throw new DamagedTile(wordsOf(lines));
    const bytes = decoder.getDecodedBuffer();
    const bytesPerSample = task.bitsPerSample <= 8 ? 1 : 2;
    const expected = task.width * task.height * task.componentCount * bytesPerSample;
    // Where a tile begins at an odd place, the library counts a column or row too many at reduced sizes: the pixels
    // stand one after the other in the true size, and what follows them is nothing.
    if (
      bytes.length < expected ||
      frame.componentCount !== task.componentCount ||
      frame.bitsPerSample !== task.bitsPerSample
    ) {
      throw new DamagedTile(`a tile decodes to ${bytes.length} bytes instead of ${expected}`);
    }
    const copy = bytes.slice(0, expected).buffer as ArrayBuffer;
    return bytesPerSample === 1 ? new Uint8Array(copy) : new Uint16Array(copy);
  } finally {
    decoder.delete();
  }
}

const wordsOf = (said: readonly string[]) =>
  (said[0] ?? "").replace(/^\[(ERROR|WARN\w*)\]\s*/, "").slice(0, 120);
