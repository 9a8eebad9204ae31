import { basename } from "node:path";
import type { ProductFacts } from "../../../models/sensors/clues.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import { EngineError } from "../../engineError.ts";
import type { Place } from "../jp2/geoJp2.ts";
import { openJp2Raster } from "../jp2/openJp2Raster.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { crsFromGeoKeys } from "../place/crs/geoKeys.ts";
import { mostSidecarBytes, readProductFacts, readTile } from "../sidecars/readProductFacts.ts";
import { sentinel2Nodata, type TileMetadata } from "../sidecars/sentinel2.ts";
import { openSceneFiles, type SceneFiles } from "./sceneFiles.ts";
import type { CompanionKind, SceneSource } from "./sceneSource.ts";
import { type StackMember, stackRasters } from "./stackRasters.ts";

/** Opens files of the kinds that are not opened here, and how much may be kept of each. */
export interface SourceOpeners {
  openTiff(path: string): Promise<RasterFile>;
  /** Decoded pixels kept for the scene, in bytes; shared out among its files. */
  readonly cacheBytes?: number;
}

/** A scene of any number of files as one raster, with what its product says. Closing the raster closes everything. */
export interface OpenedSource {
  readonly source: SceneSource;
  readonly raster: RasterFile;
  readonly product: ProductFacts | null;
  readonly findings: readonly Finding[];
  /** Masks that lie beside the scene; open them before the raster is closed, and close them. */
  readonly companions: readonly OpenableCompanion[];
}

export interface OpenableCompanion {
  readonly kind: CompanionKind;
  readonly path: string;
  open(): Promise<RasterFile>;
}

const defaultCacheBytes = 320 * 1024 * 1024;
const leastCacheBytes = 4 * 1024 * 1024;

/** @throws EngineError when a file is missing, damaged, or does not fit the others. */
export async function openSceneSource(source: SceneSource, openers: SourceOpeners): Promise<OpenedSource> {
  const files = await openSceneFiles(source);
  try {
    const { facts, findings } = await readProductFacts(source, files);
    const context = await contextOf(source, files, openers);
    const raster = await openMembers(source, context);
    return {
      source,
      raster: { ...raster, close: () => closeBoth(raster, files) },
      product: facts,
      findings: [...source.findings, ...findings],
      companions: source.companions.map(({ kind, path }) => ({
        kind,
        path,
        open: () => openOne(path, { ...context, nodata: null }),
      })),
    };
  } catch (error) {
    await files.close();
    throw error;
  }
}

interface Context extends SourceOpeners {
  readonly files: SceneFiles;
  readonly tile: TileMetadata | null;
  readonly nodata: number | null;
  readonly cacheBytes: number;
}

async function contextOf(source: SceneSource, files: SceneFiles, openers: SourceOpeners): Promise<Context> {
  const { cacheBytes = defaultCacheBytes } = openers;
  const [metadata] = source.sidecars;
  const isSafe = source.kind.startsWith("safe") && metadata !== undefined;
  return {
    openTiff: openers.openTiff,
    files,
    tile: await readTile(source, files),
    nodata: isSafe ? sentinel2Nodata(await files.readText(metadata, mostSidecarBytes)) : null,
    cacheBytes: Math.max(leastCacheBytes, cacheBytes / source.members.length),
  };
}

async function openMembers(source: SceneSource, context: Context): Promise<RasterFile> {
  const [only, ...others] = source.members;
  if (source.kind === "file" && only !== undefined && others.length === 0) return openOne(only.path, context);
  const members: StackMember[] = [];
  try {
    for (const { path, name } of source.members) {
      const raster = await openOne(path, context);
      members.push({ raster, sample: 0, name });
      if (raster.bandCount === 1) continue;
      const detail = `${raster.fileName} holds ${raster.bandCount} bands instead of one`;
      throw new EngineError({ kind: "bands-disagree", path: source.path, detail });
    }
    return stackRasters(source.path, members);
  } catch (error) {
    await Promise.allSettled(members.map(({ raster }) => raster.close()));
    throw error;
  }
}

async function openOne(
  path: string,
  { openTiff, files, tile, nodata, cacheBytes }: Context,
): Promise<RasterFile> {
  if (!/\.(jp2|j2k)$/i.test(path)) return openTiff(path);
  const raster = await openJp2Raster(await files.open(path), { cacheBytes, nodata });
  const place = tile === null ? null : placeOf(tile, raster);
  if (place !== "unlike") return place === null ? raster : { ...raster, ...place };
  await raster.close();
  const detail = `${basename(path)} has ${raster.width} x ${raster.height} pixels, which its metadata does not list`;
  throw new EngineError({ kind: "bands-disagree", path, detail });
}

/** The tile's metadata says where a band lies, by its number of pixels; null where it says nothing of use. */
function placeOf({ epsg, grids }: TileMetadata, { width, height }: RasterFile): Place | null | "unlike" {
  if (epsg === null || grids.length === 0) return null;
  const grid = grids.find((one) => one.width === width && one.height === height);
  if (grid === undefined) return "unlike";
  return {
    crs: crsFromGeoKeys({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: epsg }),
    transform: [grid.gsdMeters, 0, grid.left, 0, -grid.gsdMeters, grid.top],
  };
}

async function closeBoth(raster: RasterFile, files: SceneFiles): Promise<void> {
  try {
    await raster.close();
  } finally {
    await files.close();
  }
}
