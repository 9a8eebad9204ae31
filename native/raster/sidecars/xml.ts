import { XMLParser } from "fast-xml-parser";

/** An element with what is in it; attributes under their name with `@` before it. */
export type XmlElement = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: 100,
});

/** Null where the text is no well-formed XML. Documents that define entities are not read at all. */
export function parseXml(text: string): XmlElement | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    const tree: unknown = parser.parse(text, true);
    return isElement(tree) ? tree : null;
  } catch {
    return null;
  }
}

/** The first element of that name at any depth, or all of them. */
export function findElement(tree: XmlElement, name: string): XmlElement | null;
export function findElement(tree: XmlElement, name: string, which: "all"): XmlElement[];
export function findElement(tree: XmlElement, name: string, which?: "all"): XmlElement | XmlElement[] | null {
  const found: XmlElement[] = [];
  collect(tree, name, found, which === "all" ? Number.POSITIVE_INFINITY : 1);
  return which === "all" ? found : (found[0] ?? null);
}

function collect(tree: XmlElement, name: string, found: XmlElement[], most: number): void {
  for (const [key, value] of Object.entries(tree)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (found.length >= most) return;
      if (key === name) found.push(isElement(one) ? one : { "#text": one });
      else if (isElement(one)) collect(one, name, found, most);
    }
  }
}

/** Trimmed text of an element, null where it has none. */
export function textOf(element: XmlElement | null): string | null {
  const text = element?.["#text"];
  return typeof text === "string" && text.trim() !== "" ? text.trim() : null;
}

export function attributeOf(element: XmlElement, name: string): string | null {
  const value = element[`@${name}`];
  return typeof value === "string" ? value : null;
}

const isElement = (value: unknown): value is XmlElement =>
  typeof value === "object" && value !== null && !Array.isArray(value);
