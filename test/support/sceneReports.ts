import type { LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { DarkEnd, IntakeQuestion } from "../../native/contract/intake.ts";
import type { BandReport, SceneReport } from "../../native/contract/scenes.ts";
import { refusedReport as reportOfRefused } from "../../native/raster/scene/reportScene.ts";

const band = (index: number, name: string, role: string | null, low: number, high: number): BandReport => ({
  index,
  name,
  role,
  wavelengthMicrometers: null,
  range: { low, high },
});

/** A report of which nothing is known but that there is a file. */
export function bareReport(file: string, more: Partial<SceneReport> = {}): SceneReport {
  const { reason: _, ...bare } = reportOfRefused(file, "");
  return { ...bare, ...more };
}

const rondonia: LonLatBounds = [-63.2, -9.4, -63.1, -9.3];

export const darkEnd: DarkEnd = {
  bandName: "B03",
  darkestPercentDigitalNumber: 38,
  counts: [
    6, 14, 26, 38, 48, 52, 49, 44, 37, 33, 27, 24, 20, 18, 15, 13, 11, 9, 8, 7, 6, 5, 4, 4, 3, 3, 2, 2, 2, 1,
  ],
  highDigitalNumber: 2000,
};

export const offsetQuestion: IntakeQuestion = {
  kind: "offset",
  title: "Has the −1 000 offset been taken out already?",
  options: [
    { label: "Already removed", choices: { offset: "removed" }, isSuggested: true },
    { label: "Still in: subtract 1 000", choices: { offset: "still-in" }, isSuggested: false },
  ],
  input: null,
};

/** A Sentinel-2 cut whose offset nobody tells. */
export const offsetReport = bareReport("/data/S2B_MSIL2A_20230911T141709_N0509_T20LLQ.tif", {
  status: "question",
  reason: "Nothing says whether the offset was taken out.",
  fileBytes: 1_400_000,
  width: 500,
  height: 500,
  bandCount: 3,
  dataType: "uint16",
  compression: "deflate",
  crs: { epsg: 32720, name: "WGS 84 / UTM 20S" },
  gsdMeters: 20,
  bounds: rondonia,
  acquiredAt: "2023-09-11T14:17:09Z",
  sensor: { id: "sentinel-2-l2a", title: "Sentinel-2B, L2A", evidence: ["The name says so."] },
  bands: [
    band(0, "B03", "green", 38, 4120),
    band(1, "B8A", "nir08", 410, 5216),
    band(2, "B11", "swir16", 122, 6040),
  ],
  scaling: {
    scale: 0.0001,
    offset: 0,
    evidence: "",
    verdict: "asked",
    findings: [
      { tone: "fact", sentence: "Name says baseline 05.09: ESA adds 1 000 to every value" },
      { tone: "fact", sentence: "No scale or offset tag in the file" },
      { tone: "supports", sentence: "Darkest 1 % lies at DN 38, so the offset looks already removed" },
    ],
    darkEnd,
  },
  validity: { validFraction: 1, isExact: true, rules: ["DN 0 in every band is no data"] },
  clouds: { fraction: 0.021, source: "mask", sentence: "Clouds from the scene classification" },
  question: offsetQuestion,
  productType: "Sentinel-2 L2A, baseline 05.09, without offset tag",
  plan: { chipPixels: 32, chipCount: 210, partialCount: 15, seconds: 4, bytes: 900_000 },
});

/** A picture without a place. */
export const refusedReport = bareReport("/data/clearing_export_final.tif", {
  reason:
    "/data/clearing_export_final.tif does not say where it lies, so its chips could not be placed or compared; export it again from the source as a GeoTIFF in its own projection, or put its .tfw and .prj in the same folder.",
  fileBytes: 600_000,
  width: 1240,
  height: 980,
  bandCount: 3,
  dataType: "uint8",
  compression: "JPEG",
  bands: [band(0, "1", "red", 3, 255), band(1, "2", "green", 1, 255), band(2, "3", "blue", 0, 255)],
  findings: [
    { tone: "rules-out", sentence: "No CRS, no geotransform, no .tfw or .prj beside it" },
    { tone: "fact", sentence: "8-bit with JPEG compression: a picture for viewing, not measured values" },
  ],
});

/** A Landsat 7 cut that is read rightly. */
export const readyReport = bareReport("/data/LE07_L2SP_169055_20010205.tif", {
  status: "ready",
  fileBytes: 3_800_000,
  width: 640,
  height: 512,
  bandCount: 6,
  dataType: "float32",
  compression: "deflate",
  crs: { epsg: 32636, name: "WGS 84 / UTM 36N" },
  gsdMeters: 30,
  bounds: [35.4, 7.1, 35.6, 7.3],
  acquiredAt: "2001-02-05T00:00:00Z",
  sensor: { id: "landsat-7", title: "Landsat 7 ETM+", evidence: [] },
  bands: [
    band(0, "B1", "blue", 0.05, 0.31),
    band(1, "B2", "green", 0.04, 0.33),
    band(2, "B3", "red", 0.03, 0.38),
    band(3, "B4", "nir", 0.05, 0.52),
    band(4, "B5", "swir16", 0.02, 0.54),
    band(5, "B7", "swir22", 0.01, 0.46),
  ],
  scaling: { scale: 0.0001, offset: 0, evidence: "", verdict: "assumed", findings: [], darkEnd: null },
  validity: { validFraction: 0.996, isExact: false, rules: ["DN 0 in every band is no data"] },
  clouds: { fraction: 0.12, source: "estimate", sentence: "Clouds estimated from the reflectances" },
  productType: "Landsat 7 ETM+, level 2",
  findings: [
    { tone: "supports", sentence: "Six band names match Landsat 7, in order" },
    {
      tone: "supports",
      sentence: "Values are reflectance × 10 000: 16 000 marks saturation, nothing above it",
    },
    { tone: "supports", sentence: "Vegetation is bright in B4 and dark in B3, as it must be" },
    { tone: "fact", sentence: "Date from the file name; no other date found" },
  ],
  plan: { chipPixels: 32, chipCount: 320, partialCount: 0, seconds: 6, bytes: 1_300_000 },
});

/** An aerial picture without a date. */
export const dateReport = bareReport(
  "/data/orthophoto of the northern clearing, second flight, corrected, final version (3).tif",
  {
    status: "question",
    reason: "Nothing says when it was taken.",
    fileBytes: 84_000_000,
    width: 8000,
    height: 6000,
    bandCount: 4,
    dataType: "uint8",
    compression: "JPEG",
    crs: { epsg: 2193, name: "NZGD2000 / New Zealand Transverse Mercator 2000" },
    gsdMeters: 0.3,
    bounds: [178.9, -37.8, 178.95, -37.7],
    sensor: {
      id: "orthophoto",
      title: "Aerial RGBN",
      evidence: ["Colour interpretation says red, green, blue."],
    },
    bands: [
      band(0, "1", "red", 3, 255),
      band(1, "2", "green", 1, 255),
      band(2, "3", "blue", 0, 255),
      band(3, "4", "nir", 0, 255),
    ],
    findings: [
      {
        tone: "supports",
        sentence: "Colour tags say red, green, blue; a fourth band is brightest over grass",
      },
      { tone: "doubts", sentence: "No date in tags, name or beside the file" },
    ],
    question: { kind: "date", title: "When was this scene taken?", options: [], input: "date" },
    productType: "aerial RGBN, 8-bit",
    plan: { chipPixels: 256, chipCount: 713, partialCount: 52, seconds: null, bytes: 2_900_000 },
  },
);

/** Five bands that nothing names. */
export const sensorReport = bareReport("/data/export_5b.tif", {
  status: "question",
  reason: "Nothing says what its bands measure.",
  fileBytes: 2_100_000,
  width: 300,
  height: 280,
  bandCount: 5,
  dataType: "uint16",
  crs: { epsg: 32631, name: "WGS 84 / UTM zone 31N" },
  gsdMeters: 3,
  bounds: [5.3, 49.2, 5.4, 49.3],
  acquiredAt: "2022-06-01T00:00:00Z",
  bands: [0, 1, 2, 3, 4].map((index) => ({ ...band(index, `band ${index + 1}`, null, 120, 4000) })),
  question: {
    kind: "sensor",
    title: "Which sensor took this scene?",
    options: [
      { label: "RapidEye", choices: { sensorId: "rapideye" }, isSuggested: true },
      { label: "PlanetScope", choices: { sensorId: "planetscope" }, isSuggested: false },
      { label: "Another: take the bands as they are", choices: { sensorId: "generic" }, isSuggested: false },
    ],
    input: null,
  },
  productType: "5 bands, uint16",
});

/** A damaged file of which nothing could be read. */
export const unreadableReport = bareReport("/data/notes.tif", {
  reason: "/data/notes.tif is not a TIFF although its name says so; export it again as a GeoTIFF.",
});
