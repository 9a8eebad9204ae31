import type {
  EncoderSummary,
  EncoderVerdict,
  Precision,
  PrecisionAgreement,
} from "../../native/contract/encoders.ts";
import { bytes, count, day, plural, providerName } from "../ui/format.ts";

/** What an encoder is to this project, as a tag. */
export interface EncoderTag {
  readonly tone: "ok" | "err" | "muted";
  readonly words: string;
}

/** Damage comes first: a damaged default cannot be used either. */
export function encoderTag({ damage, chosenPrecision, isBuiltIn }: EncoderSummary): EncoderTag {
  if (damage !== null) return { tone: "err", words: "Damaged" };
  if (chosenPrecision !== null)
    return { tone: "ok", words: chosenPrecision === "fp32" ? "Default" : `Default, ${chosenPrecision}` };
  return { tone: "muted", words: isBuiltIn ? "Built in" : "On disk" };
}

/** `9c41…e07a`. */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;
}

export function sizeOnDisk({ bytes: size, isBuiltIn }: EncoderSummary): string {
  return isBuiltIn ? "part of Argil" : bytes(size);
}

export function chipsInArchive({ chipCount }: EncoderSummary): string {
  return chipCount === 0 ? "none" : plural(chipCount, "chip");
}

/** Chips of the project that it has not read yet, in the precision that is chosen or would be. */
export function chipsToEmbed(
  { chipCounts, chosenPrecision }: EncoderSummary,
  projectChipCount: number,
): number {
  return Math.max(0, projectChipCount - chipCounts[chosenPrecision ?? "fp32"]);
}

/** A cosine of one network in two forms lies so near 1 that three decimals would hide the difference; none is better than 1. */
function agreementCosine(value: number): string {
  return (Math.floor(value * 1e5) / 1e5).toFixed(5);
}

export function verdictWords(verdict: EncoderVerdict): string {
  const where = providerName(verdict.provider);
  const seen = `cosine ${verdict.cosineSimilarity.toFixed(5)} on ${where}`;
  const off = `largest difference ${verdict.largestDifference.toExponential(0)}`;
  const result = verdict.isRight
    ? `Right: ${seen}, ${off}. Its files have their hashes.`
    : `Wrong: ${seen} instead of 1, ${off}. Test the devices again, or import the weights again.`;
  const others = verdict.passedOver.map(({ provider }) => providerName(provider)).join(", ");
  return others === "" ? result : `${result} Passed over: ${others}, for the reasons below.`;
}

export const precisions = ["fp32", "fp16", "int8"] as const satisfies readonly Precision[];

/** What a precision is, before anything was measured. */
export const precisionWords: Readonly<Record<Precision, string>> = {
  fp32: "exact, as published",
  fp16: "half the size; faster where the device multiplies it",
  int8: "a quarter of the size; runs on the CPU",
};

/** What was measured, most important first. */
export function agreementWords(agreement: PrecisionAgreement): readonly string[] {
  const { neighbourRecall, neighbourCount, fp32SecondsPerChip, secondsPerChip } = agreement;
  const kept = neighbourRecall * neighbourCount;
  const times = fp32SecondsPerChip / secondsPerChip;
  return [
    `cosine to fp32: median ${agreementCosine(agreement.medianCosine)}, least ${agreementCosine(agreement.leastCosine)}`,
    `${Number.isInteger(kept) ? kept : kept.toFixed(1)} of ${count(neighbourCount)} nearest kept`,
    `${times.toFixed(times < 10 ? 1 : 0)} × the speed of fp32`,
    `${plural(agreement.chipCount, "chip")} on ${providerName(agreement.provider)}, ${day(agreement.measuredAt)}`,
  ];
}

/** How place and time are told to the network; other choices make other numbers of the same chip. */
export function optionsWords(options: NonNullable<EncoderSummary["options"]>): string {
  if (options.placeAndTime === "unknown") return "not told";
  const order = options.placeOrder === "lat-first" ? "latitude first" : "longitude first";
  return `told, ${order}, hour ${options.hour === "noon" ? "always noon" : "as acquired"}`;
}

/** What is lost and what stays when its weights are deleted. */
export function removalWords(encoder: EncoderSummary): string {
  const chips =
    encoder.chipCount === 0
      ? "No chip of this project was read with it."
      : `What it made of ${plural(encoder.chipCount, "chip")} stays in this project and can be searched.`;
  const stand = encoder.chosenPrecision === null ? "" : " The built-in encoder stands in for it.";
  return `Its weights, ${bytes(encoder.bytes)}, are deleted from this computer; the file they came from is not touched. ${chips}${stand}`;
}
