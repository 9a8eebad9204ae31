import type { Finding } from "../vocabulary/evidence.ts";
import type { PixelSample } from "./clues.ts";
import { doubts, fact, type MatchedBand, supports } from "./match.ts";
import type { Sensor } from "./sensor.ts";

/** The number below which this share of a sorted band lies; NaN for an empty one. */
export function quantile(sorted: Float32Array | undefined, share: number): number {
  if (sorted === undefined || sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Does the picture behave as its band roles demand? Weighs a verdict; never makes one. */
export function sanityFindings(
  sensor: Sensor,
  bands: readonly MatchedBand[],
  sample: PixelSample | null,
): readonly Finding[] {
  if (sample === null || bands.length !== sample.sortedDigitalNumbers.length) return [];
  const of = (index: number, share: number) => quantile(sample.sortedDigitalNumbers[index], share);
  const findings: Finding[] = [];
  if (sensor.measures !== "reflectance" && sensor.measures !== "display" && sensor.measures !== "anything")
    return findings;
  // Each band of an 8-bit picture has a gain of its own, so darker proves nothing there.
  const isEightBit = sample.sortedDigitalNumbers.every((band) => (band.at(-1) ?? 0) <= 255);
  const nir = bands.findIndex(({ role }) => /^nir(08)?$/.test(role));
  const red = bands.findIndex(({ role }) => role === "red");
  if (nir >= 0 && red >= 0) {
    const [nirName, redName] = [bands[nir]!.name, bands[red]!.name];
    // Vegetation reflects several times more near infrared than red; only water, cloud and snow do not.
    if (of(nir, 0.5) > 1.2 * of(red, 0.5))
      findings.push(supports(`Vegetation is bright in ${nirName} and dark in ${redName}, as it must be.`));
    else if (!isEightBit && [0.25, 0.5, 0.75, 0.95].every((share) => of(nir, share) < 0.9 * of(red, share)))
      findings.push(
        doubts(
          `${nirName} is darker than ${redName} throughout, as only over water, cloud or snow: the bands may be in another order.`,
        ),
      );
  }
  const cirrus = bands.findIndex(({ role }) => role === "cirrus");
  if (cirrus >= 0 && bands.length > 2) {
    const others = bands.flatMap((_, index) => (index === cirrus ? [] : of(index, 0.5)));
    const isDarkest = of(cirrus, 0.5) < Math.min(...others);
    findings.push(
      isDarkest
        ? supports(`${bands[cirrus]!.name} is the darkest band, as the cirrus band must be.`)
        : doubts(`${bands[cirrus]!.name} is not the darkest band, although the cirrus band must be.`),
    );
  }
  return [...findings, ...saturation(sample)];
}

const saturated = [16000, 65535] as const;

function saturation({ sortedDigitalNumbers }: PixelSample): readonly Finding[] {
  const brightest = Math.max(...sortedDigitalNumbers.map((band) => band.at(-1) ?? 0));
  const value = saturated.find((number) => number === brightest);
  if (value === undefined) return [];
  const text = value === 16000 ? "16 000" : "65 535";
  return [fact(`${text} marks saturation, nothing lies above it.`)];
}
