/** LZW as TIFF 6.0 section 13 describes it, or with the lowest bit first and longer codes one step later, as before 1989. */
export function packLzw(bytes: Uint8Array, isOld = false): Uint8Array {
  const packed: number[] = [];
  let [held, heldBits] = [0, 0];
  const put = (code: number, width: number) => {
    for (let bit = 0; bit < width; bit++) {
      const value = isOld ? (code >> bit) & 1 : (code >> (width - 1 - bit)) & 1;
      held = isOld ? held | (value << heldBits) : (held << 1) | value;
      if (++heldBits < 8) continue;
      packed.push(held);
      [held, heldBits] = [0, 0];
    }
  };
  const early = isOld ? 0 : 1;
  let codes = new Map<string, number>();
  let [width, next, prefix] = [9, 258, ""];
  put(256, width);
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : codes.get(text)!);
  for (const byte of bytes) {
    const longer = prefix + String.fromCharCode(byte);
    if (prefix === "" || codes.has(longer)) {
      prefix = longer;
      continue;
    }
    put(codeOf(prefix), width);
    codes.set(longer, next++);
    if (next > (1 << width) - early) width++;
    if (next >= 4094) {
      put(256, width);
      codes = new Map();
      [width, next] = [9, 258];
    }
    prefix = String.fromCharCode(byte);
  }
  put(codeOf(prefix), width);
  if (next + 1 > (1 << width) - early && width < 12) width++;
  put(257, width);
  if (heldBits > 0) packed.push(isOld ? held : held << (8 - heldBits));
  return Uint8Array.from(packed);
}
