import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import coarseUrl from "world-atlas/countries-110m.json?url";

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** Outlines of Natural Earth in longitude and latitude: polygons of land, and lines between countries. */
export interface World {
  readonly lands: readonly number[][][][];
  readonly borders: readonly number[][][];
}

const loaded = new Map<string, Promise<World>>();

/** Reads an atlas from this disk; each is read once. */
export function loadWorld(url: string): Promise<World> {
  const known = loaded.get(url) ?? readAtlas(url);
  loaded.set(url, known);
  return known;
}

async function readAtlas(url: string): Promise<World> {
  const atlas: Atlas = await (await fetch(url)).json();
  const lands = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry.type === "Polygon"
        ? [geometry.coordinates]
        : [],
  );
  return { lands, borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates };
}

export { coarseUrl };
