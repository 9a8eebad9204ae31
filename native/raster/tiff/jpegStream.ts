import { damaged, unsupported } from "./tiffError.ts";

/** A JPEG stream that stands alone, and what its frame says. */
export interface JpegStream {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly componentCount: number;
}

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app14: 0xee } as const;
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);

/**
 * Joins a block with the tables of its file (TIFF Technical Note 2) and says by an Adobe marker whether the colours
 * are YCbCr or to be taken as they are, which TIFF says in a tag and decoders guess.
 */
export function standaloneJpeg(block: Uint8Array, tables: Uint8Array | null, isYCbCr: boolean): JpegStream {
  const frame = { width: 0, height: 0, componentCount: 0 };
  const pieces = [Uint8Array.of(0xff, marker.start), adobeMarker(isYCbCr)];
  if (tables !== null && tables.length > 4) readSegments(tables, pieces, frame);
  const scan = readSegments(block, pieces, frame);
  if (scan === null || frame.componentCount === 0) throw damaged("a JPEG block holds no picture");
  pieces.push(block.subarray(scan));
  return { bytes: Buffer.concat(pieces), ...frame };
}

function adobeMarker(isYCbCr: boolean): Uint8Array {
  const name = [0x41, 0x64, 0x6f, 0x62, 0x65];
  return Uint8Array.of(0xff, marker.app14, 0, 14, ...name, 0, 100, 0, 0, 0, 0, isYCbCr ? 1 : 0);
}

/** Keeps all segments but the writer's own words on colour; returns where the first scan starts. */
function readSegments(
  bytes: Uint8Array,
  pieces: Uint8Array[],
  frame: { width: number; height: number; componentCount: number },
): number | null {
  if (bytes[0] !== 0xff || bytes[1] !== marker.start) throw damaged("a JPEG block does not start as one");
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw damaged("a JPEG block has no marker where one is due");
    const code = bytes[at + 1]!;
    if (code === 0xff) {
      at++;
      continue;
    }
    if (code === marker.scan) return at;
    if (code === marker.end) return null;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (length < 2 || at + 2 + length > bytes.length) throw damaged("a JPEG block is cut off in its header");
    if (isFrame(code)) {
      if (length < 8) throw damaged("a JPEG block is cut off in its header");
      if (bytes[at + 4] !== 8) throw unsupported(`JPEG of ${bytes[at + 4]} bits`);
      frame.height = (bytes[at + 5]! << 8) | bytes[at + 6]!;
      frame.width = (bytes[at + 7]! << 8) | bytes[at + 8]!;
      frame.componentCount = bytes[at + 9]!;
    }
    if (code !== marker.app0 && code !== marker.app14) pieces.push(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return null;
}
