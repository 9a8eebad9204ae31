import sharp from "sharp";
import type { Samples } from "../pixels/rasterReader.ts";
import { type BlockLayout, compressions } from "./blockLayout.ts";
import { arrangePicture } from "./decodeBlock.ts";
import { jpegOf } from "./jpeg.ts";
import { cmykToRgba } from "./samples.ts";
import { damaged, unsupported } from "./tiffError.ts";

const isFourColourJpeg = ({ compression, samplesPerPixel }: BlockLayout) =>
  compression === compressions.jpeg && samplesPerPixel === 4;

/** Blocks that libvips decodes. It has threads of its own, and addons had better not be loaded by several of ours. */
export const isPicture = (layout: BlockLayout): boolean =>
  layout.compression === compressions.webp || isFourColourJpeg(layout);

/** Samples of a WebP block, or of a JPEG block of four colours. @throws TiffError */
export async function decodePicture(bytes: Uint8Array, layout: BlockLayout, rows: number): Promise<Samples> {
  return isFourColourJpeg(layout) ? fourColours(bytes, layout, rows) : webp(bytes, layout, rows);
}

async function webp(bytes: Uint8Array, layout: BlockLayout, rows: number): Promise<Samples> {
  const { width, samplesPerPixel } = layout;
  if (samplesPerPixel !== 3 && samplesPerPixel !== 4) throw unsupported(`WebP of ${samplesPerPixel} bands`);
  const picture = open(bytes, layout, rows);
  const { data, info } = await (samplesPerPixel === 3 ? picture.removeAlpha() : picture.ensureAlpha())
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(fail);
  if (info.width !== width || info.height < rows || info.channels !== samplesPerPixel)
    throw damaged(`a WebP block is ${info.width} x ${info.height} x ${info.channels}`);
  return arrangePicture(data, layout, rows);
}

async function fourColours(bytes: Uint8Array, layout: BlockLayout, rows: number): Promise<Samples> {
  const stream = withoutAdobeMarker(jpegOf(bytes, layout, rows).bytes);
  const { data, info } = await open(stream, layout, rows)
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(fail);
  if (info.channels !== 4 || info.height < rows) throw damaged("a JPEG block is cut off");
  // libvips takes four colours for inks as Photoshop writes them, upside down.
  for (let at = 0; at < data.length; at++) data[at] = 255 - data[at]!;
  const samples = arrangePicture(data, { ...layout, color: "plain" }, rows);
  return layout.color === "cmyk" ? cmykToRgba(samples as Uint8Array) : samples;
}

const adobeMarkerBytes = 16;

/** The marker that `standaloneJpeg` puts behind the first two bytes; with it libvips would guess once more. */
const withoutAdobeMarker = (bytes: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, 2), bytes.subarray(2 + adobeMarkerBytes)]);

function open(bytes: Uint8Array, { width }: BlockLayout, rows: number) {
  // A strip may hold the rows of a whole one although the image ends before.
  return sharp(bytes, {
    failOn: "warning",
    limitInputPixels: Math.max(width * rows * 4, 1024),
    unlimited: false,
  });
}

function fail(error: Error): never {
  throw damaged(`a block cannot be decoded (${error.message})`);
}
