import { basename } from "node:path";
import type { Transform } from "../../models/vocabulary/geometry.ts";
import type { Crs, DataType } from "../../models/vocabulary/raster.ts";
import { crsFromGeoKeys } from "./crs.ts";
import { type GdalMetadata, parseGdalMetadata } from "./gdalMetadata.ts";
import { damaged, openTiff, type TiffFile } from "./tiffFile.ts";

/** Everything that the TIFF says, before any of it is judged. */
export interface SceneHeader {
  readonly file: TiffFile;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly dataType: DataType | null;
  readonly nodata: number | null;
  readonly crs: Crs | null | { readonly unknown: string };
  readonly transform: Transform | null;
  readonly metadata: GdalMetadata;
  /** Sample that is alpha, unless its description says that it is a spectral band. */
  readonly alphaSample: number | null;
  readonly isRgb: boolean;
}

/** @throws EngineError as openTiff, and when the tags contradict each other. */
export async function readSceneHeader(path: string): Promise<SceneHeader> {
  const file = await openTiff(path);
  try {
    const { image } = file;
    const directory = image.fileDirectory;
    const metadata = parseGdalMetadata(String((await directory.loadValue("GDAL_METADATA")) ?? ""));
    const keys = image.getGeoKeys();
    const bandCount = image.getSamplesPerPixel();
    const extras = Array.from((await directory.loadValue("ExtraSamples")) ?? [], Number);
    const nodata = parseNodata(await directory.loadValue("GDAL_NODATA"));
    return {
      file,
      fileName: basename(path),
      width: image.getWidth(),
      height: image.getHeight(),
      bandCount,
      dataType: dataTypeOf(image.getSampleFormat(0), image.getBitsPerSample(0)),
      nodata,
      crs: keys === null ? null : crsFromGeoKeys(keys as Record<string, unknown>),
      transform: await transformOf(file, Number(keys?.GTRasterTypeGeoKey ?? 1) === 2),
      metadata,
      alphaSample: findAlpha(extras, bandCount, metadata),
      isRgb: rgbOrYCbCr.includes(Number(await directory.loadValue("PhotometricInterpretation"))),
    };
  } catch (error) {
    await file.close();
    throw damaged(path, error);
  }
}

function parseNodata(tag: unknown): number | null {
  if (tag === undefined || tag === null) return null;
  const text = String(tag).replaceAll("\u0000", "").trim();
  return text === "" ? null : Number(text);
}

function dataTypeOf(sampleFormat: number, bits: number): DataType | null {
  if (sampleFormat === 3)
    return bits === 16 ? "float16" : bits === 32 ? "float32" : bits === 64 ? "float64" : null;
  // Samples that straddle bytes, as of 12 bits, are not unpacked rightly.
  if (bits > 8 && bits !== 16 && bits !== 32) return null;
  const width = bits <= 8 ? 8 : bits === 16 ? 16 : 32;
  return sampleFormat === 2 ? `int${width}` : `uint${width}`;
}

/** How JPEG pictures store red, green and blue, beside as they are. */
const rgbOrYCbCr = [2, 6];

const unspecifiedExtra = 0;
const spectralWords = /\b(B\d|blue|green|red|nir|swir|infrared|edge)/i;

function findAlpha(extras: readonly number[], bandCount: number, metadata: GdalMetadata): number | null {
  const first = bandCount - extras.length;
  const index = extras.findIndex((extra) => extra !== unspecifiedExtra && extra <= 2);
  if (index < 0) return null;
  // Some writers mark the fourth band of RGB + NIR as alpha; its own description knows better.
  return spectralWords.test(metadata.descriptions.get(first + index) ?? "") ? null : first + index;
}

/** Pixel corner to map, from the 4 x 4 matrix or from scale and tie point; PixelIsPoint is moved by half a pixel here and nowhere else. */
async function transformOf({ image }: TiffFile, isPoint: boolean): Promise<Transform | null> {
  const directory = image.fileDirectory;
  const matrix = Array.from((await directory.loadValue("ModelTransformation")) ?? [], Number);
  if (matrix.length === 16) {
    const [a = 0, b = 0, , c = 0, d = 0, e = 0, , f = 0] = matrix;
    return toCorner([a, b, c, d, e, f], isPoint);
  }
  const scale = Array.from((await directory.loadValue("ModelPixelScale")) ?? [], Number);
  const tie = Array.from((await directory.loadValue("ModelTiepoint")) ?? [], Number);
  if (scale.length < 2 || tie.length !== 6) return null;
  const [scaleX = 0, scaleY = 0] = scale;
  const [column = 0, row = 0, , x = 0, y = 0] = tie;
  if (scaleX === 0 || scaleY === 0) return null;
  return toCorner([scaleX, 0, x - column * scaleX, 0, -scaleY, y + row * scaleY], isPoint);
}

function toCorner([a, b, c, d, e, f]: Transform, isPoint: boolean): Transform {
  return isPoint ? [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2] : [a, b, c, d, e, f];
}
