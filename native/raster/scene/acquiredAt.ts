import type { SensorClues } from "../../../models/sensors/clues.ts";
import { readProductName } from "../../../models/sensors/productName.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";

/** When a scene was taken, ISO 8601 UTC, and what says so. */
export interface AcquisitionTime {
  readonly acquiredAt: string;
  readonly evidence: string;
}

/** Null where a date must be asked for; the findings say why. */
export interface AcquisitionVerdict {
  readonly time: AcquisitionTime | null;
  /** Dates that contradict each other, the likelier first. */
  readonly candidates: readonly AcquisitionTime[];
  readonly findings: readonly Finding[];
}

const items = [
  "ACQUISITION_DATETIME",
  "ACQUISITIONDATETIME",
  "DATATAKE_1_DATATAKE_SENSING_START",
  "PRODUCT_START_TIME",
  "SENSING_TIME",
  "DATE_ACQUIRED",
  "ACQUISITION_DATE",
];
const nameItems = ["PRODUCT_URI", "PRODUCT", "LANDSAT_PRODUCT_ID", "PRODUCT_ID"];

/**
 * Looks into the sidecar, the metadata, product names, and last for a plain date in the file name. The TIFF's own
 * DateTime tag tells when the file was written, so it does not count. A product's name that tells another day than what
 * the product says is a question; a plain date in a name may be that of a delivery, and is only a doubt.
 */
export function findAcquisitionTime(clues: DateClues): AcquisitionVerdict {
  const said = saidInside(clues);
  if (said === null) return fromFileName(clues.fileName);
  const product = readProductName(clues.fileName);
  const named = product === null ? parseMoment(clues.fileName) : product.acquiredAt;
  if (named === null || daysBetween(named, said.acquiredAt) <= mostDaysApart) return found(said);
  const sentence = `But the file name says ${named.slice(0, 10)}.`;
  const contradiction: Finding = { tone: "doubts", sentence };
  const findings = [supports(said.evidence), contradiction];
  if (product === null) return { time: said, candidates: [], findings };
  const evidence = `Date from the file name, which is ${product.pattern}.`;
  return { time: null, candidates: [said, { acquiredAt: named, evidence }], findings };
}

type DateClues = Pick<SensorClues, "product" | "metadata" | "fileName">;

/** Local days and those of UTC may differ by one. */
const mostDaysApart = 1;
const daysBetween = (one: string, other: string) =>
  Math.abs(Date.parse(one.slice(0, 10)) - Date.parse(other.slice(0, 10))) / 86_400_000;

/** What sidecar and metadata say. */
function saidInside({ product, metadata }: DateClues): AcquisitionTime | null {
  const said = parseMoment(product?.acquiredAt ?? "");
  if (said !== null) return { acquiredAt: said, evidence: `Date from ${product?.source}.` };
  for (const item of items) {
    const acquiredAt = parseMoment(metadata[item] ?? "");
    if (acquiredAt !== null) return { acquiredAt, evidence: `Date from ${item} in the metadata.` };
  }
  for (const item of nameItems) {
    const acquiredAt = readProductName(metadata[item] ?? "")?.acquiredAt;
    if (acquiredAt) return { acquiredAt, evidence: `Date from the product name in ${item}.` };
  }
  return null;
}

function fromFileName(fileName: string): AcquisitionVerdict {
  const name = readProductName(fileName);
  if (name !== null && name.acquiredAt !== null)
    return found({
      acquiredAt: name.acquiredAt,
      evidence: `Date from the file name, which is ${name.pattern}.`,
    });
  const days = [...new Set(daysIn(fileName))];
  if (days.length > 1)
    return unknown(
      `The file name holds ${days.length} dates, ${days.join(" and ")}, and nothing says which is meant.`,
    );
  const acquiredAt = name === null ? parseMoment(fileName) : null;
  if (acquiredAt !== null) return found({ acquiredAt, evidence: "Date from the file name." });
  return unknown("No date in the metadata or the file name.");
}

const supports = (sentence: string): Finding => ({ tone: "supports", sentence });

const found = (time: AcquisitionTime): AcquisitionVerdict => ({
  time,
  candidates: [],
  findings: [supports(time.evidence)],
});

const unknown = (sentence: string): AcquisitionVerdict => ({
  time: null,
  candidates: [],
  findings: [{ tone: "doubts", sentence }],
});

const momentPattern =
  /(?<!\d)((?:19|20)\d{2})([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_ -]?([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d)(?:\.\d+)?Z?)?(?!\d)/i;
const dayPattern = /(?<!\d)((?:19|20)\d{2})([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/;

/** The first calendar date (and time of day, if one follows it) in a text, or null. */
export function parseMoment(text: string): string | null {
  const match = text.match(momentPattern) ?? text.match(dayPattern);
  if (!match) return null;
  const [, year, , month, day, hours = "00", minutes = "00", seconds = "00"] = match;
  const moment = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  // Rolls 31 June over to July: then it was no date.
  if (Number.isNaN(moment.getTime()) || moment.getUTCDate() !== Number(day)) return null;
  return `${moment.toISOString().slice(0, 19)}Z`;
}

const daysIn = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(momentPattern, "gi"))].flatMap(
    ([day]) => parseMoment(day)?.slice(0, 10) ?? [],
  );
