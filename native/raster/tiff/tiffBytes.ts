import { read } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { EngineError } from "../../engineError.ts";
import { damaged } from "./tiffError.ts";

const chunkBytes = 128 * 1024;
const smallBytes = 32 * 1024;
const chunksKept = 8;

/** A file read piece by piece. Small pieces come from chunks that are kept, since headers and small blocks lie close together. */
export class TiffBytes {
  readonly path: string;
  readonly size: number;
  readonly #file: FileHandle;
  readonly #chunks = new Map<number, Promise<Uint8Array>>();

  private constructor(path: string, file: FileHandle, size: number) {
    this.path = path;
    this.#file = file;
    this.size = size;
  }

  /** @throws EngineError when the file is missing or may not be read. */
  static async open(path: string): Promise<TiffBytes> {
    const file = await open(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR")
        throw new EngineError({ kind: "file-missing", path });
      throw new EngineError({ kind: "file-unreadable", path, detail: error.code ?? error.message });
    });
    return new TiffBytes(path, file, (await file.stat()).size);
  }

  /** Number by which threads of this process know the open file. */
  get descriptor(): number {
    return this.#file.fd;
  }

  /** @throws TiffError when the bytes are not all there. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    this.check(offset, length);
    const first = Math.floor(offset / chunkBytes);
    const last = Math.floor((offset + length - 1) / chunkBytes);
    if (length === 0) return new Uint8Array(0);
    if (last - first > 1) return this.#readFile(offset, length);
    const head = await this.#chunk(first);
    const start = offset - first * chunkBytes;
    if (first === last) return head.subarray(start, start + length);
    const result = new Uint8Array(length);
    result.set(head.subarray(start));
    result.set((await this.#chunk(last)).subarray(0, length - (chunkBytes - start)), chunkBytes - start);
    return result;
  }

  /** Fills `target` with what lies at `offset`; small pieces come from the chunks. @throws TiffError as `read`. */
  async readInto(target: Uint8Array, offset: number): Promise<void> {
    if (target.length < smallBytes) {
      target.set(await this.read(offset, target.length));
      return;
    }
    this.check(offset, target.length);
    const bytesRead = await new Promise<number>((resolve, reject) =>
      // The plain call costs less than half of the file handle's.
      read(this.#file.fd, target, 0, target.length, offset, (error, count) =>
        error === null ? resolve(count) : reject(error),
      ),
    );
    if (bytesRead < target.length) throw damaged(`it ends after ${offset + bytesRead} bytes`);
  }

  /** @throws TiffError when the range reaches beyond the file. */
  check(offset: number, length: number): void {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.size))
      throw damaged(
        `it ends after ${this.size} bytes, but says that data lie at ${offset} to ${offset + length}`,
      );
  }

  async close(): Promise<void> {
    this.#chunks.clear();
    await this.#file.close();
  }

  #chunk(index: number): Promise<Uint8Array> {
    const known = this.#chunks.get(index);
    if (known !== undefined) return known;
    const offset = index * chunkBytes;
    const chunk = this.#readFile(offset, Math.min(chunkBytes, this.size - offset));
    chunk.catch(() => this.#chunks.delete(index));
    this.#chunks.set(index, chunk);
    if (this.#chunks.size > chunksKept) this.#chunks.delete(this.#chunks.keys().next().value!);
    return chunk;
  }

  async #readFile(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#file.read(bytes, 0, length, offset);
    // The file has become shorter since it was opened.
    if (bytesRead < length) throw damaged(`it ends after ${offset + bytesRead} bytes`);
    return bytes;
  }
}
