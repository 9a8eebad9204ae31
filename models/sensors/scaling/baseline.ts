import { readProductName } from "../productName.ts";
import type { ScalingInput } from "./scalingInput.ts";

/** What tells whether ESA's processor added 1000 to the numbers, and where it was read. */
export interface Baseline {
  /** `05.09`; null for products that never had the offset, whatever their version. */
  readonly version: string | null;
  readonly addsOffset: boolean;
  readonly sentence: string;
}

const nameItems = ["PRODUCT_URI", "PRODUCT", "PRODUCT_ID"];

/**
 * Processing baseline from sidecar, metadata or product name. ESA adds 1000 from baseline 04.00 on (Sentinel-2 Products
 * Specification Document 14.9, RADIO_ADD_OFFSET and BOA_ADD_OFFSET).
 */
export function readBaseline({ product, metadata, fileName }: BaselineSource): Baseline | null {
  const named = [
    [product?.productName ?? "", "The product name says"],
    ...nameItems.map((name) => [metadata[name] ?? "", `The product name in ${name} says`] as const),
    [fileName, "Name says"],
  ].flatMap(([text = "", who = ""]) => {
    const name = readProductName(text);
    return name === null ? [] : [{ name, who }];
  });
  // HLS and MAJA keep the baseline of what they were made from, so they come before any number.
  const free = named.find(({ name }) => name.isOffsetFree)?.name;
  if (free !== undefined)
    return {
      version: null,
      addsOffset: false,
      sentence: `The name is ${free.pattern}, whose numbers never carry ESA's offset.`,
    };
  const said = [
    { text: product?.processingBaseline ?? null, who: `${product?.source} says` },
    { text: metadata.PROCESSING_BASELINE ?? null, who: "The metadata say" },
    ...named.map(({ name, who }) => ({ text: name.processingBaseline, who })),
  ];
  for (const { text, who } of said) {
    const version = versionOf(text);
    if (version !== null) return esa(version, who);
  }
  return null;
}

type BaselineSource = Pick<ScalingInput, "product" | "metadata" | "fileName">;

/** `05.09`, `0509`, `N0509` and `5.9` are the same. */
function versionOf(text: string | null): string | null {
  const parts = text?.trim().match(/^N?(\d{1,2})\.(\d{1,2})$|^N?(\d{2})(\d{2})$/i);
  if (!parts) return null;
  return `${(parts[1] ?? parts[3] ?? "").padStart(2, "0")}.${(parts[2] ?? parts[4] ?? "").padStart(2, "0")}`;
}

function esa(version: string, who: string): Baseline {
  const addsOffset = Number(version.slice(0, 2)) >= 4;
  const what = addsOffset ? "ESA adds 1 000 to every value" : "before 04.00, ESA added no offset";
  return { version, addsOffset, sentence: `${who} baseline ${version}: ${what}.` };
}
