import { describe, expect, it } from "vitest";
import { type ClayInputBand, clayBands } from "../../models/encoders/clay/bands.ts";
import { clayTensorShapes } from "../../models/encoders/clay/config.ts";
import { generateKernel, kernelMatrix } from "../../models/encoders/clay/generator.ts";
import { placeCode, timeCode } from "../../models/encoders/clay/metadata.ts";
import { normalizeIntoPatches } from "../../models/encoders/clay/normalize.ts";
import { positionCode } from "../../models/encoders/clay/position.ts";
import { recognizeClay } from "../../models/encoders/clay/recognize.ts";
import { waveCode } from "../../models/encoders/clay/waveCode.ts";
import {
  type ClayCase,
  clayCases,
  encodingGoldens,
  largestDifference,
  publishedSizes,
  readSafetensors,
} from "../support/clayGoldens.ts";
import { noSharedData } from "../support/sharedData.ts";

const hyperParameters = {};
/** Of float32 arithmetic on numbers near 1 in another order. */
const roundingTolerance = 1e-6;

function report(what: string, difference: number): number {
  console.log(`${what}: largest difference ${difference.toExponential(1)}`);
  return difference;
}

/** The kernel of a case, from its checkpoint. */
function kernelOf({ manifest, checkpointPath }: ClayCase) {
  const tensors = readSafetensors(checkpointPath("safetensors"));
  const { prefix, config } = recognizeClay(tensors, { heads: manifest.config.heads, hyperParameters });
  const start = `${prefix}patch_embedding.`;
  const weights = new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(start))
      .map(([name, { data }]) => [name.slice(start.length), data]),
  );
  return generateKernel(weights, { dim: config.dim, waves: manifest.wavelengths_um });
}

const plainUnits = { scale: 1, offset: 0 };

/** The bands of a case as its manifest says, without a step from other units. */
function manifestBands({ manifest }: ClayCase): ClayInputBand[] {
  const isPower = manifest.sensor === "sentinel-1-rtc" && manifest.generation === "v1.5";
  return manifest.bands.map((role, bandIndex) => ({
    bandIndex,
    role,
    wave: manifest.wavelengths_um[bandIndex]!,
    mean: manifest.mean[bandIndex]!,
    std: manifest.std[bandIndex]!,
    units: plainUnits,
    convert: isPower ? "to-decibels" : "none",
  }));
}

const asTheyAre = (bands: readonly ClayInputBand[]) =>
  bands.map((band) => ({ ...band, mean: 0, std: 1, units: plainUnits, convert: "none" as const }));

/** Planes [batch, bands, n, n] through the normalisation, one array of patches a chip. */
function patchesOf(
  planes: Float32Array,
  bands: readonly ClayInputBand[],
  { batch, chip }: ClayCase["manifest"],
) {
  const [chipPixels] = chip;
  const size = chipPixels ** 2;
  return Array.from({ length: batch }, (_, chipIndex) => {
    const patches = new Float32Array(bands.length * size);
    const start = chipIndex * bands.length;
    const input = {
      bands: bands.map((_band, band) => planes.subarray((start + band) * size, (start + band + 1) * size)),
      valid: new Uint8Array(size).fill(1),
      scaling: plainUnits,
    };
    for (const [bandPosition, band] of bands.entries())
      normalizeIntoPatches(input, band, { chipPixels, bandPosition, bandCount: bands.length }, patches);
    return patches;
  });
}

const isSkipped = clayCases.length === 0;

