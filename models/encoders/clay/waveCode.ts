import { waveDim } from "./config.ts";

/**
 * Codes of wavelengths in micrometres: [waves, 128], in a row 64 sines, then 64 cosines. Rounded to float32 after every
 * operation, as the reference is. `posemb_sincos_1d`, Clay-foundation/model, main of 2025-10-20.
 */
export function waveCode(waves: readonly number[]): Float32Array {
  const { fround } = Math;
  const half = waveDim / 2;
  const codes = new Float32Array(waves.length * waveDim);
  for (let index = 0; index < half; index += 1) {
    const frequency = fround(1 / fround(10000 ** fround(index / (half - 1))));
    waves.forEach((wave, row) => {
      const angle = fround(fround(wave) * frequency);
      codes[row * waveDim + index] = Math.sin(angle);
      codes[row * waveDim + half + index] = Math.cos(angle);
    });
  }
  return codes;
}
