import load, { type JpegCodec } from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs";
import type { BlockLayout } from "./blockLayout.ts";
import { type JpegStream, standaloneJpeg } from "./jpegStream.ts";
import { damaged, unsupported } from "./tiffError.ts";

let codec: Promise<JpegCodec> | null = null;

/** The stream of a JPEG block, checked against the block before anything is decoded. */
export function jpegOf(block: Uint8Array, layout: BlockLayout, rows: number): JpegStream {
  const stream = standaloneJpeg(block, layout.jpegTables, layout.color === "ycbcr");
  const { width, height, componentCount } = stream;
  if (componentCount !== layout.samplesPerPixel || layout.bits !== 8)
    throw damaged(`a JPEG block has ${componentCount} colours instead of ${layout.samplesPerPixel}`);
  if (width !== layout.width || height < rows)
    throw damaged(`a JPEG block is ${width} x ${height} instead of ${layout.width} x ${rows}`);
  return stream;
}

/** Interleaved samples of a block of one or three colours, by libjpeg-turbo. */
export async function decodeJpeg(block: Uint8Array, layout: BlockLayout, rows: number): Promise<Uint8Array> {
  const stream = jpegOf(block, layout, rows);
  if (stream.componentCount !== 1 && stream.componentCount !== 3)
    throw unsupported(`JPEG of ${stream.componentCount} colours`);
  codec ??= load();
  const { JPEGDecoder } = await codec;
  const decoder = new JPEGDecoder();
  try {
    decoder.getEncodedBuffer(stream.bytes.length).set(stream.bytes);
    decoder.decode();
    const bytes = decoder.getDecodedBuffer();
    const needed = layout.width * rows * stream.componentCount;
    if (bytes.length < needed) throw damaged("a JPEG block is cut off");
    return bytes.slice(0, needed);
  } catch (error) {
    // What failed once may have left the codec's memory in any state.
    codec = null;
    throw damaged(`a JPEG block cannot be decoded (${jpegWords(error)})`);
  } finally {
    if (codec !== null) decoder.delete();
  }
}

const jpegWords = (error: unknown) =>
  typeof error === "number" ? `error ${error}` : String((error as Error | null)?.message ?? error);
