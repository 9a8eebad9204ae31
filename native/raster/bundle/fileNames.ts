import type { CompanionKind } from "./sceneSource.ts";

/** What the last words of a raster's file name say that it holds. */
export type FileRole =
  | { readonly kind: "band"; readonly band: string }
  | { readonly kind: "companion"; readonly companion: CompanionKind }
  /** `why` ends the sentence "… is left out: it"; null for what needs no words. */
  | { readonly kind: "left-out"; readonly band: string; readonly why: string | null };

export interface FileWords {
  /** The name without the words that say which part of the product it is. */
  readonly product: string;
  readonly role: FileRole;
  /** Of `_10m` and the like. */
  readonly gsdMeters: number | null;
}

export const rasterPattern = /\.(tiff?|jp2|j2k)$/i;

interface Rule {
  /** Matched against the end of the name, behind a separator or as the whole of it. */
  readonly words: RegExp;
  /** Products that the rule is for. */
  readonly product?: RegExp;
  role(words: string): FileRole;
}

const companion = (kind: CompanionKind) => (): FileRole => ({ kind: "companion", companion: kind });
const leftOut = (why: string | null) => (band: string) => ({ kind: "left-out" as const, band, why });
const heat = "measures heat, not reflected light";
const pan = "is panchromatic, finer than the bands and no colour of its own";
const oli = /^L[CO]0[89]_|^LC[89]\d{13}|HLS\.L30\./i;

// The first rule that fits holds. Names: USGS Landsat Collection 1 and 2 product guides, HLS v2.0 user guide,
// Sentinel-2 Products Specification Document, Planet imagery product specification, STAC common names.
const rules: readonly Rule[] = [
  { words: /SCL/, role: companion("scl") },
  { words: /QA_PIXEL/, role: companion("qa-pixel") },
  { words: /FMASK4?/, role: companion("fmask") },
  { words: /UDM2/, role: companion("udm2") },
  { words: /(?:MSK_CLASSI_B00|CLOUD_?MASK|CLDMSK)/, role: companion("cloud-mask") },
  { words: /CLM/, role: companion("clm") },
  { words: /MASK/, role: companion("mask") },
  // Collection 1's quality bits differ from Collection 2's, and none of the rest is a mask of its own.
  { words: /(?:BQA|PIXEL_QA|RADSAT_QA|QA_RADSAT|SR_QA_AEROSOL|SR_AEROSOL|UDM)/, role: leftOut(null) },
  { words: /(?:SR_CLOUD_QA|SR_ATMOS_OPACITY|ST_[A-Z]{2,5}|CLD|SNW|DATAMASK)/, role: leftOut(null) },
  { words: /(?:TCI|PVI|VISUAL|PREVIEW|THUMBNAIL|OVERVIEW|BROWSE)/, role: leftOut(null) },
  { words: /(?:AOT|WVP|DDV|SAA|SZA|VAA|VZA|ANGLES?)/, role: leftOut(null) },
  { words: /(?:ST_B\d\d?|BT_BAND\d\d?|B6_VCID_[12]|LWIR\d*|THERMAL)/, role: leftOut(heat) },
  { words: /B1[01]/, product: oli, role: leftOut(heat) },
  { words: /B0?6/, product: /^L[ET]0[457]_|^L[ET][457]\d{13}/i, role: leftOut(heat) },
  { words: /B0?8/, product: /^L[CEO]0[789]_|^L[CE][78]\d{13}/i, role: leftOut(pan) },
  { words: /PAN(?:CHROMATIC)?/, role: leftOut(pan) },
  { words: /(?:SR_)?B(?:AND_?)?(?:0?[1-9]|1[0-9])A?/, role: band() },
  { words: /(?:BLUE|GREEN|RED|NIR(?:0[89])?|SWIR(?:16|22|[12])|COASTAL|CIRRUS|YELLOW)/, role: band() },
  { words: /RED_?EDGE(?:[123]|07[158])?/, role: band() },
];

function band() {
  return (words: string): FileRole => ({ kind: "band", band: words });
}

const compiled = rules.map((rule) => ({
  ...rule,
  pattern: new RegExp(`^(?:(?<product>.*?)[._-])?(?<words>${rule.words.source})$`, "i"),
}));

/** Null where the name says nothing of a part: the file is a scene of its own. */
export function readFileName(fileName: string): FileWords | null {
  if (!rasterPattern.test(fileName)) return null;
  const stem = fileName.replace(rasterPattern, "").replace(/_clip$/i, "");
  const gsd = /_(\d{2,3})m$/i.exec(stem);
  const name = gsd === null ? stem : stem.slice(0, gsd.index);
  for (const { pattern, product: only, role } of compiled) {
    const { product = "", words } = pattern.exec(name)?.groups ?? {};
    if (words === undefined || (only !== undefined && !only.test(product))) continue;
    return {
      product,
      // Common names are read as they are written in STAC; band numbers in capitals.
      role: role(/\d/.test(words) && /^(SR|B|ST)/i.test(words) ? words.toUpperCase() : words),
      gsdMeters: gsd === null ? null : Number(gsd[1]),
    };
  }
  return null;
}
