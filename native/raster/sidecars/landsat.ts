import type { Finding } from "../../../models/vocabulary/evidence.ts";
import {
  commonScaling,
  momentOf,
  numberOf,
  type ProductReading,
  type ReadFor,
  type Scaling,
  unreadable,
} from "./reading.ts";
import { parseXml } from "./xml.ts";

/** Values by group and key, as in `MTL.txt`; groups without values of their own are left out. */
type Mtl = ReadonlyMap<string, ReadonlyMap<string, string>>;

const mostGroups = 200;

/** Landsat metadata of Collection 1 or 2, as `MTL.txt`, `MTL.json` or `MTL.xml`. */
export function readLandsat(sidecar: string, text: string, scene: ReadFor): ProductReading {
  const mtl = /\.json$/i.test(sidecar)
    ? fromJson(text)
    : /\.xml$/i.test(sidecar)
      ? fromXml(text)
      : fromText(text);
  const platform = mtl === null ? null : find(mtl, "SPACECRAFT_ID");
  if (mtl === null || platform === null)
    return unreadable(sidecar, "it is not the metadata of a Landsat product");
  // Collection 1 calls the level DATA_TYPE.
  const level = find(mtl, "PROCESSING_LEVEL", "PRODUCT_CONTENTS") ?? find(mtl, "DATA_TYPE");
  const { scaling, findings } = scalingOf(sidecar, mtl, level ?? "", scene);
  const day = find(mtl, "DATE_ACQUIRED");
  const time = find(mtl, "SCENE_CENTER_TIME");
  return {
    facts: {
      source: sidecar,
      platform,
      level,
      productName: find(mtl, "LANDSAT_PRODUCT_ID", "PRODUCT_CONTENTS") ?? find(mtl, "LANDSAT_PRODUCT_ID"),
      processingBaseline: null,
      acquiredAt: momentOf(time === null ? day : `${day}T${time}`) ?? momentOf(day),
      scaling,
      cloudPercent: cloudPercent(mtl),
      bands: scene.bandNames.map((name) => ({ name, commonName: null, centerWavelengthMicrometers: null })),
    },
    findings,
  };
}

/** -1 means that it was not judged. */
function cloudPercent(mtl: Mtl): number | null {
  const percent = numberOf(find(mtl, "CLOUD_COVER"));
  return percent === null || percent < 0 ? null : percent;
}

/**
 * Level 2: reflectance = DN * MULT + ADD. Level 1: the same, over the sine of the sun's height at the scene's centre
 * (USGS, Landsat 8-9 Data Users Handbook, section 5). The numbers of one level do not hold for files of the other.
 */
function scalingOf(
  sidecar: string,
  mtl: Mtl,
  level: string,
  { bandNames }: ReadFor,
): { scaling: Scaling | null; findings: Finding[] } {
  const none = (sentence: string) => ({ scaling: null, findings: [{ tone: "doubts" as const, sentence }] });
  const isLevel2 = level.startsWith("L2");
  const areSurface = bandNames.some((name) => /^SR_/i.test(name));
  if (areSurface && !isLevel2)
    return none(`${sidecar} is of the level 1 product, so its scale does not hold for surface reflectance.`);
  if (!areSurface && isLevel2 && bandNames.some((name) => /^B\d/i.test(name)))
    return none(
      `${sidecar} is of level 2, but the files are named as of level 1; no scale was taken from it.`,
    );
  const group = isLevel2
    ? mtl.get("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS")
    : (mtl.get("LEVEL1_RADIOMETRIC_RESCALING") ?? mtl.get("RADIOMETRIC_RESCALING"));
  const wanted = bandNames.flatMap((name) => /(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  const numbers = [...(group?.keys() ?? [])]
    .flatMap((key) => /^REFLECTANCE_MULT_BAND_(\d+)$/.exec(key)?.[1] ?? [])
    .map(Number)
    .filter((number) => wanted.length === 0 || wanted.includes(number));
  if (numbers.length === 0 || numbers.length < wanted.length)
    return none(`${sidecar} has no reflectance scale for every band, so none was taken from it.`);
  const sunDegrees = numberOf(find(mtl, "SUN_ELEVATION"));
  if (!isLevel2 && (sunDegrees === null || sunDegrees <= 0))
    return none(`${sidecar} does not say how high the sun stood, so the scale to reflectance is not known.`);
  const divisor = isLevel2 ? 1 : Math.sin(((sunDegrees ?? 90) * Math.PI) / 180);
  const scalings = numbers.map((number) => ({
    scale: (numberOf(group?.get(`REFLECTANCE_MULT_BAND_${number}`)) ?? Number.NaN) / divisor,
    offset: (numberOf(group?.get(`REFLECTANCE_ADD_BAND_${number}`)) ?? Number.NaN) / divisor,
  }));
  if (scalings.some(({ scale, offset }) => !(scale > 0) || Number.isNaN(offset)))
    return none(`${sidecar} has a reflectance scale that is no number, so none was taken from it.`);
  return commonScaling(sidecar, scalings);
}

function find(mtl: Mtl, key: string, group?: string): string | null {
  if (group !== undefined) return mtl.get(group)?.get(key) ?? null;
  for (const values of mtl.values()) {
    const value = values.get(key);
    if (value !== undefined) return value;
  }
  return null;
}

/** Lines `KEY = VALUE` between `GROUP = NAME` and `END_GROUP = NAME`. */
function fromText(text: string): Mtl | null {
  const groups = new Map<string, Map<string, string>>();
  const open: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const { key, value } = /^\s*(?<key>[A-Z0-9_]+)\s*=\s*(?<value>.*?)\s*$/.exec(line)?.groups ?? {};
    if (key === undefined || value === undefined) continue;
    if (key === "GROUP") open.push(value);
    else if (key === "END_GROUP") open.pop();
    else {
      const group = open.at(-1) ?? "";
      if (!groups.has(group) && groups.size === mostGroups) return null;
      const values = groups.get(group) ?? new Map<string, string>();
      groups.set(group, values.set(key, value.replace(/^"(.*)"$/, "$1")));
    }
  }
  return groups.size === 0 ? null : groups;
}

function fromJson(text: string): Mtl | null {
  try {
    return fromTree(JSON.parse(text));
  } catch {
    return null;
  }
}

function fromXml(text: string): Mtl | null {
  return fromTree(parseXml(text));
}

/** `LANDSAT_METADATA_FILE` (Collection 1: `L1_METADATA_FILE`) with a record a group. */
function fromTree(tree: unknown): Mtl | null {
  const [root] = recordsIn(tree).filter(([name]) => /METADATA_FILE$/.test(name));
  if (root === undefined) return null;
  const groups = recordsIn(root[1]).slice(0, mostGroups);
  return new Map(
    groups.map(([name, values]) => [
      name,
      new Map(
        Object.entries(values).flatMap(([key, value]) =>
          typeof value === "string" || typeof value === "number" ? [[key, String(value)] as const] : [],
        ),
      ),
    ]),
  );
}

function recordsIn(value: unknown): [string, Readonly<Record<string, unknown>>][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, Record<string, unknown>] => typeof entry[1] === "object" && entry[1] !== null,
  );
}
