import { readFile, stat } from "node:fs/promises";
import { join, parse } from "node:path";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { crsFromWkt } from "./crs/wkt.ts";
import { georeferenceOfGcps } from "./georeference.ts";
import { placeFields } from "./placeFields.ts";
import { georeferenceFromPam, transformFromWorldFile } from "./sideGeoreference.ts";

const mostBytes = 4 * 1024 * 1024;

/** The raster with the place that lies beside it (`.aux.xml`, world file, `.prj`) where it has none itself. */
export async function placeBeside(
  raster: RasterFile,
): Promise<{ readonly raster: RasterFile; readonly findings: readonly Finding[] }> {
  if (raster.crs !== null && raster.transform !== null) return { raster, findings: [] };
  const { dir, name, ext } = parse(raster.path);
  const findings: Finding[] = [];
  const textOf = async (names: readonly string[], what: string) => {
    for (const one of names) {
      const text = await shortText(join(dir, one));
      if (text !== null) {
        findings.push({ tone: "fact", sentence: `${what} from ${one}.` });
        return text;
      }
    }
    return null;
  };
  let { crs, transform } = raster;
  const pamText = await shortText(`${raster.path}.aux.xml`);
  const pam = pamText === null ? null : georeferenceFromPam(pamText);
  if (pam !== null) findings.push({ tone: "fact", sentence: `Place from ${name}${ext}.aux.xml.` });
  if (crs === null && pam !== null && pam.wkt !== null) crs = crsFromWkt(pam.wkt);
  transform ??= pam?.transform ?? null;
  if (transform === null) {
    const world = await textOf(worldFileNames(name, ext), "Position");
    transform = world === null ? null : transformFromWorldFile(world);
  }
  if (crs === null) {
    const prj = await textOf([`${name}.prj`, `${name}.PRJ`], "CRS");
    crs = prj === null ? null : crsFromWkt(prj);
  }
  if (transform !== null || pam === null || pam.gcps.length === 0)
    return { raster: { ...raster, crs, transform }, findings };
  const isGeographic = crs !== null && "isGeographic" in crs && crs.isGeographic;
  const place = georeferenceOfGcps(pam.gcps, raster, isGeographic);
  return { raster: { ...raster, crs, ...placeFields(place) }, findings };
}

/** `.tfw` beside `.tif`, `.tifw`, `.wld`; in capitals too. */
function worldFileNames(name: string, ext: string): string[] {
  const endings = [`${ext.slice(0, 2)}${ext.slice(-1)}w`, `${ext}w`, ".wld"];
  return endings.flatMap((ending) => [`${name}${ending}`, `${name}${ending.toUpperCase()}`]);
}

async function shortText(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    return size > mostBytes ? null : await readFile(path, "utf8");
  } catch {
    // A side file that is not there, or cannot be read, says nothing.
    return null;
  }
}
