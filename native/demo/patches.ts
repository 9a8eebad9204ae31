import { type Crop, fieldStates, meadowStates, standStates } from "./phenology.ts";
import { hashNormal, hashUnit } from "./random.ts";
import { mixStates, type StateMix, type SurfaceState } from "./spectra.ts";

/** A piece of ground that is alike throughout and changes as one: a stand, a field, a kind of lot. */
export type Patch =
  | { readonly kind: "stand"; readonly coniferFraction: number }
  | { readonly kind: "field"; readonly rotationYear: number }
  | { readonly kind: "meadow"; readonly cutDays: readonly number[] }
  | { readonly kind: "water"; readonly turbidFraction: number }
  | { readonly kind: "built"; readonly material: SurfaceState; readonly gardenFraction: number };

/** When and in what a scene was taken, as far as surfaces depend on it. */
export interface Season {
  readonly year: number;
  readonly dayOfYear: number;
}

const rotation: readonly Crop[] = ["wheat", "rapeseed", "wheat", "maize"];
const cropOf = (rotationYear: number, year: number) => rotation[(rotationYear + year) % rotation.length]!;

/** What a patch shows, and what shows through where its growth is thin. */
export function patchStates(
  patch: Patch,
  patchIndex: number,
  { year, dayOfYear }: Season,
): readonly [dense: StateMix, thin: StateMix] {
  // Every patch has its own habit, and every year its own spring.
  const lateDays = 4 * hashNormal(patchIndex, 1, 0) + 4 * hashNormal(7, year, 2);
  const day = Math.min(366, Math.max(1, dayOfYear - lateDays));
  switch (patch.kind) {
    case "stand": {
      const states = standStates(patch.coniferFraction, day);
      return [states, mixStates(states, { broadleafBare: 0.5, grassGreen: 0.5 }, 0.3)];
    }
    case "field": {
      const states = fieldStates(cropOf(patch.rotationYear, year), cropOf(patch.rotationYear, year + 1), day);
      return [states, mixStates(states, { soilDry: 1 }, 0.35)];
    }
    case "meadow": {
      const states = meadowStates(patch.cutDays, day);
      return [states, mixStates(states, { grassWinter: 0.6, grassMown: 0.4 }, 0.4)];
    }
    case "water":
      return [
        { waterClear: 1 - patch.turbidFraction, waterTurbid: patch.turbidFraction },
        { waterClear: 0.4, waterTurbid: 0.6 },
      ];
    case "built": {
      const garden = mixStates(meadowStates([], day), standStates(0.2, day), 0.5);
      const lot = mixStates({ [patch.material]: 1 }, garden, patch.gardenFraction);
      return [lot, mixStates(lot, { asphalt: 1 }, 0.3)];
    }
    default:
      return patch satisfies never;
  }
}

/** Brightness of a patch beside others of its kind, 1 on average; changes a little from year to year. */
export function patchBrightness(patch: Patch, patchIndex: number, year: number): number {
  const spread = { stand: 0.07, field: 0.06, meadow: 0.06, water: 0.03, built: 0.12 }[patch.kind];
  const yearly = { stand: 0.015, field: 0.04, meadow: 0.03, water: 0.03, built: 0 }[patch.kind];
  return 1 + spread * hashNormal(patchIndex, 3, 0) + yearly * hashNormal(patchIndex, 4, year);
}

/** A stand, a field or a meadow, drawn by chance; the draws are fixed by the seed and the patch's own key. */
export function makeFarmPatch(seed: number, key: number): Patch {
  if (hashUnit(seed, key, 1) < 0.24) {
    const first = 138 + 16 * hashUnit(seed, key, 2);
    return { kind: "meadow", cutDays: [first, first + 48, first + 105] };
  }
  return { kind: "field", rotationYear: Math.floor(rotation.length * hashUnit(seed, key, 3)) };
}

/** The lots that settlements are made of. */
export const builtPatches: readonly Patch[] = (
  [
    ["roofTile", 0.15],
    ["roofTile", 0.35],
    ["roofTile", 0.5],
    ["roofGrey", 0.1],
    ["roofGrey", 0.3],
    ["asphalt", 0.1],
    ["asphalt", 0.6],
    ["roofTile", 0.75],
    ["roofGrey", 0.85],
    ["roofBright", 0.05],
  ] as const
).map(([material, gardenFraction]) => ({ kind: "built", material, gardenFraction }));
