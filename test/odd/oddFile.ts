import { readFileSync } from "node:fs";
import { sharedPath } from "../support/sharedData.ts";

/** What GDAL 3.6.2 reads from a file of `shared/data/odd`, as its expected.json has it. */
export interface OddFile {
  readonly file: string;
  readonly note?: string;
  readonly expect: string;
  readonly gdal_read?: string;
  readonly size?: readonly [number, number];
  readonly bands?: number;
  readonly dtype?: readonly string[];
  readonly nodata?: readonly (number | string | null)[];
  /** GDAL's order: c, a, b, f, d, e. */
  readonly geotransform?: readonly number[] | null;
  readonly gcp_geotransform?: readonly number[];
  readonly crs?: { readonly authority: string | null; readonly name: string } | null;
  readonly corners_lonlat_ul_ur_lr_ll?: readonly (readonly [number, number])[];
  readonly band_stats?: readonly OddStats[];
  readonly same_pixels_as?: string;
}

interface OddStats {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly nodata_count: number;
  readonly nan_count: number;
  readonly inf_count: number;
}

/** All odd files; empty where the shared folder is not there. */
export function oddFiles(): readonly OddFile[] {
  const list = sharedPath("data/odd/expected.json");
  return list === null ? [] : JSON.parse(readFileSync(list, "utf8"));
}
