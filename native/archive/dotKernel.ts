import { kernelBase64 } from "./kernelBytes.ts";

interface KernelExports {
  dotRows(query: number, rows: number, length: number, count: number, out: number): void;
}

const pageBytes = 65_536;
/** Below the 4 GB that WebAssembly can address, with room for query and scores. */
export const maxResidentBytes = 2 ** 31;

let compiled: WebAssembly.Module | null = null;

/** Rows of float32 in WebAssembly memory, and their dot products with a query by SIMD. */
export class DotKernel {
  readonly #memory: WebAssembly.Memory;
  readonly #exports: KernelExports;
  readonly #paddedLength: number;
  #capacity = 0;

  /** `length`: floats in a row. */
  constructor(length: number) {
    // SIMD loads four floats at a time; the padding stays zero and adds nothing.
    this.#paddedLength = Math.ceil(length / 4) * 4;
    this.#memory = new WebAssembly.Memory({ initial: 1, maximum: 65_535 });
    compiled ??= new WebAssembly.Module(Buffer.from(kernelBase64, "base64"));
    const instance = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } });
    this.#exports = instance.exports as unknown as KernelExports;
  }

  get rowBytes(): number {
    return this.#paddedLength * 4;
  }

  /** Makes room for `count` rows; rows already there stay. */
  reserve(count: number): void {
    if (count <= this.#capacity) return;
    const bytes = this.#outOffset(count) + count * 4;
    const missing = Math.ceil((bytes - this.#memory.buffer.byteLength) / pageBytes);
    if (missing > 0) this.#memory.grow(missing);
    this.#capacity = count;
  }

  /** Puts a row in its place, each value times `scale`. */
  setRow(row: number, values: Float32Array, scale = 1): void {
    const target = new Float32Array(this.#memory.buffer, this.#rowOffset(row), values.length);
    for (let index = 0; index < values.length; index++) target[index] = values[index]! * scale;
  }

  /** Dot products of the first `count` rows with the query, copied out. */
  dot(query: Float32Array, count: number): Float32Array {
    this.reserve(count);
    new Float32Array(this.#memory.buffer, 0, this.#paddedLength).fill(0).set(query);
    const out = this.#outOffset(this.#capacity);
    this.#exports.dotRows(0, this.rowBytes, this.#paddedLength, count, out);
    return new Float32Array(this.#memory.buffer, out, count).slice();
  }

  #rowOffset(row: number): number {
    return (row + 1) * this.rowBytes;
  }

  #outOffset(capacity: number): number {
    return (capacity + 1) * this.rowBytes;
  }
}
