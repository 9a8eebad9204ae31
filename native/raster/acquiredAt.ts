/** When a scene was taken, ISO 8601 UTC, and what says so. */
export interface AcquisitionTime {
  readonly acquiredAt: string;
  readonly evidence: string;
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

/** Looks into the metadata, then the file name. The TIFF's own DateTime tag tells when the file was written, so it does not count. */
export function findAcquisitionTime(
  metadata: Readonly<Record<string, string>>,
  fileName: string,
): AcquisitionTime | null {
  for (const item of items) {
    const acquiredAt = parseMoment(metadata[item] ?? "");
    if (acquiredAt !== null) return { acquiredAt, evidence: `Date from ${item} in the metadata.` };
  }
  const acquiredAt = parseMoment(fileName);
  return acquiredAt === null ? null : { acquiredAt, evidence: "Date from the file name." };
}

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
