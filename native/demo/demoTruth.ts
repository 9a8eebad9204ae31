import type { LonLat, MapBounds, Transform } from "../../models/vocabulary/geometry.ts";
import type { Crs } from "../../models/vocabulary/raster.ts";
import { metricCrsAt } from "../raster/place/metricCrs.ts";
import { projectionOf } from "../raster/place/projection.ts";
import { burn, clearCut } from "./events.ts";
import type { Landscape } from "./landscape.ts";

/** Grows when the same seed would give other scenes, so that older ones are written again. */
export const demoVersion = 1;

export const demoSizePixels = 384;
const gsdMeters = 10;

/** UTM zone 33 north, in hills of central Europe; the corner lies on the grid of 640 m, so chips of 64 pixels fill the scene. */
export const demoCrs: Crs = metricCrsAt(15, 49.4);
export const demoTransform: Transform = [gsdMeters, 0, 515_200, 0, -gsdMeters, 5_472_000];

export interface DemoScene {
  readonly fileName: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly fileBytes: number;
  /** Share of the measured pixels that clouds hide at least half. */
  readonly cloudFraction: number;
  readonly nodataFraction: number;
}

export type PlaceKind = "forest" | "field" | "water" | "town";

/** The middle of a chip of 64 pixels that shows mostly one thing and no event. */
export interface DemoPlace {
  readonly kind: PlaceKind;
  readonly x: number;
  readonly y: number;
  readonly lonLat: LonLat;
  /** Share of the chip's pixels that are of the kind. */
  readonly fraction: number;
}

export interface DemoEventPlace {
  /** Middle of the changed pixels. */
  readonly x: number;
  readonly y: number;
  readonly lonLat: LonLat;
  /** Map coordinates around the changed pixels. */
  readonly bounds: MapBounds;
}

/** What is known to be true of the demo scenes, for tests, tours and reports. */
export interface DemoTruth {
  readonly version: number;
  readonly seed: number;
  readonly sizePixels: number;
  readonly gsdMeters: number;
  readonly crs: { readonly epsg: number; readonly proj4: string };
  readonly bounds: MapBounds;
  readonly scenes: readonly DemoScene[];
  readonly clearCut: DemoEventPlace & { readonly cutAt: string; readonly firstSceneDate: string };
  readonly disturbance: DemoEventPlace & {
    readonly kind: "burn";
    readonly from: string;
    readonly to: string;
    readonly firstSceneDate: string;
  };
  readonly places: readonly DemoPlace[];
}

/** Puts together what the landscape and the written scenes hold. */
export function demoTruth(landscape: Landscape, scenes: readonly DemoScene[]): DemoTruth {
  const [, , minX, , , maxY] = demoTransform;
  const meters = landscape.size * gsdMeters;
  const firstFrom = (day: string) => scenes.find(({ date }) => date >= day)?.date ?? "";
  return {
    version: demoVersion,
    seed: landscape.seed,
    sizePixels: landscape.size,
    gsdMeters,
    crs: { epsg: demoCrs.epsg ?? 0, proj4: demoCrs.proj4 },
    bounds: [minX, maxY - meters, minX + meters, maxY],
    scenes,
    clearCut: {
      ...eventPlace(landscape, landscape.felled),
      cutAt: clearCut.cutAt,
      firstSceneDate: firstFrom(clearCut.cutAt),
    },
    disturbance: {
      kind: "burn",
      ...eventPlace(landscape, landscape.burnt),
      from: burn.burntAt,
      to: burn.recoveredAt,
      firstSceneDate: firstFrom(burn.burntAt),
    },
    places: placesOf(landscape),
  };
}

function mapPlace(column: number, row: number) {
  const [a, , c, , e, f] = demoTransform;
  const [x, y] = [c + a * column, f + e * row];
  return { x, y, lonLat: projectionOf(demoCrs).toLonLat(x, y) };
}

function eventPlace({ size, patches, patchOf }: Landscape, share: Float32Array): DemoEventPlace {
  const columns: number[] = [];
  const rows: number[] = [];
  for (let pixel = 0; pixel < share.length; pixel++) {
    if (share[pixel]! < 0.5 || patches[patchOf[pixel]!]!.kind !== "stand") continue;
    columns.push(pixel % size);
    rows.push(Math.floor(pixel / size));
  }
  const mean = (values: number[]) =>
    Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  const least = (values: number[]) => values.reduce((low, value) => Math.min(low, value), size);
  const past = (values: number[]) => values.reduce((high, value) => Math.max(high, value + 1), 0);
  const upper = mapPlace(least(columns), least(rows));
  const lower = mapPlace(past(columns), past(rows));
  return { ...mapPlace(mean(columns), mean(rows)), bounds: [upper.x, lower.y, lower.x, upper.y] };
}

const kindOf = { stand: "forest", field: "field", meadow: "field", water: "water", built: "town" } as const;
const chipPixels = 64;
const mostPlaces = 4;

/** Up to four chips of each kind, the purest first; chips that an event touches are left out. */
function placesOf(landscape: Landscape): DemoPlace[] {
  const found: DemoPlace[] = [];
  for (let row = 0; row + chipPixels <= landscape.size; row += chipPixels) {
    for (let column = 0; column + chipPixels <= landscape.size; column += chipPixels) {
      const place = mapPlace(column + chipPixels / 2, row + chipPixels / 2);
      const { counts, isTouched } = countKinds(landscape, column, row);
      if (isTouched) continue;
      for (const [kind, count] of counts) {
        const fraction = count / chipPixels ** 2;
        if (fraction > 0.5) found.push({ kind, ...place, fraction });
      }
    }
  }
  found.sort((one, other) => other.fraction - one.fraction);
  return (["forest", "field", "water", "town"] as const).flatMap((kind) =>
    found.filter((place) => place.kind === kind).slice(0, mostPlaces),
  );
}

function countKinds({ size, patches, patchOf, felled, burnt }: Landscape, column: number, row: number) {
  const counts = new Map<PlaceKind, number>();
  let touchedCount = 0;
  for (let index = 0; index < chipPixels ** 2; index++) {
    const pixel = (row + Math.floor(index / chipPixels)) * size + column + (index % chipPixels);
    const kind = kindOf[patches[patchOf[pixel]!]!.kind];
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kind === "forest" && felled[pixel]! + burnt[pixel]! > 0.1) touchedCount++;
  }
  return { counts, isTouched: touchedCount > 0.02 * chipPixels ** 2 };
}
