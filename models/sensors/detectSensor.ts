import type { Finding } from "../vocabulary/evidence.ts";
import { orthophoto } from "./aerial.ts";
import { sensorQuestion, unnamedCandidates } from "./candidates.ts";
import { type Claim, readClaims } from "./claims.ts";
import type { PixelSample, SensorClues } from "./clues.ts";
import { genericSensor } from "./generic.ts";
import { sensorOf } from "./index.ts";
import { labelRaster } from "./labels.ts";
import { doubts, plural, type SensorCandidate, type SensorMatch, supports } from "./match.ts";
import { areUnnamed, haveOwnNames, matchBands, matchedAs, named } from "./matchBands.ts";
import type { Family } from "./productPatterns.ts";
import { resolveFamily } from "./resolveFamily.ts";
import { type BandWords, readBandWords } from "./roles.ts";
import { sanityFindings } from "./sanity.ts";
import { type ToldBands, toldBands } from "./toldBands.ts";

export type { MatchedBand, SensorMatch } from "./match.ts";

/**
 * Finds the sensor and each band's role from sidecar, metadata, product name, band names and words of the file name, in
 * that order; band count, type and values alone only lead to a question. Roles never come from a position that no
 * product fixes. A sample of the pixels settles more and checks the rest.
 */
export function detectSensor(clues: SensorClues, sample: PixelSample | null = null): SensorMatch {
  const label = labelRaster(clues);
  if (label !== null) return { kind: "not-imagery", detail: label };
  const words = wordsOf(clues);
  const claims = readClaims(clues, words);
  for (const claim of claims) {
    const match = matchClaim(claim, clues, words, sample);
    if (match !== null) return withContradictions(match, claim, claims);
  }
  return (
    matchPicture(clues, words, sample) ??
    matchNames(clues, words, sample) ??
    ask(unnamed(clues, sample), [], whichOrder(words.length)) ?? { kind: "unknown" }
  );
}

/** Takes the user's word for the sensor, and for roles or wavelengths of the bands; refuses only what cannot be. */
export function matchSensor(
  sensorId: string,
  clues: SensorClues,
  told: ToldBands & { readonly sample?: PixelSample | null } = {},
): SensorMatch {
  const sensor = sensorOf(sensorId);
  if (sensor === undefined) return { kind: "unknown" };
  const findings = [supports(`Sensor ${sensor.id} was named by the user.`)];
  const words = wordsOf(clues);
  const match =
    toldBands(sensor, words.length, told, findings) ??
    matchBands(sensor, { clues, words, productOrder: productOrderOf(clues, words), findings });
  return match.kind === "matched" ? checked(match, told.sample ?? null) : match;
}

/**
 * Unnamed bands are named by a sidecar that lists as many, and a single one by its file name, as in
 * `T31UFQ_20190329T105021_B02_10m.tif`.
 */
function wordsOf({ descriptions, fileName, product }: SensorClues): readonly BandWords[] {
  const listed = product?.bands ?? [];
  if (descriptions.every((text) => text === "") && listed.length > 0 && listed.length === descriptions.length)
    return listed.map(({ name, commonName }) => {
      const words = readBandWords(name);
      return { number: words.number, commonName: commonName ?? words.commonName };
    });
  if (descriptions.length === 1 && descriptions[0] === "")
    return [readBandWords(fileName.replace(/\.[^.]*$/, "").replaceAll(/[.-]/g, " "))];
  return descriptions.map(readBandWords);
}

const productOrderOf = (clues: SensorClues, words: readonly BandWords[]) =>
  readClaims(clues, words).find(({ bandOrder }) => bandOrder !== null)?.bandOrder ?? null;

