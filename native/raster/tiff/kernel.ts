import { kernelBase64 } from "./kernelBytes.ts";

type PlanesOf = (
  source: number,
  target: number,
  width: number,
  height: number,
  bands: number,
  isDifferences: number,
) => void;
type Swap = (at: number, count: number) => void;

/** The functions of `kernel/assembly.ts`; addresses are bytes from the start of the memory. */
export interface KernelExports {
  lzw(
    source: number,
    sourceBytes: number,
    target: number,
    targetBytes: number,
    table: number,
    isOld: number,
  ): number;
  packBits(source: number, sourceBytes: number, target: number, targetBytes: number): number;
  swap16: Swap;
  swap32: Swap;
  swap64: Swap;
  planes8: PlanesOf;
  planes16: PlanesOf;
  planes32: PlanesOf;
  planes64: PlanesOf;
  floats(
    source: number,
    target: number,
    samplesInRow: number,
    height: number,
    bands: number,
    size: number,
  ): void;
}

const pageBytes = 65_536;
/** The first page is the table of LZW codes. */
const firstFree = pageBytes;
const spareBytes = 64;
/** A kernel that grew beyond this is let go after its block: WebAssembly memory never shrinks. */
const keptBytes = 48 * 1024 * 1024;

let compiled: WebAssembly.Module | null = null;
let shared: Kernel | null = null;

/** WebAssembly memory with room for a few buffers, and the functions that work on them. */
export class Kernel {
  readonly run: KernelExports;
  readonly #memory: WebAssembly.Memory;
  #free = firstFree;

  constructor() {
    this.#memory = new WebAssembly.Memory({ initial: 2, maximum: 16_384 });
    compiled ??= new WebAssembly.Module(Buffer.from(kernelBase64, "base64"));
    const instance = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } });
    this.run = instance.exports as unknown as KernelExports;
  }

  /** The kernel of this thread, empty; big blocks get one of their own. */
  static for(bytes: number): Kernel {
    if (bytes > keptBytes) return new Kernel();
    shared ??= new Kernel();
    shared.#free = firstFree;
    return shared;
  }

  /** Address of the table that `lzw` needs. */
  get table(): number {
    return 0;
  }

  /** Makes room for a buffer and returns its address. Views taken before may no longer hold. */
  reserve(bytes: number): number {
    const at = this.#free;
    this.#free += Math.ceil((bytes + spareBytes) / 16) * 16;
    const missing = Math.ceil((this.#free - this.#memory.buffer.byteLength) / pageBytes);
    if (missing > 0) this.#memory.grow(missing);
    return at;
  }

  view(at: number, bytes: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer as ArrayBuffer, at, bytes);
  }
}
