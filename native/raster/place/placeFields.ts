import type { RasterFile } from "../pixels/rasterFile.ts";
import type { GeoreferenceOutcome } from "./georeference.ts";

/** What a georeference says, as fields of a raster. */
export function placeFields(
  place: GeoreferenceOutcome,
): Pick<RasterFile, "transform" | "warp" | "placeNote"> {
  if (place === null) return { transform: null };
  if ("problem" in place) return { transform: null, placeNote: { kind: "problem", sentence: place.problem } };
  const { transform, warp, evidence } = place;
  return {
    transform,
    ...(warp === undefined ? {} : { warp }),
    ...(evidence === undefined ? {} : { placeNote: { kind: "evidence", sentence: evidence } as const }),
  };
}
