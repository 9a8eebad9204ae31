import { blockTables, fieldTypes, kindOf, type TagName, tags } from "./tags.ts";
import type { TiffBytes } from "./tiffBytes.ts";
import { damaged } from "./tiffError.ts";

/** One image file directory: the values of the tags that are known here. */
export interface Directory {
  readonly isLittleEndian: boolean;
  /** Whole numbers or reals; empty where the tag is missing. */
  numbers(tag: TagName): ArrayLike<number>;
  /** The first value. */
  number(tag: TagName): number | null;
  text(tag: TagName): string | null;
  has(tag: TagName): boolean;
  /** A long table, read when asked for. */
  table(tag: TagName): Promise<ArrayLike<number>>;
}

/** Where the limits are: beyond what any writer makes, and small enough to read at once. */
const maxDirectories = 64;
const maxEntries = 4096;
const maxTagBytes = 64 * 1024 * 1024;

interface Entry {
  readonly tag: TagName;
  readonly type: number;
  readonly count: number;
  /** Where the values lie in the file. */
  readonly offset: number;
}

const names = new Map<number, TagName>(
  (Object.keys(tags) as TagName[]).map((name) => [tags[name], name] as const),
);

/**
 * The chain of directories, classic TIFF or BigTIFF in either byte order; ends where it leads back.
 * @throws TiffError when the file has none or one is cut off. Null when it is no TIFF at all.
 */
export async function readDirectories(source: TiffBytes): Promise<readonly Directory[] | null> {
  const head = new DataView((await source.read(0, Math.min(16, source.size))).slice().buffer);
  const order = head.byteLength < 4 ? 0 : head.getUint16(0);
  const isLittleEndian = order === 0x4949;
  if (!isLittleEndian && order !== 0x4d4d) return null;
  const version = head.getUint16(2, isLittleEndian);
  if (version !== 42 && version !== 43) return null;
  const reader = new DirectoryReader(source, isLittleEndian, version === 43);
  if (head.byteLength < (version === 43 ? 16 : 8)) throw damaged(`it ends after ${source.size} bytes`);
  if (version === 43 && head.getUint16(4, isLittleEndian) !== 8)
    throw damaged("its offsets are not of 8 bytes");
  const directories: Directory[] = [];
  const seen = new Set<number>();
  let at = version === 43 ? reader.whole(head, 8) : head.getUint32(4, isLittleEndian);
  while (at !== 0 && !seen.has(at) && directories.length < maxDirectories) {
    seen.add(at);
    const { directory, next } = await reader.read(at);
    directories.push(directory);
    at = next;
  }
  if (directories.length === 0) throw damaged("it holds no image");
  return directories;
}

class DirectoryReader {
  readonly #source: TiffBytes;
  readonly #isLittleEndian: boolean;
  readonly #isBig: boolean;

  constructor(source: TiffBytes, isLittleEndian: boolean, isBig: boolean) {
    this.#source = source;
    this.#isLittleEndian = isLittleEndian;
    this.#isBig = isBig;
  }

  async read(at: number): Promise<{ directory: Directory; next: number }> {
    const [countBytes, entryBytes, pointerBytes] = this.#isBig ? [8, 20, 8] : [2, 12, 4];
    const head = await this.#view(at, countBytes);
    const count = this.#isBig ? this.whole(head, 0) : head.getUint16(0, this.#isLittleEndian);
    if (count === 0) throw damaged("a directory is empty");
    if (count > maxEntries) throw damaged(`a directory says that it has ${count} entries`);
    const body = await this.#view(at + countBytes, count * entryBytes + pointerBytes);
    const entries = new Map<TagName, Entry>();
    for (let index = 0; index < count; index++) {
      const start = index * entryBytes;
      const entry = this.#entry(body, start, at + countBytes + start);
      if (entry !== null && !entries.has(entry.tag)) entries.set(entry.tag, entry);
    }
    const values = new Map<TagName, ArrayLike<number> | string>();
    for (const [tag, entry] of entries)
      if (!blockTables.includes(tag)) values.set(tag, await this.#values(entry));
    const next = this.#pointer(body, count * entryBytes);
    return { directory: this.#directory(entries, values), next };
  }

  /** A 64-bit number; beyond 2^53 it is rounded, which no check of it survives. */
  whole(view: DataView, at: number): number {
    return Number(view.getBigUint64(at, this.#isLittleEndian));
  }

  #directory(
    entries: ReadonlyMap<TagName, Entry>,
    values: ReadonlyMap<TagName, ArrayLike<number> | string>,
  ): Directory {
    const numbers = (tag: TagName) => {
      const value = values.get(tag);
      return value === undefined || typeof value === "string" ? [] : value;
    };
    return {
      isLittleEndian: this.#isLittleEndian,
      numbers,
      number: (tag) => numbers(tag)[0] ?? null,
      text: (tag) => {
        const value = values.get(tag);
        return typeof value === "string" ? value : null;
      },
      has: (tag) => entries.has(tag),
      table: async (tag) => {
        const entry = entries.get(tag);
        return entry === undefined ? [] : ((await this.#values(entry)) as ArrayLike<number>);
      },
    };
  }

  #entry(body: DataView, start: number, fileOffset: number): Entry | null {
    const tag = names.get(body.getUint16(start, this.#isLittleEndian));
    if (tag === undefined) return null;
    const type = body.getUint16(start + 2, this.#isLittleEndian);
    const count = this.#isBig ? this.whole(body, start + 4) : body.getUint32(start + 4, this.#isLittleEndian);
    const valueAt = this.#isBig ? 12 : 8;
    const bytes = count * (fieldTypes[type]?.bytes ?? 0);
    const isInline = bytes <= (this.#isBig ? 8 : 4);
    const offset = isInline ? fileOffset + valueAt : this.#pointer(body, start + valueAt);
    return { tag, type, count, offset };
  }

  async #values({ tag, type, count, offset }: Entry): Promise<ArrayLike<number> | string> {
    const field = fieldTypes[type];
    const kind = kindOf(tag);
    if (field === undefined || !field.kinds.includes(kind))
      throw damaged(`${tag} is stored as ${field?.name ?? `type ${type}`}`);
    if (count * field.bytes > maxTagBytes) throw damaged(`${tag} says that it has ${count} values`);
    const view = await this.#view(offset, count * field.bytes);
    if (kind === "text") return decodeText(view);
    const result = new Float64Array(count);
    const isLittle = this.#isLittleEndian;
    for (let index = 0, at = 0; index < count; index++, at += field.bytes) {
      if (kind === "reals")
        result[index] = type === 11 ? view.getFloat32(at, isLittle) : view.getFloat64(at, isLittle);
      else if (field.bytes === 8) result[index] = this.whole(view, at);
      else if (field.bytes === 4) result[index] = view.getUint32(at, isLittle);
      else result[index] = field.bytes === 2 ? view.getUint16(at, isLittle) : view.getUint8(at);
    }
    return result;
  }

  #pointer(view: DataView, at: number): number {
    return this.#isBig ? this.whole(view, at) : view.getUint32(at, this.#isLittleEndian);
  }

  async #view(offset: number, length: number): Promise<DataView> {
    const bytes = await this.#source.read(offset, length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

const utf8 = new TextDecoder();

function decodeText(view: DataView): string {
  const text = utf8.decode(view);
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}
