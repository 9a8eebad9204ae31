import type { BlockLayout } from "./blockLayout.ts";
import { bytesPerValue } from "./blockLayout.ts";
import { damaged, unsupported } from "./tiffError.ts";

const magic = "Lerc2 ";

/** Samples of a LERC block by Esri's decoder, which geotiff.js brings along. The header is checked before. */
export async function decodeLerc(blob: Uint8Array, layout: BlockLayout, rows: number): Promise<Uint8Array> {
  checkHeader(blob, layout, rows);
  const { getDecoder } = await import("geotiff");
  const decoder = await getDecoder(34887, {
    LercParameters: [4, 0],
    planarConfiguration: 1,
  } as unknown as Parameters<typeof getDecoder>[1]);
  const decoded = new Uint8Array(await decoder.decodeBlock(new Uint8Array(blob).buffer));
  const expected = layout.width * rows * layout.samplesPerPixel * bytesPerValue(layout);
  if (decoded.length !== expected) throw damaged(`a LERC block holds ${decoded.length} of ${expected} bytes`);
  return decoded;
}

/** Lerc2 of versions 1 to 6: size, samples a pixel, and whether all pixels are there. */
function checkHeader(blob: Uint8Array, { width, samplesPerPixel }: BlockLayout, rows: number): void {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < 50) throw damaged("a LERC block is cut off");
  if (Buffer.from(blob.subarray(0, magic.length)).toString("latin1") !== magic)
    throw unsupported("LERC of the first version");
  const version = view.getInt32(6, true);
  // A checksum follows from version 3 on, the samples a pixel from version 4 on.
  const at = version >= 3 ? 14 : 10;
  const height = view.getInt32(at, true);
  const columns = view.getInt32(at + 4, true);
  const depth = version >= 4 ? view.getInt32(at + 8, true) : 1;
  const validCount = view.getInt32(at + (version >= 4 ? 12 : 8), true);
  if (height !== rows || columns !== width || depth !== samplesPerPixel)
    throw damaged(
      `a LERC block is ${columns} x ${height} x ${depth} instead of ${width} x ${rows} x ${samplesPerPixel}`,
    );
  if (validCount !== width * rows) throw unsupported("LERC with pixels left out");
}
