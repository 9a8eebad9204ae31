import { z } from "zod";
import type { Footprint } from "../../models/vocabulary/geometry.ts";

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const polygon = z.object({
  type: z.literal("Polygon"),
  coordinates: z.array(z.array(position).min(4)).min(1),
});
const feature = z.object({ type: z.literal("Feature"), geometry: polygon });
const collection = z.object({ type: z.literal("FeatureCollection"), features: z.array(feature).length(1) });
const geoJson = z.union([polygon, feature, collection]);

/** The outer ring of a GeoJSON with one polygon. @throws Error with one sentence for anything else. */
export function readArea(json: unknown): Footprint {
  const parsed = geoJson.safeParse(json);
  if (!parsed.success) throw new Error("it is no GeoJSON with exactly one polygon");
  const geometry =
    parsed.data.type === "Polygon"
      ? parsed.data
      : parsed.data.type === "Feature"
        ? parsed.data.geometry
        : parsed.data.features[0]!.geometry;
  return geometry.coordinates[0]!.map(([lon, lat]) => [lon, lat]);
}
