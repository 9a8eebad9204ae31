import { stat } from "node:fs/promises";
import type { ProductFacts } from "../../../models/sensors/clues.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import { type OpenableCompanion, openSceneSource } from "../bundle/openSceneSource.ts";
import type { SceneSource } from "../bundle/sceneSource.ts";
import { sceneSourceOf } from "../bundle/sceneSourceOf.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { placeBeside } from "../place/sideFiles.ts";
import { openTiffRaster } from "../tiff/openTiffRaster.ts";
import { openSideMask, type SideMask } from "../validity/sideMask.ts";
import { withoutFalseAlpha } from "./checkAlpha.ts";

/** A scene of any number of files with all that lies beside it, before any of it is judged. Close it. */
export interface SourceRaster {
  readonly source: SceneSource;
  /** Of all its files, in the order they are read. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly raster: RasterFile;
  readonly sideMask: SideMask;
  readonly product: ProductFacts | null;
  readonly companions: readonly OpenableCompanion[];
  /** What was left out, and what side files said. */
  readonly findings: readonly Finding[];
  close(): Promise<void>;
}

/** JPEG 2000 tiles are large and slow to decode: a row of them in ten bands must find room. */
const jp2CacheShare = 4;

/** @throws EngineError when a file is missing, damaged, no raster, or does not fit the others. */
export async function openSource(what: string | SceneSource, cacheBytes: number): Promise<SourceRaster> {
  const source = typeof what === "string" ? await sceneSourceOf(what) : what;
  const opened = await openSceneSource(source, {
    openTiff: (path) => openTiffRaster(path, { cacheBytes }),
    cacheBytes: jp2CacheShare * cacheBytes,
  });
  try {
    const placed = await placeBeside(opened.raster);
    const checked = await withoutFalseAlpha(placed.raster);
    const sideMask = await openSideMask(opened.raster, (path) => openTiffRaster(path, { cacheBytes }));
    return {
      source,
      files: await sizesOf(source),
      raster: checked.raster,
      sideMask,
      product: opened.product,
      companions: opened.companions,
      findings: [...opened.findings, ...placed.findings, ...checked.findings],
      async close() {
        if (sideMask.kind === "used") await sideMask.reader.close();
        await opened.raster.close();
      },
    };
  } catch (error) {
    await opened.raster.close();
    throw error;
  }
}

/** A scene in a zip has one file, the zip. */
async function sizesOf({ kind, path, members }: SceneSource) {
  const paths = kind === "safe-zip" ? [path] : [...new Set(members.map((member) => member.path))];
  return Promise.all(paths.map(async (one) => ({ path: one, bytes: (await stat(one)).size })));
}
