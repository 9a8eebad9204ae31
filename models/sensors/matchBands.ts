import type { Finding } from "../vocabulary/evidence.ts";
import { drone, linz, naip, orthophoto } from "./aerial.ts";
import type { SensorClues } from "./clues.ts";
import { planetscope4, planetscope8 } from "./commercial.ts";
import { genericSensor } from "./generic.ts";
import * as landsat from "./landsat.ts";
import { fact, type MatchedBand, plural, type SensorMatch, supports } from "./match.ts";
import { modisReflectance } from "./modis.ts";
import { radarAmplitude } from "./radar.ts";
import { type BandWords, readBandWords } from "./roles.ts";
import type { Band, Sensor } from "./sensor.ts";
import { sentinel2L1c, sentinel2L2a } from "./sentinel2.ts";

const tenSentinel2 = "B02 B03 B04 B05 B06 B07 B08 B8A B11 B12";
const sixTm = "B1 B2 B3 B4 B5 B7";
const sixOli = "B2 B3 B4 B5 B6 B7";
const sevenOli = `B1 ${sixOli}`;

/** Orders in which a product's bands usually come where a file does not name them, by band count. */
const usualOrders: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  [sentinel2L2a.id]: { 10: tenSentinel2, 12: sentinel2L2a.bands.map(({ name }) => name).join(" ") },
  [sentinel2L1c.id]: { 13: sentinel2L1c.bands.map(({ name }) => name).join(" ") },
  [landsat.landsat7.id]: { 6: sixTm },
  [landsat.landsat7C2l1.id]: { 6: sixTm },
  [landsat.landsat7C2l2.id]: { 6: sixTm },
  [landsat.landsat45C2l1.id]: { 6: sixTm },
  [landsat.landsat45C2l2.id]: { 6: sixTm },
  [landsat.landsat89.id]: { 6: sixOli, 7: sevenOli },
  [landsat.landsat89C2l1.id]: { 6: sixOli, 7: sevenOli },
  [landsat.landsat89C2l2.id]: { 6: sixOli, 7: sevenOli },
  [orthophoto.id]: { 3: "red green blue", 4: "red green blue nir" },
  [naip.id]: { 3: "red green blue", 4: "red green blue nir" },
  [linz.id]: { 3: "red green blue" },
  [drone.id]: { 3: "red green blue" },
  [planetscope8.id]: { 8: planetscope8.bands.map(({ name }) => name).join(" ") },
  [planetscope4.id]: { 4: "blue green red nir" },
  [radarAmplitude.id]: { 1: "amplitude" },
  [modisReflectance.id]: { 7: modisReflectance.bands.map(({ name }) => name).join(" ") },
};

export const bandsNamed = (sensor: Sensor, names: readonly string[]): readonly Band[] =>
  names.flatMap((name) => sensor.bands.find((band) => band.name === name) ?? []);

/** The bands of a sensor in a product's own order; empty where the order does not fit the band count. */
export function orderedBands(
  sensor: Sensor,
  bandCount: number,
  productOrder: readonly string[] | null,
): readonly Band[] {
  const usual = usualOrders[sensor.id]?.[bandCount]?.split(" ") ?? null;
  // Pictures of three bands leave out the near infrared of four; any other count says that bands were chosen anew.
  const isPicture = bandCount === 3 && productOrder?.join(" ") === "red green blue nir";
  const order = productOrder?.length === bandCount || isPicture ? productOrder : usual;
  return order === null ? [] : bandsNamed(sensor, order.slice(0, bandCount));
}

/** Gives each band of a file its role, by name where there is one, else by the product's order. */
export function matchBands(
  sensor: Sensor,
  {
    clues,
    words,
    productOrder,
    findings,
  }: {
    readonly clues: SensorClues;
    readonly words: readonly BandWords[];
    readonly productOrder: readonly string[] | null;
    readonly findings: readonly Finding[];
  },
): SensorMatch {
  if (sensor === genericSensor) return named(sensor, words, findings);
  const described = words.map((word) => bandOf(sensor, word));
  if (described.every((band) => band !== undefined) && new Set(described).size === described.length) {
    return matched(sensor, described, [
      ...findings,
      supports(`${plural(described.length, "band")} named in the file.`),
    ]);
  }
  if (areUnnamed(clues)) {
    const bands = orderedBands(sensor, words.length, productOrder);
    if (bands.length === words.length && bands.length > 0) {
      const order = bands.map(({ name }) => name).join(", ");
      const how = productOrder === null ? "usual order" : "order of the product";
      const sentence =
        words.length === 1
          ? `Its one band has no name; taken as ${order}.`
          : `${words.length} bands without names, taken in the ${how} ${order}.`;
      return matched(sensor, bands, [...findings, fact(sentence)]);
    }
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

export const areUnnamed = (clues: SensorClues) => clues.descriptions.every((text) => text === "");

function bandOf(sensor: Sensor, word: BandWords): Band | undefined {
  const plain = (name: string | null) => name?.replace(/^B0/, "B");
  const byNumber =
    word.number === null
      ? undefined
      : sensor.bands.find((band) => plain(readBandWords(band.name).number) === plain(word.number));
  // A number and a word that contradict each other (B1 "red") mean another sensor's numbering.
  if (
    byNumber !== undefined &&
    (word.commonName === null || isSameKind(byNumber.commonName, word.commonName))
  )
    return byNumber;
  if (word.number !== null && sensor.bands.some((band) => readBandWords(band.name).number !== null))
    return undefined;
  const said = word.commonName ?? "";
  return (
    sensor.bands.find((band) => band.commonName === said) ??
    sensor.bands.find((band) => isSameKind(band.commonName, said))
  );
}

/** `nir` and `nir08`, `rededge` and `rededge071`, `vv` and `vv_db` are the same thing to whoever wrote the description. */
function isSameKind(one: string, other: string): boolean {
  const kind = (name: string) => name.replace(/\d+$|_\w+$/, "");
  return kind(one) === kind(other) && other !== "";
}

export const matchedBand = (band: Band): MatchedBand => ({
  role: band.commonName,
  name: band.name,
  wavelengthMicrometers: band.centerWavelengthMicrometers,
});

export function matched(
  sensor: Sensor,
  bands: readonly Band[],
  findings: readonly Finding[],
): SensorMatch & { readonly kind: "matched" } {
  return matchedAs(sensor, bands.map(matchedBand), findings);
}

export const matchedAs = (
  sensor: Sensor,
  bands: readonly MatchedBand[],
  findings: readonly Finding[],
): SensorMatch & { readonly kind: "matched" } => ({
  kind: "matched",
  sensor,
  bands,
  evidence: findings.map(({ sentence }) => sentence),
  findings,
});

/** Bands of no known sensor, by what their own words say. */
export function named(
  sensor: Sensor,
  words: readonly BandWords[],
  findings: readonly Finding[],
): SensorMatch & { readonly kind: "matched" } {
  const areNamesUnique = haveOwnNames(words);
  return matchedAs(
    sensor,
    words.map((word, index) => ({
      role: word.commonName !== null && areNamesUnique ? word.commonName : `band${index + 1}`,
      name: word.number ?? word.commonName ?? `band ${index + 1}`,
      wavelengthMicrometers: null,
    })),
    findings,
  );
}

export const haveOwnNames = (words: readonly BandWords[]) =>
  new Set(words.map((word) => word.commonName)).size === words.length;
