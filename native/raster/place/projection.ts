import proj4 from "proj4";
import type { LonLat } from "../../../models/vocabulary/geometry.ts";
import type { Crs } from "../../../models/vocabulary/raster.ts";
import { addRobinson } from "./crs/robinson.ts";

addRobinson();

/** Both ways between a CRS and longitude, latitude (WGS 84). Points outside the projection come back as NaN. */
export interface Projection {
  toLonLat(x: number, y: number): LonLat;
  fromLonLat(lon: number, lat: number): readonly [x: number, y: number];
}

const projections = new Map<string, Projection>();

/** Cached by definition, since proj4 parses the text at every call. */
export function projectionOf(crs: Crs): Projection {
  const key = `${crs.proj4} ${crs.metersPerUnit}`;
  const known = projections.get(key);
  if (known) return known;
  const projection = isPlain(crs) ? plainDegrees : projectionThrough(crs);
  projections.set(key, projection);
  return projection;
}

/** Degrees that are the map's own, to the last digit. */
const isPlain = ({ proj4: text, isGeographic }: Crs) =>
  isGeographic && !/\+(towgs84|pm|nadgrids)=/.test(text);

const plainDegrees: Projection = {
  toLonLat: (x, y) => [x, y],
  fromLonLat: (lon, lat) => [lon, lat],
};

function projectionThrough(crs: Crs): Projection {
  const converter = proj4("EPSG:4326", crs.proj4);
  const scale = crs.isGeographic ? 1 : crs.metersPerUnit;
  return {
    toLonLat(x, y) {
      // proj4 throws on these.
      if (!Number.isFinite(x + y)) return [Number.NaN, Number.NaN];
      const [lon = Number.NaN, lat = Number.NaN] = converter.inverse([x * scale, y * scale]);
      return [lon, lat];
    },
    fromLonLat(lon, lat) {
      if (!Number.isFinite(lon + lat)) return [Number.NaN, Number.NaN];
      const [x = Number.NaN, y = Number.NaN] = converter.forward([lon, lat]);
      return [x / scale, y / scale];
    },
  };
}