describe.skipIf(isSkipped)(isSkipped ? `Clay's goldens: ${noSharedData}` : "Clay's goldens", () => {
  it("has the codes of positions and wavelengths at the published widths", () => {
    const { items, tolerance } = encodingGoldens()!;
    let worst = 0;
    for (const { D: dim, gsd, grid, rows, waves, expected } of items) {
      if (waves !== undefined) {
        worst = Math.max(worst, largestDifference(waveCode(waves), expected));
        continue;
      }
      const code = positionCode({ dim: dim!, grid: grid![0], gsd: gsd! });
      const width = dim! - 8;
      const picked = rows!.flatMap((row) => [...code.subarray(row * width, (row + 1) * width)]);
      worst = Math.max(worst, largestDifference(picked, expected));
    }
    expect(items.length).toBeGreaterThan(10);
    expect(report("codes", worst)).toBeLessThanOrEqual(tolerance);
  });

  it.each(clayCases)("$id: position code", (one) => {
    const { config, chip, gsd, tolerance_max_abs } = one.manifest;
    const { data } = one.tensor("pos_encoding")!;
    const code = positionCode({ dim: config.dim, grid: chip[0] / 8, gsd });
    expect(report("position", largestDifference(code, data))).toBeLessThan(tolerance_max_abs);
  });

  it.each(clayCases)("$id: kernel made from wavelengths", (one) => {
    const kernel = kernelOf(one);
    const stages = {
      waves_sincos: waveCode(one.manifest.wavelengths_um),
      waves_fc: kernel.wavesFc,
      conv_weight: kernel.weight,
      conv_bias: kernel.bias,
    };
    for (const [name, actual] of Object.entries(stages)) {
      const tensor = one.tensor(name);
      if (tensor === null) continue;
      // Doubles against the float32 of the reference.
      expect(report(name, largestDifference(actual, tensor.data))).toBeLessThan(1e-5);
    }
  });

  const known = clayCases.filter(({ manifest }) => manifest.acquisitions !== null);
  it.each(known)("$id: time and place", (one) => {
    const acquisitions = one.manifest.acquisitions!;
    const time = acquisitions.flatMap(({ datetime_utc }) => [...timeCode(`${datetime_utc}Z`)]);
    const latlon = acquisitions.flatMap(({ lon, lat }) => [...placeCode(lon, lat, "lat-first")]);
    expect(report("time", largestDifference(time, one.tensor("time")!.data))).toBeLessThan(roundingTolerance);
    expect(report("latlon", largestDifference(latlon, one.tensor("latlon")!.data))).toBeLessThan(
      roundingTolerance,
    );
  });

  const withRaw = clayCases.filter(({ manifest }) => manifest.raw !== null);
  it.each(withRaw)("$id: normalised pixels", (one) => {
    const bands = manifestBands(one);
    const actual = patchesOf(one.tensor("raw_pixels")!.data, bands, one.manifest);
    const expected = patchesOf(one.tensor("pixels")!.data, asTheyAre(bands), one.manifest);
    const worst = Math.max(...actual.map((patches, chip) => largestDifference(patches, expected[chip]!)));
    // The logarithm of the reference is of float32.
    const tolerance = one.manifest.sensor === "sentinel-1-rtc" ? roundingTolerance : 0;
    expect(report("pixels", worst)).toBeLessThanOrEqual(tolerance);
  });

  const withPatches = clayCases.filter((one) => one.tensor("patches_before_pos") !== null);
  it.each(withPatches)("$id: unfolded patches times the kernel are the patch convolution", (one) => {
    const { dim } = one.manifest.config;
    const kernel = kernelOf(one);
    const bands = asTheyAre(manifestBands(one));
    const matrix = kernelMatrix(kernel, { dim, bandCount: bands.length });
    const width = bands.length * 64;
    const embedded = patchesOf(one.tensor("pixels")!.data, bands, one.manifest).flatMap((patches) =>
      Array.from({ length: (patches.length / width) * dim }, (_, index) => {
        const [patch, channel] = [Math.floor(index / dim), index % dim];
        let sum = kernel.bias[channel]!;
        for (let row = 0; row < width; row += 1)
          sum += patches[patch * width + row]! * matrix[row * dim + channel]!;
        return sum;
      }),
    );
    const { data } = one.tensor("patches_before_pos")!;
    expect(report("patches", largestDifference(embedded, data))).toBeLessThan(1e-4);
  });

  it.each(clayCases)("$id: the encoder is recognised in the checkpoint", (one) => {
    const { config, generation } = one.manifest;
    const tensors = readSafetensors(one.checkpointPath("safetensors"));
    const said = { heads: config.heads, generation, hyperParameters };
    expect(recognizeClay(tensors, said)).toEqual({
      prefix: generation === "v1" ? "" : "model.encoder.",
      config: {
        generation,
        dim: config.dim,
        depth: config.depth,
        heads: config.heads,
        headDim: config.dim_head,
        mlpDim: config.mlp_dim,
      },
    });
    expect(() => recognizeClay(tensors, { hyperParameters: { model_size: "large" } })).toThrow(/--heads/);
  });

  it("recognises the published sizes by their tensors alone", () => {
    for (const [, { dim, depth, heads, dim_head, mlp_ratio, tensors }] of publishedSizes()!) {
      const named = Object.entries(tensors).map(
        ([name, shape]) => [`model.encoder.${name}`, { shape, type: "float32" }] as const,
      );
      const { prefix, config } = recognizeClay(new Map(named), { hyperParameters });
      const generation = dim === 768 ? "v1" : "v1.5";
      expect(prefix).toBe("model.encoder.");
      expect(config).toEqual({ generation, dim, depth, heads, headDim: dim_head, mlpDim: dim * mlp_ratio });
      expect(Object.fromEntries(clayTensorShapes(config))).toEqual(tensors);
    }
  });

  it.each(withRaw)("$id: our sensors hold its statistics", (one) => {
    const { sensor, generation, wavelengths_um, mean, std, gsd } = one.manifest;
    const ours = { "landsat-c2l2-sr": "landsat-8-9-c2l2" }[sensor] ?? sensor;
    const roles = one.manifest.bands.map((name) => ({
      role: { rededge1: "rededge071", rededge2: "rededge075", rededge3: "rededge078" }[name] ?? name,
    }));
    const { bands, leftOut, ...found } = clayBands(ours, roles, generation);
    expect([found.clay, found.gsd, leftOut]).toEqual([sensor, gsd, []]);
    for (const band of bands)
      expect([band.wave, band.mean, band.std]).toEqual([
        wavelengths_um[band.bandIndex],
        mean[band.bandIndex],
        std[band.bandIndex],
      ]);
  });
});
