import type { Crs } from "../../../../models/vocabulary/raster.ts";
import { definitionFromProj, isOnEarth } from "./definition.ts";
import { crsFromEpsg, shiftOfDatum, utmCode } from "./epsg.ts";
import { methods, parameterNames, plainName } from "./methods.ts";
import { childOf, childrenOf, numberIn, parseWkt, textIn, type WktNode } from "./wktTree.ts";

const geographicKeywords = ["GEOGCS", "GEOGCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS"];
const projectedKeywords = ["PROJCS", "PROJCRS", "PROJECTEDCRS"];
const degree = Math.PI / 180;

/**
 * The CRS of well-known text: WKT 1 (OGC 01-009), WKT 2 (ISO 19162) or ESRI's dialect, as in .prj and .aux.xml files.
 * A code in the text decides; else the parameters are taken. `unknown` says what cannot be used.
 */
export function crsFromWkt(text: string): Crs | { readonly unknown: string } {
  const root = parseWkt(text.replaceAll("\u0000", "").trim());
  if (root === null) return { unknown: "its text is not well-known text" };
  const horizontal = horizontalPart(root);
  const name = textIn(horizontal ?? root);
  if (horizontal === null) return { unknown: name };
  const coded = crsOfCode(horizontal);
  if (coded !== null) return { ...coded, name: name || coded.name };
  const datum = datumOf(horizontal);
  if (datum === null) return { unknown: name };
  if (!isOnEarth(datum.text)) return { unknown: `${name}, not on Earth` };
  const mercator = webMercator(horizontal, datum);
  if (mercator !== null) return { ...mercator, name };
  const isGeographic = geographicKeywords.includes(horizontal.keyword);
  const extension = textIn(
    childrenOf(horizontal, "EXTENSION").find((one) => textIn(one) === "PROJ4"),
    1,
  );
  const written = isGeographic
    ? `+proj=longlat ${datum.text} +no_defs`
    : projectedText(horizontal, datum.text);
  const definition = definitionFromProj(extension || written || "");
  if (definition === null || (isGeographic && !isInDegrees(horizontal))) return { unknown: name };
  const known = codeOf(datum, definition.proj4);
  if (known !== null) return { ...known, name };
  return {
    epsg: null,
    name: name || "CRS without a code",
    ...definition,
    ...(datum.doubt && { doubt: datum.doubt }),
  };
}

/** Of a compound CRS the horizontal part, of a bound one its source. */
function horizontalPart(node: WktNode): WktNode | null {
  if (projectedKeywords.includes(node.keyword) || geographicKeywords.includes(node.keyword)) return node;
  if (node.keyword === "BOUNDCRS") {
    const source = childOf(node, "SOURCECRS")?.values[0];
    return typeof source === "object" ? horizontalPart(source) : null;
  }
  if (node.keyword !== "COMPD_CS" && node.keyword !== "COMPOUNDCRS") return null;
  const parts = node.values.filter((value) => typeof value === "object").map(horizontalPart);
  return parts.find((part) => part !== null) ?? null;
}

function crsOfCode(node: WktNode): Crs | null {
  const id = childOf(node, "AUTHORITY", "ID");
  const code = Number(id?.values[1]);
  return ["EPSG", "ESRI"].includes(textIn(id).toUpperCase()) && code > 0 ? crsFromEpsg(code) : null;
}

interface Datum {
  /** Ellipsoid, shift and prime meridian as PROJ writes them. */
  readonly text: string;
  readonly isWgs84: boolean;
  readonly plain: string;
  readonly doubt: string | null;
  readonly radiansPerUnit: number;
}

function datumOf(node: WktNode): Datum | null {
  const base = geographicKeywords.includes(node.keyword) ? node : childOf(node, ...geographicKeywords);
  const datum = base && childOf(base, "DATUM", "ENSEMBLE", "TRF", "GEODETICDATUM");
  const ellipsoid = datum && childOf(datum, "SPHEROID", "ELLIPSOID");
  const axis = numberIn(ellipsoid, 1);
  if (base === undefined || datum === undefined || axis === undefined) return null;
  const meters = axis * (numberIn(childOf(ellipsoid!, "LENGTHUNIT", "UNIT"), 1) ?? 1);
  const flattening = numberIn(ellipsoid, 2) ?? 0;
  const plain = plainName(textIn(datum).replace(/^D_/, ""));
  const isNamedSo = plain === "wgs1984" || plain.startsWith("worldgeodeticsystem1984");
  const isWgs84 = isNamedSo && Math.abs(meters - 6378137) < 1;
  const radiansPerUnit =
    numberIn(childOf(base, "UNIT", "ANGLEUNIT") ?? axisUnit(base, "ANGLEUNIT"), 1) ?? degree;
  const primeMeridian = childOf(base, "PRIMEM");
  const perUnit = numberIn(primeMeridian && childOf(primeMeridian, "ANGLEUNIT", "UNIT"), 1);
  // ESRI writes the meridian in degrees even where the angles are in grads; so does GDAL for its WKT 1.
  const meridian = ((numberIn(primeMeridian, 1) ?? 0) * (perUnit ?? degree)) / degree;
  const written = childOf(datum, "TOWGS84")?.values.join(",");
  const meridianName = plainName(textIn(primeMeridian));
  const shift =
    written ?? (isWgs84 ? "" : (shiftOfDatum(plain) ?? shiftOfDatum(plain.replace(meridianName, ""))));
  const shape = isWgs84
    ? "+datum=WGS84"
    : `+a=${meters} ${flattening === 0 ? `+b=${meters}` : `+rf=${flattening}`}`;
  const parts = [shape, shift ? `+towgs84=${shift}` : "", meridian === 0 ? "" : `+pm=${meridian}`];
  return {
    text: parts.filter((part) => part !== "").join(" "),
    isWgs84,
    plain,
    // Frames on the ellipsoids of GRS 80 and WGS 84 lie within metres of each other; spheres have no datum.
    doubt:
      shift === null && flattening !== 0 && Math.abs(meters - 6378137) > 1
        ? `The datum ${textIn(datum)} is not known here; places may be off by some 100 m.`
        : null,
    radiansPerUnit,
  };
}

