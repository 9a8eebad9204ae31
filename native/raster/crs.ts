import proj4 from "proj4";
import type { LonLat } from "../../models/vocabulary/geometry.ts";
import type { Crs } from "../../models/vocabulary/raster.ts";
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
  const converter = proj4("EPSG:4326", crs.proj4);
  const scale = crs.isGeographic ? 1 : crs.metersPerUnit;
  const projection: Projection = {
    toLonLat(x, y) {
      const [lon = Number.NaN, lat = Number.NaN] = converter.inverse([x * scale, y * scale]);
      return [lon, lat];
    },
    fromLonLat(lon, lat) {
      const [x = Number.NaN, y = Number.NaN] = converter.forward([lon, lat]);
      return [x / scale, y / scale];
    },
  };
  projections.set(key, projection);
  return projection;
}

/** The UTM zone of a place, or polar stereographic beyond 84° N and 80° S: where geographic scenes get their metres. */
export function metricCrsAt(lon: number, lat: number): Crs {
  if (lat > 84) return polar(32661, "WGS 84 / UPS North", 90);
  if (lat < -80) return polar(32761, "WGS 84 / UPS South", -90);
  const zone = Math.min(60, Math.max(1, Math.floor(((((lon + 180) % 360) + 360) % 360) / 6) + 1));
  const isNorth = lat >= 0;
  return {
    epsg: (isNorth ? 32600 : 32700) + zone,
    name: `WGS 84 / UTM zone ${zone}${isNorth ? "N" : "S"}`,
    proj4: `+proj=utm +zone=${zone}${isNorth ? "" : " +south"} +datum=WGS84 +units=m +no_defs`,
    isGeographic: false,
    metersPerUnit: 1,
  };
}

function polar(epsg: number, name: string, latitudeOfOrigin: number): Crs {
  return {
    epsg,
    name,
    proj4: `+proj=stere +lat_0=${latitudeOfOrigin} +lon_0=0 +k=0.994 +x_0=2000000 +y_0=2000000 +datum=WGS84 +units=m +no_defs`,
    isGeographic: false,
    metersPerUnit: 1,
  };
}
