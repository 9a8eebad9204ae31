import { basename } from "node:path";
import { EngineError } from "../../engineError.ts";
import type { ByteSource } from "../files/byteSource.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { readBoxes } from "./boxes.ts";
import { type Codestream, readCodestream } from "./codestream.ts";
import { placeFromGeoTiff } from "./geoJp2.ts";
import { placeFromGml } from "./gmlJp2.ts";
import { Jp2Reader } from "./jp2Reader.ts";

export interface Jp2Options {
  /** Decoded tiles kept, in bytes; reduced copies keep a quarter as much each. */
  readonly cacheBytes?: number;
  readonly nodata?: number | null;
}

const defaultCacheBytes = 32 * 1024 * 1024;
/** The decoder holds 4 bytes a sample, its result 2 more, and 2 again on this side. */
const mostTileSamples = 33_554_432;
const mostTileBytes = 160 * 1024 * 1024;
const leastOverviewSide = 16;

/** Opens a JPEG 2000 file; the raster closes the source. @throws EngineError when it is damaged or cannot be read here. */
export async function openJp2Raster(source: ByteSource, options: Jp2Options = {}): Promise<RasterFile> {
  try {
    const boxes = await readBoxes(source);
    if (boxes.hasPalette)
      throw new EngineError({ kind: "not-imagery", path: source.path, detail: "its colours are a palette" });
    const codestream = await readCodestream(source, boxes.codestream);
    refuseLargeTiles(source, codestream);
    const { cacheBytes = defaultCacheBytes } = options;
    const place = (boxes.geoTiff === null ? null : placeFromGeoTiff(boxes.geoTiff)) ??
      placeFromGml(boxes.xml) ?? { crs: null, transform: null };
    const reader = new Jp2Reader(source, codestream, 0, cacheBytes);
    const overviews = Array.from(
      { length: codestream.levelCount },
      (_, index) => new Jp2Reader(source, codestream, index + 1, cacheBytes / 4),
    ).filter(({ width, height }) => Math.min(width, height) >= leastOverviewSide);
    return {
      path: source.path,
      fileName: basename(source.path),
      width: reader.width,
      height: reader.height,
      bandCount: codestream.componentCount,
      dataType: codestream.bitsPerSample <= 8 ? "uint8" : "uint16",
      nodata: options.nodata ?? null,
      ...place,
      metadata: { dataset: {}, descriptions: new Map(), scales: new Map(), offsets: new Map() },
      alphaSample: null,
      isRgb: boxes.isRgb,
      compression: codestream.isReversible ? "JPEG 2000, lossless" : "JPEG 2000",
      reader,
      mask: null,
      overviews,
      close: () => closeAll([reader, ...overviews, source]),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

function refuseLargeTiles(source: ByteSource, { tiling, image, componentCount, tiles }: Codestream): void {
  const width = Math.min(tiling.width, image.x1 - image.x0);
  const height = Math.min(tiling.height, image.y1 - image.y0);
  const samples = width * height * componentCount;
  const bytes = tiles.reduce(
    (most, parts) =>
      Math.max(
        most,
        parts.reduce((sum, { byteLength }) => sum + byteLength, 0),
      ),
    0,
  );
  if (samples <= mostTileSamples && bytes <= mostTileBytes) return;
  throw new EngineError({
    kind: "encoding-unsupported",
    path: source.path,
    detail: `its JPEG 2000 tiles are ${width} x ${height} pixels, too large to decode in bounded memory`,
  });
}

async function closeAll(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  await Promise.all(parts.map((part) => part.close()));
}
