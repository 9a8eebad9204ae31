import type { Finding } from "../vocabulary/evidence.ts";
import type { ProductFacts, SensorClues } from "./clues.ts";
import { supports } from "./match.ts";
import { readProductName } from "./productName.ts";
import type { Family } from "./productPatterns.ts";
import type { BandWords } from "./roles.ts";

/** What one piece of the evidence says of the sensor. */
export interface Claim {
  readonly family: Family;
  readonly bandOrder: readonly string[] | null;
  /** Where it was read: "metadata", "file name". */
  readonly source: string;
  readonly findings: readonly Finding[];
}

/** Items of the metadata that tell the sensor or the product. */
const items = [
  "SENSOR",
  "SENSOR_ID",
  "SPACECRAFT_NAME",
  "SPACECRAFT_ID",
  "PLATFORM",
  "PRODUCT",
  "PRODUCT_URI",
  "PRODUCT_TYPE",
  "LANDSAT_PRODUCT_ID",
  "LEVEL",
  "PROCESSING_LEVEL",
  "TIFFTAG_IMAGEDESCRIPTION",
  "TIFFTAG_SOFTWARE",
];

/** What sidecar, metadata, product name, file name and band names say, the strongest first. */
export function readClaims(clues: SensorClues, words: readonly BandWords[]): readonly Claim[] {
  const metadata = items.flatMap((item) => clues.metadata[item] ?? []).join(" ");
  return [
    clues.product === null ? null : productClaim(clues.product),
    metadata === "" ? null : textClaim(metadata, "metadata"),
    nameClaim(clues.fileName, "file name"),
    textClaim(clues.fileName, "file name"),
    bandClaim(clues, words),
  ].filter((claim) => claim !== null);
}

function productClaim({ source, platform, level, productName }: ProductFacts): Claim | null {
  const text = [platform, level, productName].filter((part) => part !== null).join(" ");
  const named = productName === null ? null : readProductName(productName);
  const family = familyOf(text) ?? named?.family ?? null;
  if (family === null) return null;
  return {
    family: levelFrom(family, named?.family ?? null),
    bandOrder: null,
    source,
    findings: [supports(`${platform ?? productName ?? text} is named in ${source}.`)],
  };
}

function nameClaim(text: string, source: string): Claim | null {
  const name = readProductName(text);
  if (name === null) return null;
  return {
    family: name.family,
    bandOrder: name.bandOrder,
    source,
    findings: [supports(`The ${source} is ${name.pattern}.`)],
  };
}

function textClaim(text: string, source: string): Claim | null {
  const named = readProductName(text);
  const family = familyOf(text) ?? named?.family ?? null;
  if (family === null) return null;
  return {
    family: levelFrom(family, named?.family ?? null),
    bandOrder: null,
    source,
    findings: [supports(`${titleOf(family)} is named in the ${source}.`)],
  };
}

/** A level that the words leave open, from the product name among them. */
function levelFrom(family: Family, named: Family | null): Family {
  if (named === null || named.kind !== family.kind) return family;
  if (family.kind === "sentinel-2" && family.level === null) return named;
  return family.kind === "landsat" && family.level === null && named.kind === "landsat"
    ? { ...family, level: named.level }
    : family;
}

/** Reads words such as "Sentinel-2A MSI L1C", "LANDSAT_9 L2SP", "Landsat 7 ETM+", "MODIS Terra MOD13Q1". */
export function familyOf(text: string): Family | null {
  if (/M[OY]D13Q1/i.test(text)) return { kind: "sensor", sensorId: "modis-mod13q1-ndvi" };
  if (/M[OY]D09A1/i.test(text)) return { kind: "sensor", sensorId: "modis-mod09a1" };
  if (/sentinel-?2|\bS2[A-D]?_|(?<![a-z0-9])S2[A-D]?_/i.test(text)) {
    const level = /L1C|level-?1c|top of atmosphere/i.test(text)
      ? "l1c"
      : /L2A|level-?2a|surface reflectance/i.test(text)
        ? "l2a"
        : null;
    return { kind: "sentinel-2", level };
  }
  if (/sentinel-?1|(?<![a-z0-9])S1[A-D]_/i.test(text)) {
    const unit = /decibel|\bdB\b/.test(text)
      ? "decibels"
      : /GRD|amplitude/.test(text) && !/rtc/i.test(text)
        ? "amplitude"
        : /linear|power/i.test(text)
          ? "power"
          : null;
    return { kind: "sentinel-1", unit };
  }
  return landsatOf(text) ?? otherOf(text);
}

