/** What GDAL keeps in tag 42112: items of the dataset, and of each band by 0-based index. */
export interface GdalMetadata {
  readonly dataset: Readonly<Record<string, string>>;
  readonly descriptions: ReadonlyMap<number, string>;
  readonly scales: ReadonlyMap<number, number>;
  readonly offsets: ReadonlyMap<number, number>;
}

const itemPattern = /<Item\b([^>]*)>([\s\S]*?)<\/Item>/g;

/** Reads the XML of GDAL's metadata tag; unknown items are kept, broken ones are left out. */
export function parseGdalMetadata(xml: string): GdalMetadata {
  const dataset: Record<string, string> = {};
  const descriptions = new Map<number, string>();
  const scales = new Map<number, number>();
  const offsets = new Map<number, number>();
  for (const [, attributes = "", body = ""] of xml.matchAll(itemPattern)) {
    const name = attribute(attributes, "name");
    const sample = attribute(attributes, "sample");
    const role = attribute(attributes, "role");
    const text = decodeEntities(body).trim();
    if (name === null) continue;
    if (sample === null) dataset[name.toUpperCase()] = text;
    else if (role === "description") descriptions.set(Number(sample), text);
    else if (role === "scale" && Number.isFinite(Number(text))) scales.set(Number(sample), Number(text));
    else if (role === "offset" && Number.isFinite(Number(text))) offsets.set(Number(sample), Number(text));
  }
  return { dataset, descriptions, scales, offsets };
}

function attribute(attributes: string, name: string): string | null {
  return attributes.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? null;
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function decodeEntities(text: string): string {
  // GDAL escapes twice where a description itself held an entity.
  const once = (value: string) =>
    value.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "");
  return once(once(text));
}