function axisUnit(node: WktNode, keyword: string): WktNode | undefined {
  return childrenOf(node, "AXIS").flatMap((axis) => childrenOf(axis, keyword))[0];
}

/** Angles of a geographic CRS in grads or radians would need a scale that nothing else here knows of. */
function isInDegrees(node: WktNode): boolean {
  const unit = childOf(node, "UNIT", "ANGLEUNIT") ?? axisUnit(node, "ANGLEUNIT");
  return Math.abs((numberIn(unit, 1) ?? degree) - degree) < 1e-12;
}

function projectedText(node: WktNode, datum: string): string | null {
  const conversion = childOf(node, "CONVERSION") ?? node;
  const method = plainName(textIn(childOf(conversion, "PROJECTION", "METHOD")));
  const known = methods.find(({ names }) => names.includes(method));
  const base = childOf(node, ...geographicKeywords);
  if (known === undefined || base === undefined || !isEastNorth(node)) return null;
  const angle = numberIn(childOf(base, "UNIT", "ANGLEUNIT") ?? axisUnit(base, "ANGLEUNIT"), 1) ?? degree;
  const length = numberIn(childOf(node, "UNIT", "LENGTHUNIT") ?? axisUnit(node, "LENGTHUNIT"), 1) ?? 1;
  const given = new Map<string, number>();
  for (const parameter of childrenOf(conversion, "PARAMETER")) {
    const value = numberIn(parameter, 1);
    if (value === undefined) return null;
    const own = numberIn(childOf(parameter, "ANGLEUNIT", "LENGTHUNIT", "SCALEUNIT", "UNIT"), 1);
    for (const [key, names] of Object.entries(parameterNames)) {
      if (!(names as readonly string[]).includes(plainName(textIn(parameter)))) continue;
      const isLength = ["x_0", "y_0", "h"].includes(key);
      given.set(
        key,
        key === "k_0" ? value : isLength ? value * (own ?? length) : (value * (own ?? angle)) / degree,
      );
    }
  }
  const parameters = [...known.takes, "x_0", "y_0"].filter((key) => given.has(key));
  const written = parameters.map((key) => `+${key}=${Number(given.get(key)!.toPrecision(15))}`).join(" ");
  return `+proj=${known.proj} ${known.also?.(given) ?? ""} ${written} ${datum} +to_meter=${length} +no_defs`;
}

/** Axes that point west or south turn the map; both south is how the north pole's CRSs are written. */
function isEastNorth(node: WktNode): boolean {
  const system = childrenOf(node, "AXIS");
  const directions = system.map((axis) => String(axis.values[1]).toUpperCase());
  return !directions.includes("WEST") && directions.filter((one) => one === "SOUTH").length !== 1;
}

const webMercatorMethods = ["mercatorauxiliarysphere", "popularvisualisationpseudomercator"];
const webMercatorNames = ["pseudomercator", "webmercator"];

/** Web Mercator, which WKT can only name: its sphere is in no parameter. */
function webMercator(node: WktNode, { isWgs84 }: Datum): Crs | null {
  const method = plainName(textIn(childOf(childOf(node, "CONVERSION") ?? node, "PROJECTION", "METHOD")));
  const name = plainName(textIn(node));
  const isNamed = webMercatorNames.some((one) => name.includes(one)) && method === "mercator1sp";
  return isWgs84 && (webMercatorMethods.includes(method) || isNamed) ? crsFromEpsg(3857) : null;
}

/** The code of the everyday CRSs that ESRI's dialect writes without one. */
function codeOf({ isWgs84, plain }: Datum, proj: string): Crs | null {
  const degrees = crsFromEpsg(4326);
  if (proj === degrees?.proj4) return degrees;
  const code = utmCode(proj, isWgs84 ? "wgs84" : plain);
  return code === null ? null : crsFromEpsg(code);
}
