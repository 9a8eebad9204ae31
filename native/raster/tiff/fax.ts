import {
  blackTable,
  type CodeTable,
  horizontal,
  longestCode,
  modeTable,
  pass,
  whiteTable,
} from "./faxCodes.ts";
import { damaged } from "./tiffError.ts";

export interface FaxLayout {
  readonly width: number;
  readonly rows: number;
  /** `rle`: rows start at bytes and have no marks (TIFF 6.0 section 10); `group3` and `group4`: ITU-T T.4 and T.6. */
  readonly scheme: "rle" | "group3" | "group4";
  /** T4Options: bit 1 two-dimensional rows, bit 4 marks end at bytes. */
  readonly options: number;
}

/** One-bit rows, padded to bytes, 1 = black. @throws TiffError where the codes do not fill a row exactly. */
export function decodeFax(bytes: Uint8Array, { width, rows, scheme, options }: FaxLayout): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const result = new Uint8Array(rowBytes * rows);
  const reader = new BitReader(bytes);
  // Where the colour changes, white first; the row above the first is white.
  let above: number[] = [width];
  for (let row = 0; row < rows; row++) {
    let isPlain = scheme !== "group4";
    if (scheme === "rle") reader.align();
    if (scheme === "group3") isPlain = startGroup3Row(reader, options);
    const changes = isPlain ? readRuns(reader, width) : readModes(reader, width, above);
    paint(changes, width, result.subarray(row * rowBytes, (row + 1) * rowBytes));
    above = withoutEmptyRuns(changes);
  }
  return result;
}

/** Skips the end-of-line mark where there is one; true for a row of runs. */
function startGroup3Row(reader: BitReader, options: number): boolean {
  let zeros = 0;
  // Fill bits may stand before the mark.
  while (zeros < 100_000 && reader.peek(12) === 0 && !reader.isAtEnd) {
    reader.skip(1);
    zeros++;
  }
  if (reader.peek(12) === 1) {
    reader.skip(12);
    return (options & 1) === 0 || reader.take(1) === 1;
  }
  if ((options & 1) !== 0) throw damaged("a row of its fax codes has no mark");
  return true;
}

function readRuns(reader: BitReader, width: number): number[] {
  const changes: number[] = [];
  let [at, isBlack] = [0, false];
  while (at < width) {
    at += readRun(reader, isBlack ? blackTable : whiteTable);
    if (at > width) throw damaged("a row of its fax codes is too long");
    changes.push(at);
    isBlack = !isBlack;
  }
  return changes;
}

function readRun(reader: BitReader, table: CodeTable): number {
  let length = 0;
  for (;;) {
    const part = reader.code(table);
    length += part;
    if (part < 64) return length;
    if (length > 1e6) throw damaged("a run of its fax codes is too long");
  }
}

function readModes(reader: BitReader, width: number, above: readonly number[]): number[] {
  const changes: number[] = [];
  let [at, isBlack] = [-1, false];
  let index = 0;
  while (at < width) {
    const start = Math.max(at, 0);
    // b1: the first change above, right of here, from this colour to the other; entries of even index turn black.
    while (index > 0 && (above[index - 1] ?? width) > at) index--;
    while (index < above.length && ((above[index] ?? width) <= at || index % 2 !== (isBlack ? 1 : 0)))
      index++;
    const b1 = above[index] ?? width;
    const mode = reader.code(modeTable);
    if (mode === pass) {
      at = above[index + 1] ?? width;
      continue;
    }
    if (mode === horizontal) {
      const middle = start + readRun(reader, isBlack ? blackTable : whiteTable);
      at = middle + readRun(reader, isBlack ? whiteTable : blackTable);
      changes.push(middle, at);
    } else {
      if (b1 + mode < start) throw damaged("a row of its fax codes runs backwards");
      at = b1 + mode;
      changes.push(at);
      isBlack = !isBlack;
    }
    if (at > width) throw damaged("a row of its fax codes is too long");
  }
  return changes;
}

/** What the next row refers to: two changes at one place are none. */
function withoutEmptyRuns(changes: readonly number[]): number[] {
  const kept: number[] = [];
  for (const change of changes) {
    if (kept.at(-1) === change) kept.pop();
    else kept.push(change);
  }
  return kept;
}

function paint(changes: readonly number[], width: number, row: Uint8Array): void {
  for (let index = 0; index < changes.length; index += 2) {
    const end = changes[index + 1] ?? width;
    for (let column = changes[index]!; column < end; column++)
      row[column >> 3] = row[column >> 3]! | (0x80 >> (column & 7));
  }
}

class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length * 8;
  }

  /** Up to 16 bits without taking them; zeros follow the end. */
  peek(count: number): number {
    const byte = this.#at >> 3;
    const word =
      ((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8) | (this.#bytes[byte + 2] ?? 0);
    return (word >> (24 - (this.#at & 7) - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#at += count;
  }

  take(count: number): number {
    const value = this.peek(count);
    this.#at += count;
    return value;
  }

  align(): void {
    this.#at = Math.ceil(this.#at / 8) * 8;
  }

  code(table: CodeTable): number {
    const entry = table[this.peek(longestCode)]!;
    if (entry === 0 || this.isAtEnd) throw damaged("a code of its fax rows is unknown");
    this.#at += entry & 15;
    return entry >> 4;
  }
}
