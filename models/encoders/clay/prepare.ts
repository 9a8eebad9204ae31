import { sensorGsds } from "../../sensors/index.ts";
import type { EncoderChip, EncoderInput, EncoderTensor } from "../encoder.ts";
import { clayBands } from "./bands.ts";
import { patchGrid } from "./chipSize.ts";
import { type ClayConfig, patchArea } from "./config.ts";
import type { ClayFront } from "./front.ts";
import { generateKernel, kernelMatrix } from "./generator.ts";
import { metadataRows, placeCode, timeCode } from "./metadata.ts";
import { normalizeIntoPatches } from "./normalize.ts";
import type { ClayOptions } from "./options.ts";
import { metadataChannels, positionCode, positionRows } from "./position.ts";

/** Makes the graph's inputs; keeps the kernel of the last band set and the position code of the last chip size. */
export class ClayPreparation {
  readonly #config: ClayConfig;
  readonly #options: ClayOptions;
  readonly #front: ClayFront;
  #kernel: { key: string; feeds: { kernel: EncoderTensor; bias: EncoderTensor } } | null = null;
  #position: { key: string; tensor: EncoderTensor } | null = null;

  constructor(config: ClayConfig, options: ClayOptions, front: ClayFront) {
    this.#config = config;
    this.#options = options;
    this.#front = front;
  }

  /** Inputs for chips of one sensor and one sample distance. */
  prepare(chips: readonly EncoderChip[], input: EncoderInput): Readonly<Record<string, EncoderTensor>> {
    const { bands, gsd: tableGsd } = clayBands(input.sensorId, input.bands, this.#config.generation);
    const grid = patchGrid(input.chipPixels);
    const gsd = nominalGsd([tableGsd, ...sensorGsds(input.sensorId)], chips[0]!.gsdMeters);
    const patchLength = bands.length * patchArea;
    const patches = new Float32Array(chips.length * grid ** 2 * patchLength);
    for (const [index, chip] of chips.entries()) {
      const out = patches.subarray(index * grid ** 2 * patchLength, (index + 1) * grid ** 2 * patchLength);
      for (const [bandPosition, band] of bands.entries())
        normalizeIntoPatches(
          chip,
          band,
          { bandPosition, bandCount: bands.length, chipPixels: input.chipPixels },
          out,
        );
    }
    return {
      patches: { data: patches, shape: [chips.length, grid ** 2, patchLength] },
      ...this.#kernelFor(bands.map(({ wave }) => wave)),
      metadata: metadataRows(
        chips.map((chip) => metadataCode(chip, this.#options)),
        this.#config.dim,
      ),
      position: this.#positionFor(grid, gsd),
    };
  }

  #kernelFor(waves: readonly number[]) {
    const key = waves.join();
    if (this.#kernel?.key !== key) {
      const { dim } = this.#config;
      const kernel = generateKernel(this.#front.generator, { dim, waves });
      const matrix = kernelMatrix(kernel, { dim, bandCount: waves.length });
      const feeds = {
        kernel: { data: matrix, shape: [waves.length * patchArea, dim] },
        bias: { data: kernel.bias, shape: [dim] },
      };
      this.#kernel = { key, feeds };
    }
    return this.#kernel.feeds;
  }

  #positionFor(grid: number, gsd: number): EncoderTensor {
    const key = `${grid} ${gsd}`;
    if (this.#position?.key !== key) {
      const { dim } = this.#config;
      const rows = positionRows(positionCode({ dim, grid, gsd }), this.#front.clsToken, { grid, dim });
      this.#position = { key, tensor: { data: rows, shape: [1 + grid ** 2, dim] } };
    }
    return this.#position.tensor;
  }
}

/** [time(4), latlon(4)]; eight zeros where either is unknown, as in training. */
function metadataCode({ acquiredAt, place }: EncoderChip, options: ClayOptions): Float32Array {
  const code = new Float32Array(metadataChannels);
  if (acquiredAt === null || place === null || options.placeAndTime === "unknown") return code;
  code.set(timeCode(acquiredAt, isDayAlone(acquiredAt) ? "noon" : options.hour));
  code.set(placeCode(...place, options.placeOrder), 4);
  return code;
}

/**
 * Argil writes a day without a time as its midnight. The hour is then taken as noon, which lies nearer to any daylight
 * acquisition, and which very probably was the hour of all training data (`ClayOptions.hour`).
 */
const isDayAlone = (acquiredAt: string) => /T00:00:00(\.0+)?Z$/.test(acquiredAt);

/** Pixels measured from a geotransform may differ from the sample distance that a product goes by; MODIS "500 m" are 463.3. */
const gsdTolerance = 0.1;

/**
 * The sample distance by which Clay or the product goes, since the position code turns by a third of a radian for every
 * 0.01 m at 10 m; a measured one is rounded to two digits, so that scenes of one flight share a code.
 */
function nominalGsd(nominalMeters: readonly number[], measuredMeters: number): number {
  const nominal = nominalMeters.find((gsd) => Math.abs(gsd / measuredMeters - 1) < gsdTolerance);
  return nominal ?? Number(measuredMeters.toPrecision(2));
}
