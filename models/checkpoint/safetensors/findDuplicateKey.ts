const quote = 0x22;
const backslash = 0x5c;

/** A key that an object of valid JSON has twice, of which JSON.parse keeps only the last; null when there is none. */
export function findDuplicateKey(json: string): string | null {
  const openObjects: Set<string>[] = [];
  for (let at = 0; at < json.length; at++) {
    const letter = json[at];
    if (letter === "{") openObjects.push(new Set());
    else if (letter === "}") openObjects.pop();
    else if (letter === '"') {
      const end = findQuote(json, at + 1);
      const isKey = isFollowedByColon(json, end + 1);
      const text: string = isKey ? JSON.parse(json.slice(at, end + 1)) : "";
      at = end;
      const keys = openObjects.at(-1);
      if (!isKey || keys === undefined) continue;
      if (keys.has(text)) return text;
      keys.add(text);
    }
  }
  return null;
}

function findQuote(json: string, from: number): number {
  let at = from;
  while (json.charCodeAt(at) !== quote) at += json.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}

function isFollowedByColon(json: string, from: number): boolean {
  let at = from;
  while (" \t\r\n".includes(json.charAt(at)) && at < json.length) at++;
  return json[at] === ":";
}
