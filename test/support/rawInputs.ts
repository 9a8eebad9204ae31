import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface RawTensor {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** Writes inputs of the reference as `argil encoder run` reads them, and gives the folder. */
export function writeRawInputs(folder: string, tensors: Readonly<Record<string, RawTensor>>): string {
  mkdirSync(folder, { recursive: true });
  const inputs = Object.entries(tensors).map(([name, { shape, data }]) => {
    const file = `${name}.bin`;
    writeFileSync(join(folder, file), new Uint8Array(Float32Array.from(data).buffer));
    return { name, shape, dtype: "float32", file };
  });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ inputs }));
  return folder;
}

/** An output that `argil encoder run` wrote. */
export function readRawOutput(folder: string, name: string): Float32Array {
  return new Float32Array(Uint8Array.from(readFileSync(join(folder, `${name}.bin`))).buffer);
}

/** One chip of zeros with one band: whole inputs that say nothing. */
export const emptyInputs: Readonly<Record<string, RawTensor>> = {
  pixels: { shape: [1, 1, 8, 8], data: new Float32Array(64) },
  time: { shape: [1, 4], data: [0, 0, 0, 0] },
  latlon: { shape: [1, 4], data: [0, 0, 0, 0] },
  waves: { shape: [1], data: [0.665] },
  gsd: { shape: [1], data: [10] },
};
