import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type GeoTiffLayout, geoTiffTileWindow, writeGeoTiff } from "../raster/tiff/writeGeoTiff.ts";
import {
  type DemoScene,
  type DemoTruth,
  demoCrs,
  demoSizePixels,
  demoTransform,
  demoTruth,
  demoVersion,
} from "./demoTruth.ts";
import { makeLandscape } from "./landscape.ts";
import { renderScene } from "./renderScene.ts";
import { planScenes, type ScenePlan } from "./sceneDates.ts";
import { demoBandCount, demoBands } from "./spectra.ts";

export interface DemoOptions {
  readonly seed?: number;
  /** Pixels along each side, a multiple of 64. */
  readonly size?: number;
  readonly onProgress?: (doneCount: number, totalCount: number) => void;
  readonly signal?: AbortSignal;
}

const truthFile = "demo.json";
const defaultSeed = 1;

/**
 * Writes 36 made-up Sentinel-2 scenes and `demo.json`, which says what is true in them, into a folder. Does nothing where all of
 * it is already there; where anything is missing or cut short, all of it is written again.
 */
export async function writeDemoScenes(folder: string, options: DemoOptions = {}): Promise<DemoTruth> {
  const { seed = defaultSeed, size = demoSizePixels, onProgress, signal } = options;
  signal?.throwIfAborted();
  const found = await readTruth(folder, seed, size);
  if (found !== null) return found;
  await mkdir(folder, { recursive: true });
  await removePartial(folder);
  // Without it the folder is unfinished, whatever else is there.
  await rm(join(folder, truthFile), { force: true });
  const landscape = makeLandscape({ seed, size });
  const plans = planScenes(seed);
  const scenes: DemoScene[] = [];
  for (const [index, plan] of plans.entries()) {
    // Lets the engine answer others between scenes.
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    const { samples, cloudFraction, nodataFraction } = renderScene(landscape, plan);
    const fileName = sceneFileName(plan);
    await writeScene(join(folder, fileName), { samples, size, seed }, signal);
    const { size: fileBytes } = await stat(join(folder, fileName));
    scenes.push({ fileName, date: plan.date, fileBytes, cloudFraction, nodataFraction });
    onProgress?.(index + 1, plans.length);
  }
  const truth = demoTruth(landscape, scenes);
  const partialPath = join(folder, `${truthFile}.partial`);
  await writeFile(partialPath, `${JSON.stringify(truth, null, 2)}\n`);
  await rename(partialPath, join(folder, truthFile));
  return truth;
}

const sceneFileName = ({ date }: ScenePlan) => `argil_demo_S2_${date.replaceAll("-", "")}.tif`;

interface SceneSamples {
  readonly samples: Uint16Array;
  readonly size: number;
  readonly seed: number;
}

function writeScene(
  path: string,
  { samples, size, seed }: SceneSamples,
  signal?: AbortSignal,
): Promise<void> {
  const layout: GeoTiffLayout = {
    width: size,
    height: size,
    bandCount: demoBandCount,
    dataType: "uint16",
    interleave: "band",
    compression: "deflate",
    hasPredictor: true,
    transform: demoTransform,
    crs: demoCrs,
    nodata: 0,
    bandDescriptions: demoBands,
    metadata: {
      PRODUCT: "Argil demo scene, Sentinel-2 L2A style, made by a program and not measured",
      PROCESSING_BASELINE: "03.01",
      QUANTIFICATION_VALUE: "10000",
      BOA_ADD_OFFSET: "0",
      DEMO_SEED: String(seed),
    },
  };
  const readTile = (tileColumn: number, tileRow: number) => {
    const { column, row, width, height } = geoTiffTileWindow(layout, tileColumn, tileRow);
    const tile = new Uint16Array(demoBandCount * width * height);
    for (let line = 0; line < demoBandCount * height; line++) {
      const from = (Math.floor(line / height) * size + row + (line % height)) * size + column;
      tile.set(samples.subarray(from, from + width), line * width);
    }
    return tile;
  };
  return writeGeoTiff(path, layout, readTile, signal);
}

/** What an earlier run left, or null where it is not complete or not the same. */
async function readTruth(folder: string, seed: number, size: number): Promise<DemoTruth | null> {
  try {
    const truth = JSON.parse(await readFile(join(folder, truthFile), "utf8")) as DemoTruth;
    if (truth.version !== demoVersion || truth.seed !== seed || truth.sizePixels !== size) return null;
    const sizes = await Promise.all(
      truth.scenes.map(async ({ fileName }) => (await stat(join(folder, fileName))).size),
    );
    return sizes.every((bytes, index) => bytes === truth.scenes[index]?.fileBytes) ? truth : null;
  } catch {
    return null;
  }
}

async function removePartial(folder: string): Promise<void> {
  const names = await readdir(folder);
  const partial = names.filter((name) => /^argil_demo_S2_.*\.partial$|^demo\.json\.partial$/.test(name));
  await Promise.all(partial.map((name) => rm(join(folder, name), { force: true })));
}
