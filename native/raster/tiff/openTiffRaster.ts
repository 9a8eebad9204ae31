import { basename } from "node:path";
import type { DataType } from "../../../models/vocabulary/raster.ts";
import { EngineError } from "../../engineError.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { crsFromGeoKeys } from "../place/crs/geoKeys.ts";
import { georeferenceOf } from "../place/georeference.ts";
import { placeFields } from "../place/placeFields.ts";
import { BlockCache } from "./blockCache.ts";
import { compressionName } from "./blockLayout.ts";
import { decodePool } from "./decodePool.ts";
import { type Directory, readDirectories } from "./directory.ts";
import { type GdalMetadata, parseGdalMetadata } from "./gdalMetadata.ts";
import { readGeoKeys } from "./geoKeys.ts";
import { TiffBytes } from "./tiffBytes.ts";
import { asEngineError } from "./tiffError.ts";
import { describeImage, type TiffImage } from "./tiffImage.ts";
import { TiffReader } from "./tiffReader.ts";

/** Decoded blocks kept for one file: a row of tiles of the widest scenes. */
const usualCacheBytes = 72 * 1024 * 1024;

/**
 * Opens a TIFF and checks its structure against its length. The first image is the scene.
 * @throws EngineError when the file is missing, no TIFF, cut off, or stored in a way that is not read here.
 */
export async function openTiffRaster(
  path: string,
  { cacheBytes = usualCacheBytes }: { readonly cacheBytes?: number } = {},
): Promise<RasterFile> {
  const source = await TiffBytes.open(path);
  try {
    const directories = await readDirectories(source);
    if (directories === null) throw new EngineError({ kind: "not-a-tiff", path });
    return await describeFile(
      source,
      directories,
      new BlockCache(cacheBytes, (ids) => decodePool.forget(ids)),
    );
  } catch (error) {
    await source.close();
    throw asEngineError(path, error);
  }
}

async function describeFile(
  source: TiffBytes,
  directories: readonly Directory[],
  cache: BlockCache,
): Promise<RasterFile> {
  const directory = directories[0]!;
  const image = describeImage(directory);
  const nodata = nodataOf(directory, image.dataType);
  const readerOf = (one: TiffImage, name: string, fill: number | null) =>
    new TiffReader(source, one, { cache, name, nodata: fill });
  const reader = readerOf(image, "scene", nodata);
  await reader.check();
  const { mask, overviews } = otherImages(directories, image);
  const maskReader = mask === null ? null : readerOf(mask, "mask", null);
  await maskReader?.check();
  const overviewReaders = overviews.map((one, index) => readerOf(one, `overview ${index}`, nodata));
  const metadata = metadataOf(directory);
  const keys = readGeoKeys(directory);
  const crs = keys === null ? null : crsFromGeoKeys(keys);
  const isCmyk = image.layout.color === "cmyk";
  const readers = [reader, maskReader, ...overviewReaders];
  return {
    path: source.path,
    fileName: basename(source.path),
    width: image.width,
    height: image.height,
    bandCount: image.bandCount,
    dataType: image.dataType,
    nodata,
    crs,
    ...placeFields(
      georeferenceOf(
        {
          matrix: Array.from(directory.numbers("ModelTransformation")),
          pixelScale: Array.from(directory.numbers("ModelPixelScale")),
          tiePoints: Array.from(directory.numbers("ModelTiepoint")),
          isPixelPoint: keys?.GTRasterTypeGeoKey === 2,
        },
        image,
        crs !== null && "isGeographic" in crs && crs.isGeographic,
      ),
    ),
    metadata,
    alphaSample: isCmyk ? 3 : findAlpha(directory, image.bandCount, metadata),
    isRgb: isCmyk || rgbOrYCbCr.includes(image.photometric),
    compression: compressionName(image.layout.compression),
    reader,
    mask: maskReader,
    overviews: overviewReaders,
    async close() {
      await Promise.all(readers.map((one) => one?.close()));
      cache.clear();
      await source.close();
    },
  };
}

const reducedImage = 1;
const maskImage = 4;

/** A mask must be readable where there is one; overviews that are not like the scene are left out. */
function otherImages(directories: readonly Directory[], scene: TiffImage) {
  const overviews: TiffImage[] = [];
  let mask: TiffImage | null = null;
  for (const directory of directories.slice(1)) {
    const type = directory.number("NewSubfileType") ?? 0;
    const [width, height] = [directory.number("ImageWidth") ?? 0, directory.number("ImageLength") ?? 0];
    if ((type & maskImage) !== 0) {
      if (width === scene.width && height === scene.height) mask = describeImage(directory);
    } else if ((type & reducedImage) !== 0) {
      const overview = describeOverview(directory);
      if (overview?.bandCount === scene.bandCount && overview.dataType === scene.dataType)
        overviews.push(overview);
    }
  }
  overviews.sort((one, other) => other.width - one.width);
  return { mask, overviews };
}

function describeOverview(directory: Directory): TiffImage | null {
  try {
    return describeImage(directory);
  } catch {
    return null;
  }
}

/** GDAL's own items, and those of the TIFF's texts under GDAL's names. */
function metadataOf(directory: Directory): GdalMetadata {
  const metadata = parseGdalMetadata(directory.text("GdalMetadata") ?? "");
  const texts = {
    ImageDescription: "TIFFTAG_IMAGEDESCRIPTION",
    Software: "TIFFTAG_SOFTWARE",
    DateTime: "TIFFTAG_DATETIME",
  } as const;
  const dataset: Record<string, string> = {};
  for (const [tag, name] of Object.entries(texts)) {
    const text = directory.text(tag as keyof typeof texts)?.trim();
    if (text) dataset[name] = text;
  }
  return { ...metadata, dataset: { ...dataset, ...metadata.dataset } };
}

/** As the samples can hold it: float32 has -3.4e38 and the like only after rounding. */
function nodataOf(directory: Directory, dataType: DataType | null): number | null {
  const said = parseNodata(directory.text("GdalNodata"));
  return said !== null && dataType === "float32" ? Math.fround(said) : said;
}

/** As C's strtod reads it; null where no number starts the text. */
function parseNodata(tag: string | null): number | null {
  const text = tag?.trim().toLowerCase() ?? "";
  if (/^[+-]?nan/.test(text)) return Number.NaN;
  if (/^[+-]?inf/.test(text))
    return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? null : number;
}

/** How JPEG pictures store red, green and blue, beside as they are. */
const rgbOrYCbCr = [2, 6];

const unspecifiedExtra = 0;
const spectralWords = /\b(B\d|blue|green|red|nir|swir|infrared|edge)/i;

function findAlpha(directory: Directory, bandCount: number, metadata: GdalMetadata): number | null {
  const extras = Array.from(directory.numbers("ExtraSamples"));
  const first = bandCount - extras.length;
  const index = extras.findIndex((extra) => extra !== unspecifiedExtra && extra <= 2);
  if (index < 0) return null;
  // Some writers mark the fourth band of RGB + NIR as alpha; its own description knows better.
  return spectralWords.test(metadata.descriptions.get(first + index) ?? "") ? null : first + index;
}
