import type { Transform } from "../../models/vocabulary/geometry.ts";
import type { Crs, Grid } from "../../models/vocabulary/raster.ts";

export const wgs84: Crs = {
  epsg: 4326,
  name: "WGS 84",
  proj4: "+proj=longlat +datum=WGS84 +no_defs",
  isGeographic: true,
  metersPerUnit: 1,
};

/** A UTM zone; negative numbers are southern. */
export function utm(zone: number): Crs {
  const south = zone < 0 ? " +south" : "";
  return {
    epsg: (zone < 0 ? 32700 : 32600) + Math.abs(zone),
    name: `UTM ${zone}`,
    proj4: `+proj=utm +zone=${Math.abs(zone)}${south} +datum=WGS84 +units=m +no_defs`,
    isGeographic: false,
    metersPerUnit: 1,
  };
}

/** A CRS in US survey feet. */
export const feet: Crs = {
  epsg: 2225,
  name: "NAD83 / California zone 1 (ftUS)",
  proj4:
    "+proj=lcc +lat_0=39.3333333333333 +lon_0=-122 +lat_1=41.6666666666667 +lat_2=40 +x_0=2000000.0001016 +y_0=500000.0001016 +datum=NAD83 +units=us-ft +no_defs",
  isGeographic: false,
  metersPerUnit: 1200 / 3937,
};

export const gridOf = (crs: Crs, transform: Transform, width = 100, height = width): Grid => ({
  width,
  height,
  transform,
  crs,
});

/** North up, square pixels, upper-left corner at (x, y). */
export const northUp = (crs: Crs, pixelSize: number, x: number, y: number, width = 100): Grid =>
  gridOf(crs, [pixelSize, 0, x, 0, -pixelSize, y], width);
