import { basename } from "node:path";
import type { PolynomialWarp, Transform } from "../../models/vocabulary/geometry.ts";
import type { Crs, DataType } from "../../models/vocabulary/raster.ts";
import { crsFromGeoKeys } from "./crs/geoKeys.ts";
import { type GdalMetadata, parseGdalMetadata } from "./gdalMetadata.ts";
import { georeferenceOf } from "./georeference.ts";
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
  readonly warp?: PolynomialWarp;
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
    const crs = keys === null ? null : crsFromGeoKeys(keys as Record<string, unknown>);
    const size = { width: image.getWidth(), height: image.getHeight() };
    const place = georeferenceOf(
      {
        matrix: await numbers(directory.loadValue("ModelTransformation")),
        pixelScale: await numbers(directory.loadValue("ModelPixelScale")),
        tiePoints: await numbers(directory.loadValue("ModelTiepoint")),
        isPixelPoint: Number(keys?.GTRasterTypeGeoKey ?? 1) === 2,
      },
      size,
      crs !== null && "isGeographic" in crs && crs.isGeographic,
    );
    return {
      file,
      fileName: basename(path),
      ...size,
      bandCount,
      dataType: dataTypeOf(image.getSampleFormat(0), image.getBitsPerSample(0)),
      nodata,
      crs,
      transform: place !== null && "transform" in place ? place.transform : null,
      ...(place !== null && "warp" in place && { warp: place.warp }),
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

const numbers = async (value: Promise<unknown>) => Array.from(((await value) ?? []) as number[], Number);
