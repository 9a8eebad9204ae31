import { toProj4 } from "geotiff-geokeys-to-proj4";
import proj4 from "proj4";
import type { Crs } from "../../../../models/vocabulary/raster.ts";
import { type Definition, isOnEarth } from "./definition.ts";
import { crsFromEpsg, shiftOfGeographic } from "./epsg.ts";
import { crsFromWkt } from "./wkt.ts";

/** Keys of the GeoTIFF GeoKeyDirectory, by name. */
export type GeoKeys = Readonly<Record<string, unknown>>;

const userDefined = 32767;

/**
 * The CRS that the GeoKeys name, or null where they name none; `unknown` says what cannot be used. A code decides,
 * then the text that ESRI writes into a citation, then the parameters.
 */
export function crsFromGeoKeys(keys: GeoKeys): Crs | null | { readonly unknown: string } {
  const key = (name: string) => Number(keys[name] ?? 0);
  const projected = key("ProjectedCSTypeGeoKey");
  const geographic = key("GeographicTypeGeoKey");
  const modelType = key("GTModelTypeGeoKey");
  const isGeographic = modelType === 2 || (modelType !== 1 && projected === 0 && geographic !== 0);
  const code = isGeographic ? geographic : projected;
  const hasParameters =
    keys.ProjCoordTransGeoKey ||
    keys.GeogSemiMajorAxisGeoKey ||
    keys.GeogEllipsoidGeoKey ||
    keys.ProjectionGeoKey;
  if (code === 0 && !hasParameters) return null;
  const hasCode = code !== 0 && code !== userDefined;
  const coded = hasCode ? crsFromEpsg(code) : null;
  const name =
    citation(keys, isGeographic) ?? coded?.name ?? (hasCode ? `EPSG:${code}` : "CRS without a code");
  if (coded !== null) return coded.isGeographic === isGeographic ? { ...coded, name } : { unknown: name };
  if (hasCode && !keys.ProjCoordTransGeoKey) return { unknown: name };
  const text = esriText(keys);
  if (text !== null) return crsFromWkt(text);
  const definition = polarStereographic(keys) ?? definitionOf(keys, geographic);
  if (definition === null || definition.isGeographic !== isGeographic) return { unknown: name };
  if (!isOnEarth(definition.proj4)) return { unknown: `${name}, not on Earth` };
  return { epsg: null, name, ...definition, ...doubtOf(definition.proj4) };
}

/** An old ellipsoid without a datum: frames on those of GRS 80 and WGS 84 agree, spheres have none. */
function doubtOf(text: string): { readonly doubt: string } | null {
  const [a, b] = ["a", "b"].map((key) => Number(text.match(new RegExp(`\\+${key}=(\\S+)`))?.[1]));
  const isOld = Math.abs(a! - 6378137) > 1 && a !== b && !text.includes("+towgs84");
  return isOld ? { doubt: "Its datum is not named; places may be off by some 100 m." } : null;
}

function esriText(keys: GeoKeys): string | null {
  const citations = [keys.PCSCitationGeoKey, keys.GTCitationGeoKey, keys.GeogCitationGeoKey];
  for (const said of citations) {
    const start = String(said ?? "").match(/ESRI PE String\s*=\s*([A-Z]+\[.*)/s)?.[1];
    if (start !== undefined) return start.replaceAll("\u0000", "").replace(/[|\s]+$/, "");
  }
  return null;
}

const polarStereographicMethod = 15;

/** Polar stereographic: its latitude is the standard parallel, unless it is the pole, which has a scale factor. */
function polarStereographic(keys: GeoKeys): Definition | null {
  if (Number(keys.ProjCoordTransGeoKey) !== polarStereographicMethod) return null;
  const latitude = Number(keys.ProjNatOriginLatGeoKey ?? keys.ProjStdParallel1GeoKey);
  const axis = Number(keys.GeogSemiMajorAxisGeoKey ?? 6378137);
  const minor = Number(
    keys.GeogSemiMinorAxisGeoKey ?? axis * (1 - 1 / Number(keys.GeogInvFlatteningGeoKey ?? 298.257223563)),
  );
  const lon = Number(keys.ProjStraightVertPoleLongGeoKey ?? keys.ProjNatOriginLongGeoKey ?? 0);
  if (!Number.isFinite(latitude) || latitude === 0) return null;
  const scale = Number(keys.ProjScaleAtNatOriginGeoKey ?? 1);
  const parallel = Math.abs(latitude) === 90 ? `+k_0=${scale}` : `+lat_ts=${latitude}`;
  const easting = Number(keys.ProjFalseEastingGeoKey ?? 0);
  const northing = Number(keys.ProjFalseNorthingGeoKey ?? 0);
  return {
    proj4: `+proj=stere +lat_0=${Math.sign(latitude) * 90} ${parallel} +lon_0=${lon} +x_0=${easting} +y_0=${northing} +a=${axis} +b=${minor} +units=m +no_defs`,
    isGeographic: false,
    metersPerUnit: 1,
  };
}

function definitionOf(keys: GeoKeys, geographic: number): Definition | null {
  try {
    const projection = toProj4(keys as unknown as Parameters<typeof toProj4>[0]);
    // The text stays to the letter as the library gives it: ground ids are made of it.
    const text = projection.proj4.replace(/\+axis=\w+/, "").trim();
    const isUnsupported = Object.keys(projection.errors).some((one) => one.endsWith("NotSupported"));
    if (!text.includes("+proj=") || isUnsupported || !proj4("EPSG:4326", text)) return null;
    const isGeographic = text.includes("+proj=longlat");
    const shift = text.includes("+towgs84") ? "" : shiftOfGeographic(geographic);
    return {
      proj4: shift === "" ? text : `${text} +towgs84=${shift}`,
      isGeographic,
      metersPerUnit: isGeographic ? 1 : Number(projection.coordinatesConversionParameters.x) || 1,
    };
  } catch {
    return null;
  }
}

function citation(keys: GeoKeys, isGeographic: boolean): string | null {
  const said = String(
    (isGeographic ? keys.GeogCitationGeoKey : keys.GTCitationGeoKey) ?? keys.GeogCitationGeoKey ?? "",
  );
  const text = said.replaceAll("\u0000", "").split("|")[0]?.trim() ?? "";
  return text === "" || text === "unnamed" ? null : text;
}