function landsatOf(text: string): Family | null {
  const mission = text.match(/landsat[ _-]?0?([45789])(?![0-9])|(?<![a-z0-9])L[COTEM]0([45789])_/i);
  const number = mission?.[1] ?? mission?.[2];
  if (number === undefined && !/landsat/i.test(text)) return null;
  const level = /x ?10 ?000|LEDAPS|LaSRC/i.test(text)
    ? "x10000"
    : /L2S[PR]/.test(text)
      ? "c2l2"
      : /L1(TP|GT|GS)/.test(text)
        ? "c2l1"
        : null;
  const isOli = number === "8" || number === "9" || /\bOLI/.test(text);
  if (isOli) return { kind: "landsat", mission: "8-9", level };
  if (number === "7") return { kind: "landsat", mission: "7", level };
  if (number === "4" || number === "5") return { kind: "landsat", mission: "4-5", level };
  return /\b(TM|ETM\+?)(?![a-z])/.test(text) ? { kind: "landsat", mission: "4-7", level } : null;
}

const otherSensors: readonly (readonly [RegExp, string])[] = [
  [/\bNAIP\b|(?<![a-z])naip(?![a-z])/i, "naip"],
  [/satellogic|newsat/i, "satellogic-l1d"],
  [/(?<![a-z])linz(?![a-z])/i, "linz"],
  [/pix4d|metashape|photoscan|opendronemap|(?<![a-z])(odm|uav|drone|dji)(?![a-z])|dronedeploy/i, "drone"],
  [/umbra|iceye|capella|(?<![a-z])sar(?![a-z])|\bradar\b/i, "radar-amplitude"],
];

function otherOf(text: string): Family | null {
  const sensorId = otherSensors.find(([pattern]) => pattern.test(text))?.[1];
  return sensorId === undefined ? null : { kind: "sensor", sensorId };
}

/** What the band names alone give away. */
function bandClaim(clues: SensorClues, words: readonly BandWords[]): Claim | null {
  const claim = (family: Family, sentence: string): Claim => ({
    family,
    bandOrder: null,
    source: "band names",
    findings: [supports(sentence)],
  });
  const numbers = new Set(words.flatMap(({ number }) => number ?? []));
  const blue = words.find(({ commonName }) => commonName === "blue")?.number;
  const isSurface = clues.descriptions.some((text) => /\bSR_B\d/.test(text));
  const level = isSurface ? "c2l2" : null;
  if (clues.descriptions.some((text) => /sur_refl_b0\d/.test(text)))
    return claim({ kind: "sensor", sensorId: "modis-mod09a1" }, "The band names are MODIS's.");
  if (words.some(({ commonName }) => commonName === "green05") && words.length === 8)
    return claim(
      { kind: "sensor", sensorId: "planetscope-sr" },
      "Eight bands with green I among them are PlanetScope's.",
    );
  if (words.length > 0 && words.every(({ commonName }) => /^[vh][vh]$/.test(commonName ?? "")))
    return claim({ kind: "sentinel-1", unit: null }, "The bands are named by radar polarisation.");
  if (numbers.has("B8A") || [...numbers].some((number) => /^B0\d$/.test(number)))
    return claim({ kind: "sentinel-2", level: null }, "The band numbers are Sentinel-2's.");
  if (blue === "B2" && (numbers.has("B7") || isSurface))
    return claim({ kind: "landsat", mission: "8-9", level }, "Landsat 8 or 9, from the band numbers.");
  if (blue === "B1" && (numbers.has("B7") || isSurface))
    return claim({ kind: "landsat", mission: "4-7", level }, "Landsat 4 to 7, from the band numbers.");
  return null;
}

/** A family in words for a sentence. */
function titleOf(family: Family): string {
  switch (family.kind) {
    case "sentinel-2":
      return "Sentinel-2";
    case "sentinel-1":
      return "Sentinel-1";
    case "landsat":
      return `Landsat ${family.mission.replace("-", " to ")}`;
    case "sensor":
      return (
        { drone: "A drone", "radar-amplitude": "Radar" }[family.sensorId] ??
        (sensorTitles[family.sensorId] || family.sensorId)
      );
  }
}

const sensorTitles: Readonly<Record<string, string>> = {
  naip: "NAIP",
  linz: "LINZ",
  "satellogic-l1d": "Satellogic",
  "modis-mod09a1": "MODIS MOD09A1",
  "modis-mod13q1-ndvi": "MODIS MOD13Q1",
};
