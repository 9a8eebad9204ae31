import type { Random } from "./random.ts";

/** Where the parts of a TIFF lie, as far as they can be followed. */
interface TiffParts {
  readonly isLittleEndian: boolean;
  readonly isBig: boolean;
  /** Starts of directory entries. */
  readonly entries: readonly number[];
  /** First and last byte of directories and of what their entries point to, blocks left out. */
  readonly headerRanges: readonly (readonly [number, number])[];
  readonly blocks: readonly (readonly [offset: number, byteCount: number])[];
}

const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const offsetTags = [273, 324];
const byteCountTags = [279, 325];

/** Tags that change how everything else is read. */
const riskyTags = [254, 256, 258, 259, 277, 284, 317, 322, 324, 325, 339, 347, 33550, 34735, 42112];
/** Numbers that have broken readers: zero, ends of ranges, signs, more than there is. */
const extremes = [0, 1, 2, 3, 7, 255, 256, 32767, 65535, 65536, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

export function partsOf(bytes: Buffer): TiffParts {
  const isLittleEndian = bytes[0] === 0x49;
  const isBig = bytes[isLittleEndian ? 2 : 3] === 43;
  const number = (at: number, size: number): number => {
    if (at + size > bytes.length) return 0;
    if (size === 8) return Number(isLittleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
    return isLittleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  };
  const [countBytes, entryBytes, pointerBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const entries: number[] = [];
  const headerRanges: [number, number][] = [[0, isBig ? 16 : 8]];
  const blocks: [number, number][] = [];
  const seen = new Set<number>();
  let directory = number(isBig ? 8 : 4, pointerBytes);
  while (directory > 0 && directory < bytes.length && !seen.has(directory) && seen.size < 16) {
    seen.add(directory);
    const count = number(directory, countBytes);
    headerRanges.push([directory, directory + countBytes + count * entryBytes + pointerBytes]);
    const tables: { offsets: number[]; byteCounts: number[] } = { offsets: [], byteCounts: [] };
    for (let index = 0; index < count; index++) {
      const at = directory + countBytes + index * entryBytes;
      entries.push(at);
      const size = typeBytes[number(at + 2, 2)] ?? 0;
      const valueCount = number(at + 4, pointerBytes);
      const length = size * valueCount;
      const valueAt =
        length <= pointerBytes ? at + 4 + pointerBytes : number(at + 4 + pointerBytes, pointerBytes);
      if (length > pointerBytes && valueAt + length <= bytes.length)
        headerRanges.push([valueAt, valueAt + length]);
      const tag = number(at, 2);
      const values = () =>
        Array.from({ length: Math.min(valueCount, 4096) }, (_, value) =>
          number(valueAt + value * size, size),
        );
      if (offsetTags.includes(tag)) tables.offsets = values();
      if (byteCountTags.includes(tag)) tables.byteCounts = values();
    }
    for (const [index, offset] of tables.offsets.entries())
      if (offset > 0 && (tables.byteCounts[index] ?? 0) > 0) blocks.push([offset, tables.byteCounts[index]!]);
    directory = number(directory + countBytes + count * entryBytes, pointerBytes);
  }
  return { isLittleEndian, isBig, entries, headerRanges, blocks };
}

/** A copy with one to four changes in its header: bits, tags, types, counts, values, or its end cut off. */
export function mutateHeader(seed: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(seed);
  const parts = partsOf(seed);
  for (let change = random.whole(1, 4); change > 0; change--) {
    const kind = random.whole(0, 9);
    if (kind <= 2) flipBit(bytes, pick(parts.headerRanges, random), random);
    else if (kind <= 8) changeEntry(bytes, parts, random);
    else if (random.unit() < 0.5) return bytes.subarray(0, random.whole(0, bytes.length));
    else changeRange(bytes, pick(parts.headerRanges, random), random);
  }
  return bytes;
}

/** A copy with noise in one of its blocks: bits, bytes, a stretch of zeros or of random bytes, or the file's end cut off. */
export function mutatePayload(seed: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(seed);
  const { blocks } = partsOf(seed);
  if (blocks.length === 0) return bytes;
  const [offset, byteCount] = pick(blocks, random);
  const range = [offset, Math.min(bytes.length, offset + byteCount)] as const;
  const kind = random.whole(0, 9);
  if (kind <= 3) for (let change = random.whole(1, 8); change > 0; change--) flipBit(bytes, range, random);
  else if (kind <= 8) changeRange(bytes, range, random);
  else return bytes.subarray(0, random.whole(offset, bytes.length));
  return bytes;
}

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[random.whole(0, items.length - 1)]!;

function flipBit(bytes: Buffer, [start, end]: readonly [number, number], random: Random): void {
  const at = random.whole(start, Math.min(end, bytes.length) - 1);
  if (at >= 0 && at < bytes.length) bytes[at] = bytes[at]! ^ (1 << random.whole(0, 7));
}

function changeRange(bytes: Buffer, [start, end]: readonly [number, number], random: Random): void {
  const from = random.whole(start, Math.max(start, end - 1));
  const to = Math.min(bytes.length, from + random.whole(1, 64));
  const isZero = random.unit() < 0.3;
  for (let at = from; at < to; at++) bytes[at] = isZero ? 0 : random.whole(0, 255);
}

function changeEntry(bytes: Buffer, { entries, isBig, isLittleEndian }: TiffParts, random: Random): void {
  if (entries.length === 0) return;
  const at = pick(entries, random);
  const wide = isBig ? 8 : 4;
  const write = (place: number, value: number, size: number) => {
    if (place + size > bytes.length) return;
    const number = BigInt.asUintN(size * 8, BigInt(value));
    for (let byte = 0; byte < size; byte++) {
      const shift = BigInt(8 * (isLittleEndian ? byte : size - 1 - byte));
      bytes[place + byte] = Number((number >> shift) & 255n);
    }
  };
  const value = random.unit() < 0.6 ? pick(extremes, random) : random.whole(0, bytes.length + 64);
  const [place, content, size] = pick(
    [
      [at, pick(riskyTags, random), 2],
      [at + 2, random.whole(0, 18), 2],
      [at + 4, value, wide],
      [at + 4 + wide, value, 2],
      [at + 4 + wide, value, wide],
      [at + 4 + wide, value, wide],
    ] as const,
    random,
  );
  write(place, content, size);
}
