const wideExtra = 0x0001;
const overflowed = 0xffffffff;

type Fields = readonly [byteLength: number, packedBytes: number, headerOffset: number];

/**
 * Replaces those of an entry's fields that do not fit into four bytes by what its zip64 extra says, which lists
 * only these, in this order. Null when one of them is missing.
 */
export function readWideFields(narrow: Fields, extra: Uint8Array): Fields | null {
  if (!narrow.includes(overflowed)) return narrow;
  const wide = findExtra(extra);
  let at = 0;
  const result: number[] = [];
  for (const field of narrow) {
    if (field !== overflowed) result.push(field);
    else if (wide === null || at + 8 > wide.byteLength) return null;
    else {
      result.push(Number(wide.getBigUint64(at, true)));
      at += 8;
    }
  }
  return [result[0]!, result[1]!, result[2]!];
}

function findExtra(extra: Uint8Array): DataView | null {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > extra.length) return null;
    if (view.getUint16(at, true) === wideExtra)
      return new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    at += 4 + length;
  }
  return null;
}
