import type { EncoderBand, EncoderChip, EncoderInput } from "../../models/encoders/encoder.ts";

/** Ten Sentinel-2 bands: what most chips will have. */
export const sampleBands: readonly EncoderBand[] = [
  { role: "blue", wavelengthMicrometers: 0.493 },
  { role: "green", wavelengthMicrometers: 0.56 },
  { role: "red", wavelengthMicrometers: 0.665 },
  { role: "rededge071", wavelengthMicrometers: 0.704 },
  { role: "rededge075", wavelengthMicrometers: 0.74 },
  { role: "rededge078", wavelengthMicrometers: 0.783 },
  { role: "nir", wavelengthMicrometers: 0.842 },
  { role: "nir08", wavelengthMicrometers: 0.865 },
  { role: "swir16", wavelengthMicrometers: 1.61 },
  { role: "swir22", wavelengthMicrometers: 2.19 },
];

/** What the sample chips have in common. */
export const sampleInput = (chipPixels: number): EncoderInput => ({
  sensorId: "sentinel-2-l2a",
  bands: sampleBands,
  chipPixels,
});

/** Chips of waves and a ramp, the same on every machine and all different. */
export function sampleChips(
  count: number,
  chipPixels: number,
  bands: readonly EncoderBand[] = sampleBands,
): EncoderChip[] {
  return Array.from({ length: count }, (_, chip) => ({
    bands: bands.map((_, band) =>
      Float32Array.from({ length: chipPixels ** 2 }, (_, pixel) => {
        const column = pixel % chipPixels;
        const row = Math.floor(pixel / chipPixels);
        const wave = Math.sin(column * (0.2 + 0.05 * band) + chip) * Math.cos(row * 0.17 - 0.3 * chip);
        return 0.05 + 0.02 * band + 0.04 * wave + (0.05 * (column + row)) / chipPixels;
      }),
    ),
    scaling: { scale: 1, offset: 0 },
    valid: new Uint8Array(chipPixels ** 2).fill(1),
    gsdMeters: 10,
    acquiredAt: "2020-06-01T10:30:00Z",
    place: [10, 50],
  }));
}
