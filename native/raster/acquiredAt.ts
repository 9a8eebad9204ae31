import type { SensorClues } from "../../models/sensors/clues.ts";
import { readProductName } from "../../models/sensors/productName.ts";
import type { Finding } from "../../models/vocabulary/evidence.ts";

/** When a scene was taken, ISO 8601 UTC, and what says so. */
export interface AcquisitionTime {
  readonly acquiredAt: string;
  readonly evidence: string;
}

/** Null where a date must be asked for; the findings say why. */
export interface AcquisitionVerdict {
  readonly time: AcquisitionTime | null;
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
 * DateTime tag tells when the file was written, so it does not count.
 */
export function findAcquisitionTime({
  product,
  metadata,
  fileName,
}: Pick<SensorClues, "product" | "metadata" | "fileName">): AcquisitionVerdict {
  const said = parseMoment(product?.acquiredAt ?? "");
  if (said !== null) return found(said, `Date from ${product?.source}.`);
  for (const item of items) {
    const acquiredAt = parseMoment(metadata[item] ?? "");
    if (acquiredAt !== null) return found(acquiredAt, `Date from ${item} in the metadata.`);
  }
  for (const item of nameItems) {
    const acquiredAt = readProductName(metadata[item] ?? "")?.acquiredAt;
    if (acquiredAt) return found(acquiredAt, `Date from the product name in ${item}.`);
  }
  return fromFileName(fileName);
}

function fromFileName(fileName: string): AcquisitionVerdict {
  const name = readProductName(fileName);
  if (name !== null && name.acquiredAt !== null)
    return found(name.acquiredAt, `Date from the file name, which is ${name.pattern}.`);
  const days = [...new Set(daysIn(fileName))];
  if (days.length > 1) {
    const sentence = `The file name holds ${days.length} dates, ${days.join(" and ")}, and nothing says which is meant.`;
    return { time: null, findings: [{ tone: "doubts", sentence }] };
  }
  const acquiredAt = name === null ? parseMoment(fileName) : null;
  if (acquiredAt !== null) return found(acquiredAt, "Date from the file name.");
  const sentence = "No date in the metadata or the file name.";
  return { time: null, findings: [{ tone: "doubts", sentence }] };
}

const found = (acquiredAt: string, evidence: string): AcquisitionVerdict => ({
  time: { acquiredAt, evidence },
  findings: [{ tone: "supports", sentence: evidence }],
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
