import { genericSensor } from "./generic.ts";
import { sensors } from "./index.ts";
import { landsat7, landsat89 } from "./landsat.ts";
import { orthophoto } from "./orthophoto.ts";
import { type BandWords, readBandWords } from "./roles.ts";
import type { Band, Sensor } from "./sensor.ts";
import { sentinel2L1c, sentinel2L2a } from "./sentinel2.ts";

/** What a file says of itself, as far as it bears on the sensor. Alpha bands are left out. */
export interface SensorClues {
  readonly fileName: string;
  /** Items of the dataset's metadata, names in capitals. */
  readonly metadata: Readonly<Record<string, string>>;
  /** One for each band, empty where it has none. */
  readonly descriptions: readonly string[];
  readonly isRgb: boolean;
  readonly isInteger: boolean;
}

export interface MatchedBand {
  readonly role: string;
  readonly name: string;
  readonly wavelengthMicrometers: number | null;
}

export type SensorMatch =
  | {
      readonly kind: "matched";
      readonly sensor: Sensor;
      readonly bands: readonly MatchedBand[];
      readonly evidence: readonly string[];
    }
  | { readonly kind: "unknown" }
  | { readonly kind: "mismatch"; readonly detail: string }
  | { readonly kind: "not-imagery"; readonly detail: string };

/** Finds the sensor and each band's role from metadata, descriptions and names, in that order; never from position alone. */
export function detectSensor(clues: SensorClues): SensorMatch {
  const label = labelRaster(clues);
  if (label !== null) return { kind: "not-imagery", detail: label };
  const words = clues.descriptions.map(readBandWords);
  const said = sensorSaid(clues, words);
  if (said !== null) {
    const match = matchBands(said.sensor, clues, words, said.evidence);
    if (match.kind === "matched") return match;
  }
  if (clues.isRgb && clues.descriptions.every((text) => text === "") && [3, 4].includes(words.length)) {
    return matchBands(orthophoto, clues, words, ["The file is marked as red, green, blue."]);
  }
  if (words.length > 1 && words.every((word) => word.commonName !== null) && allDiffer(words)) {
    return named(genericSensor, words, ["Every band is described by a common name."]);
  }
  return { kind: "unknown" };
}

/** Takes the user's word for the sensor; refuses only what cannot be. */
export function matchSensor(sensorId: string, clues: SensorClues): SensorMatch {
  const sensor = sensors.find((candidate) => candidate.id === sensorId);
  if (sensor === undefined) return { kind: "unknown" };
  return matchBands(sensor, clues, clues.descriptions.map(readBandWords), [
    `Sensor ${sensor.id} was named by the user.`,
  ]);
}

interface Said {
  readonly sensor: Sensor;
  readonly evidence: readonly string[];
}

function sensorSaid(clues: SensorClues, words: readonly BandWords[]): Said | null {
  const items = ["SENSOR", "SPACECRAFT_NAME", "SPACECRAFT_ID", "PRODUCT", "PRODUCT_URI", "LEVEL", "PLATFORM"];
  const metadata = items.flatMap((item) => clues.metadata[item] ?? []).join(" ");
  const text = `${metadata} ${clues.fileName}`;
  const source = metadata === "" ? "file name" : "metadata";
  const numbers = new Set(words.flatMap((word) => word.number ?? []));
  const isSentinel2Numbering = numbers.has("B8A") || [...numbers].some((number) => /^B0\d$/.test(number));
  if (
    /sentinel-?2|\bS2[ABC]?_/i.test(text) ||
    /(^|_)S2[ABC]?_/.test(clues.fileName) ||
    isSentinel2Numbering
  ) {
    return sentinel2(text, source, numbers, /sentinel-?2|S2[ABC]?_/i.test(text));
  }
  const blue = words.find((word) => word.commonName === "blue")?.number;
  if (/landsat.?[89]\b|\bLC0[89]_/i.test(text) || (blue === "B2" && numbers.has("B7"))) {
    return {
      sensor: landsat89,
      evidence: [`Landsat 8 or 9, from the ${blue === "B2" ? "band numbers" : source}.`],
    };
  }
  if (/landsat|\b(LE07|LT0[45])_/i.test(text) || (blue === "B1" && numbers.has("B7"))) {
    return {
      sensor: landsat7,
      evidence: [`Landsat 4 to 7, from the ${/landsat|L[ET]0/i.test(text) ? source : "band numbers"}.`],
    };
  }
  return null;
}

function sentinel2(text: string, source: string, numbers: ReadonlySet<string>, isNamed: boolean): Said {
  const by = isNamed ? `Sentinel-2 is named in the ${source}.` : "The band numbers are Sentinel-2's.";
  if (/L1C|top of atmosphere/i.test(text))
    return { sensor: sentinel2L1c, evidence: [by, `Level 1C is named in the ${source}.`] };
  if (/L2A/i.test(text))
    return { sensor: sentinel2L2a, evidence: [by, `Level 2A is named in the ${source}.`] };
  if (numbers.has("B10"))
    return { sensor: sentinel2L1c, evidence: [by, "B10 (cirrus) is only in level 1C."] };
  return {
    sensor: sentinel2L2a,
    evidence: [by, "Nothing names the level; taken as 2A, the one usually distributed."],
  };
}

