import type { PixelSample } from "../../../models/sensors/clues.ts";
import type { Pixels, PixelWindow } from "../../../models/vocabulary/raster.ts";
import { readDecimated } from "../pixels/readDecimated.ts";
import { readPixels } from "../pixels/readPixels.ts";
import { windowsOver } from "../pixels/windowsOver.ts";
import { type SourcePlaces, windowPlaces } from "../place/placeMesh.ts";
import type { PyramidSource } from "./scene.ts";

/** A look at a scene that is cheap whatever its size: every n-th pixel of all of it, or a few windows of a large one. */
export type SceneView =
  | {
      readonly kind: "whole";
      readonly pixels: Pixels;
      /** Scene pixels in one pixel of the view. */
      readonly columnStep: number;
      readonly rowStep: number;
    }
  | {
      readonly kind: "windows";
      /** All windows in one raster, one below the other. */
      readonly pixels: Pixels;
      readonly windows: readonly PixelWindow[];
    };

const viewSide = 384;
/** Samples that may be decoded for a view: about a second's work. */
const mostSamples = 200e6;
/** The same where the windows show that not all was measured, so that there is an outline to find: some seconds' work. */
const mostSamplesOfOutline = 1.5e9;
const spread = { aSide: 5, pixels: 48 } as const;

/** Looks at the pixels. @throws EngineError when they cannot be decoded. */
export async function lookAt(scene: PyramidSource): Promise<SceneView> {
  const { width, height } = scene.grid;
  const smallest = scene.overviews.findLast((one) => one.width >= Math.min(viewSide, width) / 2);
  const source = smallest ?? scene.grid;
  const sampleCount = source.width * source.height * scene.bands.length;
  if (sampleCount > mostSamples) {
    const windows = windowsOver(scene.grid, spread);
    const pixels = await readWindows(scene, windows);
    if (sampleCount > mostSamplesOfOutline || !pixels.valid.includes(0))
      return { kind: "windows", pixels, windows };
  }
  const view = await readDecimated(scene, { column: 0, row: 0, width, height }, viewSide);
  return { kind: "whole", ...view };
}

/** Where the middles of a view's pixels lie in the scene. */
export function placesOfView(view: SceneView): SourcePlaces {
  if (view.kind === "whole")
    return windowPlaces({ column: 0, row: 0 }, view.pixels, view.columnStep, view.rowStep);
  const parts = view.windows.map((window) => windowPlaces(window, window));
  return {
    columns: Float64Array.from(parts.flatMap(({ columns }) => [...columns])),
    rows: Float64Array.from(parts.flatMap(({ rows }) => [...rows])),
  };
}

/** Windows spread over the scene, one below the other in one raster. */
async function readWindows(scene: PyramidSource, windows: readonly PixelWindow[]): Promise<Pixels> {
  const parts: Pixels[] = [];
  for (const window of windows) parts.push(await readPixels(scene, window));
  const [{ width, height }] = parts as [Pixels, ...Pixels[]];
  const pixelCount = width * height;
  const join = <Plane extends Float32Array | Uint8Array>(into: Plane, planes: readonly Plane[]): Plane => {
    for (const [index, plane] of planes.entries()) into.set(plane, index * pixelCount);
    return into;
  };
  const total = pixelCount * parts.length;
  return {
    width,
    height: height * parts.length,
    bands: scene.bands.map((_, band) =>
      join(
        new Float32Array(total),
        parts.map(({ bands }) => bands[band]!),
      ),
    ),
    valid: join(
      new Uint8Array(total),
      parts.map(({ valid }) => valid),
    ),
  };
}

/** Enough for the 1000th part of them to be more than a dozen. */
const mostSorted = 16_000;

/** The valid numbers of each band from dark to bright, evenly thinned where there are many. */
export function sampleOf({ pixels }: SceneView): PixelSample {
  let validCount = 0;
  for (const value of pixels.valid) validCount += value;
  const step = Math.max(1, Math.ceil(validCount / mostSorted));
  const places = new Uint32Array(Math.ceil(validCount / step));
  for (let index = 0, seen = 0; index < pixels.valid.length; index++) {
    if (pixels.valid[index] === 0) continue;
    if (seen % step === 0) places[seen / step] = index;
    seen++;
  }
  return {
    sortedDigitalNumbers: pixels.bands.map((band) => {
      const values = new Float32Array(places.length);
      for (let index = 0; index < places.length; index++) values[index] = band[places[index]!]!;
      return values.sort();
    }),
  };
}

/** 1st to 99th percentile of each band; null where nothing was valid. */
export function rangesOf({
  sortedDigitalNumbers,
}: PixelSample): readonly ({ readonly low: number; readonly high: number } | null)[] {
  return sortedDigitalNumbers.map((values) =>
    values.length === 0
      ? null
      : {
          low: values[Math.floor(values.length * 0.01)]!,
          high: values[Math.min(values.length - 1, Math.floor(values.length * 0.99))]!,
        },
  );
}

export function validShareOf({ pixels }: SceneView): number {
  let count = 0;
  for (const value of pixels.valid) count += value;
  return count / pixels.valid.length;
}
