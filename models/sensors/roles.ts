/** What a band's own words say about it: a band number such as `B8A`, and a common name. */
export interface BandWords {
  readonly number: string | null;
  readonly commonName: string | null;
}

// Longer words first: "nir narrow" is not "nir", "red edge" is not "red".
const words: readonly (readonly [RegExp, string])[] = [
  [/\b(coastal|aerosol|ultra ?blue)\b/, "coastal"],
  [/\b(red ?edge ?1|re1|rededge071)\b/, "rededge071"],
  [/\b(red ?edge ?2|re2|rededge075)\b/, "rededge075"],
  [/\b(red ?edge ?3|re3|rededge078)\b/, "rededge078"],
  [/\bred ?edge\b/, "rededge"],
  [/\b(nir ?08|nir narrow|narrow nir|nir2)\b/, "nir08"],
  [/\b(water ?vapou?r|nir ?09)\b/, "nir09"],
  [/\b(nir|near ?infra ?red|infrared)\b/, "nir"],
  [/\bswir ?12\b/, "swir12"],
  [/\b(swir ?1|swir ?16|swir1610)\b/, "swir16"],
  [/\b(swir ?2|swir ?22|swir2200)\b/, "swir22"],
  [/\bcirrus\b/, "cirrus"],
  [/\b(lwir|thermal)\b/, "lwir"],
  [/\b(pan|panchromatic)\b/, "pan"],
  [/\b(green ?(i|1)|green05)\b/, "green05"],
  [/\bndvi\b/, "ndvi"],
  [/\bevi\b/, "evi"],
  [/\b(vv|vh|hh|hv)\b/, "polarisation"],
  [/\bblue\b/, "blue"],
  [/\bgreen\b/, "green"],
  [/\byellow\b/, "yellow"],
  [/\bred\b/, "red"],
];

/** Reads a band description; `swir1 (resampled from 20 m)` and `B11` both say what they measure. */
export function readBandWords(description: string): BandWords {
  const text = description
    .toLowerCase()
    .replace(/\(.*?\)/g, " ")
    .replaceAll("_", " ");
  const number = text.match(/\b(?:sr )?b(?:and)? ?(\d{1,2}a?)\b/)?.[1]?.toUpperCase() ?? null;
  const word = words.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  const commonName = word === "polarisation" ? (text.match(/\b(?:vv|vh|hh|hv)\b/)?.[0] ?? null) : word;
  return { number: number === null ? null : `B${number}`, commonName };
}
