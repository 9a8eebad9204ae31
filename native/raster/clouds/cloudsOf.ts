import { estimateClouds } from "../../../models/clouds/estimateClouds.ts";
import { type ClassFractions, classFractions } from "../../../models/clouds/pixelClass.ts";
import type { Pixels } from "../../../models/vocabulary/raster.ts";
import type { CloudReport } from "../../contract/intake.ts";
import type { SourcePlaces } from "../place/placeMesh.ts";
import type { CloudSource } from "./cloudSource.ts";

/** Class of each pixel of a window or chip. `places` gives the middles of its pixels in the scene. */
export async function cloudClasses(
  source: CloudSource,
  pixels: Pixels,
  places: () => SourcePlaces,
): Promise<Uint8Array | null> {
  if (source.kind === "mask") return source.mask.classesAt(places());
  const bands = pixels.bands.map((digitalNumbers, index) => ({
    role: source.roles[index] ?? "",
    digitalNumbers,
  }));
  return estimateClouds({ bands, scaling: source.scaling, valid: pixels.valid, level: source.level });
}

/** Clouds over pixels of a scene, of which `places` gives the middles; null where nothing is valid or the source says nothing of it. */
export async function cloudsOf(
  source: CloudSource,
  pixels: Pixels,
  places: () => SourcePlaces,
): Promise<CloudReport | null> {
  const classes = await cloudClasses(source, pixels, places);
  const fractions = classes === null ? null : classFractions(classes, pixels.valid);
  if (fractions === null) return null;
  const also = [
    ...(fractions.shadow >= 0.005 ? [`${percent(fractions.shadow)} in cloud shadow`] : []),
    ...(fractions.snow >= 0.005 ? [`${percent(fractions.snow)} snow`] : []),
  ];
  const shares = [`${percent(fractions.cloud)} cloud`, ...also].join(", ");
  return {
    fraction: fractions.cloud,
    source: source.kind,
    sentence:
      source.kind === "mask"
        ? `${shares}, from the ${source.mask.title} ${source.mask.fileName}${coverOf(fractions)}.`
        : `About ${shares}: an estimate from the reflectances, ${limitsOf(source.roles)}.`,
  };
}

const coverOf = ({ covered }: ClassFractions): string =>
  covered > 0.995 ? "" : `, which covers ${percent(covered)} of the scene`;

/** What the estimate cannot know with these bands. */
function limitsOf(roles: readonly string[]): string {
  if (roles.includes("swir16")) return "which finds no shadows and few thin clouds";
  return "which without a shortwave infrared band takes snow for cloud, and finds no shadows";
}

const percent = (fraction: number): string =>
  fraction > 0 && fraction < 0.01 ? "less than 1 %" : `${Math.round(fraction * 100)} %`;