/** Band orders of files that carry no descriptions, by band count. */
const usualOrders: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  [sentinel2L2a.id]: {
    10: ["B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"],
    12: sentinel2L2a.bands.map((band) => band.name),
  },
  [sentinel2L1c.id]: { 13: sentinel2L1c.bands.map((band) => band.name) },
  [landsat7.id]: { 6: ["B1", "B2", "B3", "B4", "B5", "B7"] },
  [landsat89.id]: { 6: ["B2", "B3", "B4", "B5", "B6", "B7"], 7: ["B1", "B2", "B3", "B4", "B5", "B6", "B7"] },
  [orthophoto.id]: { 3: ["red", "green", "blue"], 4: ["red", "green", "blue", "nir"] },
};

function matchBands(
  sensor: Sensor,
  clues: SensorClues,
  words: readonly BandWords[],
  evidence: readonly string[],
): SensorMatch {
  if (sensor === genericSensor) return named(sensor, words, evidence);
  const described = words.map((word) => bandOf(sensor, word));
  if (described.every((band) => band !== undefined) && new Set(described).size === described.length) {
    return matched(sensor, described, [
      ...evidence,
      `${plural(described.length, "band")} named in the file.`,
    ]);
  }
  const order = usualOrders[sensor.id]?.[words.length];
  if (order !== undefined && clues.descriptions.every((text) => text === "")) {
    const bands = order.flatMap((name) => sensor.bands.find((band) => band.name === name) ?? []);
    return matched(sensor, bands, [
      ...evidence,
      `${words.length} bands without names, taken in the usual order ${order.join(", ")}.`,
    ]);
  }
  const undescribed = clues.descriptions.filter((_, index) => described[index] === undefined);
  return {
    kind: "mismatch",
    detail: `${plural(words.length, "band")}, of which ${undescribed.length} do not fit: ${undescribed
      .map((text) => text || "no name")
      .slice(0, 4)
      .join(", ")}`,
  };
}

function bandOf(sensor: Sensor, word: BandWords): Band | undefined {
  const plain = (name: string) => name.replace(/^B0/, "B");
  const byNumber =
    word.number === null
      ? undefined
      : sensor.bands.find((band) => plain(band.name) === plain(word.number ?? ""));
  // A number and a word that contradict each other (B1 "red") mean another sensor's numbering.
  if (
    byNumber !== undefined &&
    (word.commonName === null || isSameKind(byNumber.commonName, word.commonName))
  )
    return byNumber;
  if (word.number !== null && sensor !== orthophoto) return undefined;
  return (
    sensor.bands.find((band) => band.commonName === word.commonName) ??
    sensor.bands.find((band) => isSameKind(band.commonName, word.commonName ?? ""))
  );
}

/** `nir` and `nir08`, or `rededge` and `rededge071`, are the same thing to whoever wrote the description. */
function isSameKind(one: string, other: string): boolean {
  const kind = (name: string) => name.replace(/\d+$/, "");
  return kind(one) === kind(other) && other !== "";
}

function matched(sensor: Sensor, bands: readonly Band[], evidence: readonly string[]): SensorMatch {
  return {
    kind: "matched",
    sensor,
    bands: bands.map((band) => ({
      role: band.commonName,
      name: band.name,
      wavelengthMicrometers: band.centerWavelengthMicrometers,
    })),
    evidence,
  };
}

function named(sensor: Sensor, words: readonly BandWords[], evidence: readonly string[]): SensorMatch {
  const areNamesUnique = allDiffer(words);
  const bands = words.map((word, index) => ({
    role: word.commonName !== null && areNamesUnique ? word.commonName : `band${index + 1}`,
    name: word.number ?? word.commonName ?? `band ${index + 1}`,
    wavelengthMicrometers: null,
  }));
  return { kind: "matched", sensor, bands, evidence };
}

function allDiffer(words: readonly BandWords[]): boolean {
  return new Set(words.map((word) => word.commonName)).size === words.length;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const labelWords =
  /\b(mask|cloud|clm|fmask|scl|qa|lulc|land cover|class(es)?|labels?|training|reference|change)\b/i;

/** One integer band that is described or named like a mask, a class map or a reference. */
function labelRaster(clues: SensorClues): string | null {
  if (clues.descriptions.length !== 1 || !clues.isInteger) return null;
  const description = clues.descriptions[0] ?? "";
  if (labelWords.test(description)) return `its one band is described as "${description}"`;
  const stem = clues.fileName.replace(/\.[^.]*$/, "").replaceAll(/[_-]/g, " ");
  const word = stem.match(labelWords)?.[0];
  return word === undefined ? null : `it has one band and "${word}" in its name`;
}
