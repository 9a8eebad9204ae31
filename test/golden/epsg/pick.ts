/** Second step of make.py: keeps the codes whose places proj4 gives as PROJ does, and writes what the product reads. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { definitionFromProj } from "../../../native/raster/place/crs/definition.ts";
import { plainName } from "../../../native/raster/place/crs/methods.ts";
import { projectionOf } from "../../../native/raster/place/projection.ts";

/** x and y in the CRS, longitude and latitude as PROJ gives them. */
type Point = readonly [x: number, y: number, lon: number, lat: number];
interface Candidate {
  readonly proj4: string;
  readonly shifts: readonly (readonly number[])[];
  readonly points: readonly Point[];
}

const [candidatesPath = "candidates.json"] = process.argv.slice(2);
const { codes, datums }: { codes: Record<string, Candidate>; datums: Record<string, string> } = JSON.parse(
  readFileSync(candidatesPath, "utf8"),
);
const metersPerDegree = 111_320;
/** Near enough to be the same computation; and the widest that frames like NAD83 (CSRS) lie from WGS 84. */
const sameMeters = 0.01;
const frameMeters = 2.5;

const ellipsoidOf: Readonly<Record<string, string>> = { NAD27: "clrk66", NAD83: "GRS80" };

/** The text without a shift, then with each that EPSG knows for its datum. */
function variantsOf({ proj4, shifts }: Candidate): string[] {
  const own = proj4.match(/\+towgs84=(\S+)/)?.[1];
  const bare = proj4
    .replace(/\+towgs84=\S+ ?/, "")
    .replace(/\+datum=(NAD27|NAD83)/, (_, datum) => `+ellps=${ellipsoidOf[datum]}`)
    // proj4 takes WGS 84 for an ellipsoid whose name it does not know.
    .replace("+ellps=WGS72", "+a=6378135 +rf=298.26");
  const texts = [
    own ?? "",
    ...shifts.map((shift) => shift.map((value) => Number(value.toPrecision(10))).join()),
  ];
  const real = [...new Set(texts)]
    .filter((text) => /[1-9]/.test(text))
    .map((text) => text.replace(/(,0){4}$/, ""));
  return [
    bare,
    ...real.map((text) => bare.replace(/ (\+units|\+to_meter|\+no_defs)/, ` +towgs84=${text} $1`)),
  ];
}

function errorsOf(text: string, points: readonly Point[]): number[] | null {
  const definition = definitionFromProj(text);
  if (definition === null) return null;
  try {
    const projection = projectionOf({ epsg: null, name: "", ...definition });
    return points.map(([x, y, lon, lat]) => {
      const [gotLon, gotLat] = projection.toLonLat(x, y);
      const [gotX, gotY] = projection.fromLonLat(lon, lat);
      const east = (((gotLon - lon + 540) % 360) - 180) * Math.cos((lat * Math.PI) / 180);
      const there = Math.hypot(east, gotLat - lat) * metersPerDegree;
      const unit = definition.isGeographic ? metersPerDegree : definition.metersPerUnit;
      const back = Math.hypot(gotX - x, gotY - y) * unit;
      return Number.isNaN(there + back) ? Infinity : Math.max(there, back);
    });
  } catch {
    return null;
  }
}

/** Where a datum has many shifts, the one for most of its images: United States, western Europe. */
const preferred: Readonly<Record<string, string>> = { 4267: "-8,160,176", 4230: "-87,-98,-121" };

function pick(code: string, candidate: Candidate): string | null {
  const shift = preferred[code];
  if (shift !== undefined) return variantsOf(candidate).find((text) => text.includes(`=${shift} `)) ?? null;
  const tried = variantsOf(candidate).flatMap((text, index) => {
    const errors = errorsOf(text, candidate.points);
    if (errors === null || errors.length === 0) return [];
    return [
      {
        text,
        isBare: index === 0,
        same: errors.filter((one) => one < sameMeters).length,
        worst: Math.max(...errors),
      },
    ];
  });
  const all = tried.find(({ same }) => same === candidate.points.length);
  if (all) return all.text;
  // PROJ takes no shift where a place lies outside every area it knows one for; a shift is nearer the truth.
  const shifted = tried
    .filter(({ isBare, same }) => !isBare && same > 0)
    .sort((one, two) => two.same - one.same);
  if (shifted[0]) return shifted[0].text;
  const bare = tried.find(({ isBare }) => isBare);
  return bare !== undefined && bare.worst < frameMeters ? bare.text : null;
}

const table: Record<string, string> = {};
const refused: string[] = [];
const golden: Record<string, Point> = {};
for (const [code, candidate] of Object.entries(codes)) {
  const text = pick(code, candidate);
  if (text === null) refused.push(code);
  else table[code] = text;
  const best =
    text === null ? null : errorsOf(text, candidate.points)!.findIndex((error) => error < sameMeters);
  if (best !== null && best >= 0 && Number(code) % 9 === 0) golden[code] = candidate.points[best]!;
}
const shiftIn = (text: string) => text.match(/\+towgs84=(\S+)/)?.[1] ?? "";
const shifts: Record<string, string> = {};
for (const [name, code] of Object.entries(datums)) {
  if (table[code] !== undefined) shifts[plainName(name.replace(/^D_/, ""))] = shiftIn(table[code]);
}
const product = path.join(import.meta.dirname, "..", "..", "..", "native", "raster", "place", "crs");
const lines = (record: object) =>
  `{\n${Object.entries(record)
    .map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`)
    .join(",\n")}\n}\n`;
/** crsFromEpsg puts back what every text has. */
const short = (text: string) => text.replace("+proj=", "").replace(/ \+(units=m|no_defs|wktext)(?= |$)/g, "");
const shortened = Object.entries(table).map(([code, text]) => [code, short(text)]);
writeFileSync(path.join(product, "epsg.json"), lines(Object.fromEntries(shortened)));
writeFileSync(path.join(product, "datums.json"), lines(Object.fromEntries(Object.entries(shifts).sort())));
writeFileSync(
  path.join(import.meta.dirname, "points.json"),
  lines(
    Object.fromEntries(
      Object.entries(golden).map(([code, point]) => [
        code,
        point.map((value) => Number(value.toPrecision(14))),
      ]),
    ),
  ),
);
console.log(`${Object.keys(table).length} codes, ${refused.length} refused: ${refused.join(" ")}`);
