import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

/** Size and hash of a file that was written whole. */
export interface WrittenFile {
  readonly byteLength: number;
  readonly sha256: string;
}

/** Writes a file from front to back and hashes it on the way. */
export class WeightsWriter implements AsyncDisposable {
  readonly #handle: FileHandle;
  readonly #hash = createHash("sha256");
  #end = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async create(path: string): Promise<WeightsWriter> {
    return new WeightsWriter(await open(path, "wx"));
  }

  /** Puts bytes at an offset, with zeros since the last ones. @throws Error where it lies before them. */
  async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
    if (offset < this.#end) throw new Error(`byte ${offset} is written already`);
    if (offset > this.#end) await this.#append(new Uint8Array(offset - this.#end));
    await this.#append(bytes);
  }

  append(bytes: Uint8Array): Promise<void> {
    return this.#append(bytes);
  }

  /** Waits until the disk has it, so that a power cut after the rename cannot leave a hollow file. */
  async finish(): Promise<WrittenFile> {
    await this.#handle.sync();
    return { byteLength: this.#end, sha256: this.#hash.digest("hex") };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }

  async #append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    for (let done = 0; done < bytes.byteLength; ) {
      const { bytesWritten } = await this.#handle.write(
        bytes,
        done,
        bytes.byteLength - done,
        this.#end + done,
      );
      done += bytesWritten;
    }
    this.#end += bytes.byteLength;
  }
}
