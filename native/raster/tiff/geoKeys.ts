import type { Directory } from "./directory.ts";

/** GeoTIFF 1.1, annex; the names are those of its first edition, which libraries use. */
const keyNames: Readonly<Record<number, string>> = {
  1024: "GTModelTypeGeoKey",
  1025: "GTRasterTypeGeoKey",
  1026: "GTCitationGeoKey",
  2048: "GeographicTypeGeoKey",
  2049: "GeogCitationGeoKey",
  2050: "GeogGeodeticDatumGeoKey",
  2051: "GeogPrimeMeridianGeoKey",
  2052: "GeogLinearUnitsGeoKey",
  2053: "GeogLinearUnitSizeGeoKey",
  2054: "GeogAngularUnitsGeoKey",
  2055: "GeogAngularUnitSizeGeoKey",
  2056: "GeogEllipsoidGeoKey",
  2057: "GeogSemiMajorAxisGeoKey",
  2058: "GeogSemiMinorAxisGeoKey",
  2059: "GeogInvFlatteningGeoKey",
  2060: "GeogAzimuthUnitsGeoKey",
  2061: "GeogPrimeMeridianLongGeoKey",
  2062: "GeogTOWGS84GeoKey",
  3072: "ProjectedCSTypeGeoKey",
  3073: "PCSCitationGeoKey",
  3074: "ProjectionGeoKey",
  3075: "ProjCoordTransGeoKey",
  3076: "ProjLinearUnitsGeoKey",
  3077: "ProjLinearUnitSizeGeoKey",
  3078: "ProjStdParallel1GeoKey",
  3079: "ProjStdParallel2GeoKey",
  3080: "ProjNatOriginLongGeoKey",
  3081: "ProjNatOriginLatGeoKey",
  3082: "ProjFalseEastingGeoKey",
  3083: "ProjFalseNorthingGeoKey",
  3084: "ProjFalseOriginLongGeoKey",
  3085: "ProjFalseOriginLatGeoKey",
  3086: "ProjFalseOriginEastingGeoKey",
  3087: "ProjFalseOriginNorthingGeoKey",
  3088: "ProjCenterLongGeoKey",
  3089: "ProjCenterLatGeoKey",
  3090: "ProjCenterEastingGeoKey",
  3091: "ProjCenterNorthingGeoKey",
  3092: "ProjScaleAtNatOriginGeoKey",
  3093: "ProjScaleAtCenterGeoKey",
  3094: "ProjAzimuthAngleGeoKey",
  3095: "ProjStraightVertPoleLongGeoKey",
  3096: "ProjRectifiedGridAngleGeoKey",
  4096: "VerticalCSTypeGeoKey",
  4097: "VerticalCitationGeoKey",
  4098: "VerticalDatumGeoKey",
  4099: "VerticalUnitsGeoKey",
};

export type GeoKeyValue = number | string | readonly number[];

/** The GeoKeyDirectory by name, or null where the file has none. Keys that point outside their table are left out. */
export function readGeoKeys(directory: Directory): Readonly<Record<string, GeoKeyValue>> | null {
  if (!directory.has("GeoKeyDirectory")) return null;
  const shorts = Array.from(directory.numbers("GeoKeyDirectory"));
  const doubles = Array.from(directory.numbers("GeoDoubleParams"));
  const text = directory.text("GeoAsciiParams") ?? "";
  const keys: Record<string, GeoKeyValue> = {};
  for (let at = 4; at + 4 <= shorts.length && at < 4 * ((shorts[3] ?? 0) + 1); at += 4) {
    const [key = 0, location = 0, count = 0, value = 0] = shorts.slice(at, at + 4);
    const name = keyNames[key];
    if (name === undefined) continue;
    const found =
      location === 0 ? value : valueAt({ location, count, start: value }, { shorts, doubles, text });
    if (found !== null) keys[name] = found;
  }
  return keys;
}

function valueAt(
  { location, count, start }: { location: number; count: number; start: number },
  tables: { shorts: readonly number[]; doubles: readonly number[]; text: string },
): GeoKeyValue | null {
  if (location === 34737) return tables.text.slice(start, start + count).replace(/\|$/, "");
  const table = location === 34736 ? tables.doubles : location === 34735 ? tables.shorts : [];
  const values = table.slice(start, start + count);
  if (values.length < count || values.length === 0) return null;
  return values.length === 1 ? values[0]! : values;
}