/** Null where the claim does not fit the bands. */
function matchClaim(
  claim: Claim,
  clues: SensorClues,
  words: readonly BandWords[],
  sample: PixelSample | null,
): SensorMatch | null {
  const resolved = resolveFamily(claim.family, clues, words, sample);
  if (resolved === null) return null;
  const productOrder = claim.bandOrder ?? productOrderOf(clues, words);
  const matches = resolved.sensors.flatMap(([sensor, why]) => {
    const findings = [...claim.findings, ...resolved.findings];
    const match = matchBands(sensor, { clues, words, productOrder, findings });
    return match.kind === "matched" ? [{ match, why }] : [];
  });
  const [first, ...others] = matches;
  if (first === undefined) return null;
  if (others.length > 0) {
    const candidates = matches.map(({ match: { sensor, bands }, why }) => ({ sensor, bands, why }));
    return ask(candidates, [...claim.findings, ...resolved.findings], resolved.title);
  }
  const match = checked(first.match, sample);
  const isOrderAssumed = areUnnamed(clues) && claim.bandOrder === null && words.length > 1;
  if (!isOrderAssumed || !match.findings.some(isAboutOrder)) return match;
  const reading = { sensor: match.sensor, bands: match.bands, why: "The usual order of this product." };
  const rest = unnamed(clues, sample).filter(({ bands }) => rolesOf(bands) !== rolesOf(match.bands));
  return ask([...rest, reading], match.findings, whichOrder(words.length));
}

const isAboutOrder = ({ tone, sentence }: Finding) =>
  tone === "doubts" && /darker than|darkest band/.test(sentence);
const rolesOf = (bands: readonly { readonly role: string }[]) => bands.map(({ role }) => role).join();
const whichOrder = (bandCount: number) => `Which order do its ${plural(bandCount, "band")} have?`;

/** Marked as red, green, blue; a fourth band of such pictures is near infrared. */
function matchPicture(
  clues: SensorClues,
  words: readonly BandWords[],
  sample: PixelSample | null,
): SensorMatch | null {
  if (!clues.isRgb || !areUnnamed(clues) || ![3, 4].includes(words.length)) return null;
  const findings = [supports("The file is marked as red, green, blue.")];
  if (words.length === 4)
    findings.push(
      doubts("Nothing names the fourth band; taken as near infrared, as aerial cameras have it."),
    );
  const match = matchBands(orthophoto, { clues, words, productOrder: null, findings });
  return match.kind === "matched" ? checked(match, sample) : null;
}

function matchNames(
  clues: SensorClues,
  words: readonly BandWords[],
  sample: PixelSample | null,
): SensorMatch | null {
  if (words.length < 2 || words.some(({ commonName }) => commonName === null) || !haveOwnNames(words))
    return null;
  const match = named(genericSensor, words, [supports("Every band is described by a common name.")]);
  const listed = clues.product?.bands ?? [];
  const bands = match.bands.map((band, index) => ({
    ...band,
    wavelengthMicrometers:
      listed.length === words.length ? (listed[index]?.centerWavelengthMicrometers ?? null) : null,
  }));
  return checked({ ...match, bands }, sample);
}

const unnamed = (clues: SensorClues, sample: PixelSample | null) =>
  areUnnamed(clues) ? unnamedCandidates(clues, sample) : [];

function ask(
  candidates: readonly SensorCandidate[],
  findings: readonly Finding[],
  title: string,
): SensorMatch | null {
  if (candidates.length === 0) return null;
  const why = candidates[0]!.why;
  return {
    kind: "question",
    candidates,
    question: sensorQuestion(candidates, title),
    findings: [...findings, ...(why === "" ? [] : [{ tone: "fact", sentence: why } as const])],
  };
}

function checked<Match extends SensorMatch & { readonly kind: "matched" }>(
  match: Match,
  sample: PixelSample | null,
): Match & { readonly kind: "matched" } {
  const sanity = sanityFindings(match.sensor, match.bands, sample);
  if (sanity.length === 0) return match;
  return { ...match, ...matchedAs(match.sensor, match.bands, [...match.findings, ...sanity]) };
}

/** "Radar" in a name is no other instrument than Sentinel-1. */
const isRadar = (family: Family) =>
  family.kind === "sentinel-1" || (family.kind === "sensor" && family.sensorId === "radar-amplitude");

/** Weaker evidence that names another instrument is not followed, but is told. */
function withContradictions(match: SensorMatch, claim: Claim, claims: readonly Claim[]): SensorMatch {
  if (match.kind !== "matched") return match;
  const other = claims.find(
    ({ family, source }) =>
      source !== claim.source &&
      family.kind !== claim.family.kind &&
      !(isRadar(family) && isRadar(claim.family)),
  );
  if (other === undefined || other.source === "band names") return match;
  const findings = [...match.findings, ...other.findings.map(({ sentence }) => doubts(`But: ${sentence}`))];
  return matchedAs(match.sensor, match.bands, findings);
}
