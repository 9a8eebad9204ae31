/** A bracketed piece of well-known text: `keyword[first, second, ...]`. */
export interface WktNode {
  readonly keyword: string;
  readonly values: readonly (string | number | WktNode)[];
}

const mostCharacters = 100_000;
const mostDepth = 30;

/** Reads WKT 1, WKT 2 (ISO 19162) or ESRI's dialect into a tree; null where the text is none of them. */
export function parseWkt(text: string): WktNode | null {
  if (text.length > mostCharacters) return null;
  // A quote inside a quoted text is doubled.
  const tokens = text.match(/"(?:[^"]|"")*"|[[\](),]|[^\s[\](),"]+/g) ?? [];
  let at = 0;
  const readValue = (depth: number): string | number | WktNode | null => {
    const token = tokens[at++];
    if (token === undefined || depth > mostDepth || /^[[\](),]$/.test(token)) return null;
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    if (tokens[at] !== "[" && tokens[at] !== "(") return Number.isNaN(Number(token)) ? token : Number(token);
    const values: (string | number | WktNode)[] = [];
    do {
      at++;
      const value = readValue(depth + 1);
      if (value === null) return null;
      values.push(value);
    } while (tokens[at] === ",");
    return /^[\])]$/.test(tokens[at++] ?? "") ? { keyword: token.toUpperCase(), values } : null;
  };
  const root = readValue(0);
  return typeof root === "object" && at === tokens.length ? root : null;
}

const isNode = (value: unknown): value is WktNode => typeof value === "object" && value !== null;

/** The children of any of these keywords, in order. */
export function childrenOf(node: WktNode, ...keywords: string[]): WktNode[] {
  return node.values.filter(isNode).filter((child) => keywords.includes(child.keyword));
}

export const childOf = (node: WktNode, ...keywords: string[]): WktNode | undefined =>
  childrenOf(node, ...keywords)[0];

/** The n-th value as a number, if it is one. */
export function numberIn(node: WktNode | undefined, index: number): number | undefined {
  const value = node?.values[index];
  return typeof value === "number" ? value : undefined;
}

export function textIn(node: WktNode | undefined, index = 0): string {
  const value = node?.values[index];
  return typeof value === "string" ? value : "";
}
