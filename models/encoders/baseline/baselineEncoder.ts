import type { EncoderId } from "../../vocabulary/ids.ts";
import type { Encoder, EncoderBand } from "../encoder.ts";
import { canonicalOrder } from "./bands.ts";
import { dimensions, mostBands } from "./filters.ts";
import { buildBaselineGraph } from "./graph.ts";
import { prepareChips } from "./prepare.ts";

const id = "baseline" as EncoderId;
/** Counts up with every change of bands.ts, prepare.ts or graph.ts that moves embeddings. */
const preprocessingVersion = 1;
const fewestChipPixels = 8;
const mostChipPixels = 2048;

/** The encoder that needs no weights file: random convolutional features and band statistics; Rolf et al. 2021, Nat. Commun. 12:4392. */
export const baselineEncoder: Encoder = {
  card: {
    id,
    title: "Built-in texture and colour features",
    dimensions,
    defaultChipPixels: 64,
    source: "MOSAIKS, Rolf et al. 2021, https://doi.org/10.1038/s41467-021-24638-z",
    license: "MIT",
    // Of the filters for six bands, 3 x 3 then 5 x 5, as little-endian float32.
    sha256: "b62be20be9ee652a2c8c4f37a6588c7dd4228e30e1d61557e986ac2cb6196bd2",
    // Computed on the CPU; unit tests hold the graph against plain arithmetic.
    selfTest: {
      chipPixels: 32,
      values: [
        1.777129, 1.40917, 1.924137, 1.081153, 0.002922498, -0.07245176, -0.01761546, 0.1088663, 1.043301,
        2.4712, 0.3890282, 0.1669778, 0.1096432, -0.01704785, -0.144064, -0.1876568,
      ],
    },
  },
  precision: "fp32",
  cpuReason: "The built-in encoder waits for the disk, not for arithmetic, so it runs on the CPU.",
  // Pixels and the responses to a filter bank at 144 positions; a rough upper bound.
  chipBytes: ({ bands, chipPixels }) => 8 * bands.length * chipPixels ** 2,
  accepts({ bands, chipPixels }) {
    const reason = bandsRefusal(bands) ?? chipPixelsRefusal(chipPixels);
    return reason === null ? { kind: "yes", notes: [] } : { kind: "no", reason };
  },
  spaceKey(bands) {
    checkBands(bands);
    const roles = canonicalOrder(bands).map((index) => bands[index]!.role);
    return `${id}/${preprocessingVersion}/${roles.join(",")}`;
  },
  graphKey: ({ bands, chipPixels }) => `${bands.length} ${chipPixels}`,
  buildGraph({ bands, chipPixels }) {
    checkBands(bands);
    checkChipPixels(chipPixels);
    return buildBaselineGraph(bands.length, chipPixels);
  },
  prepare(chips, { bands, chipPixels }) {
    checkBands(bands);
    return prepareChips(chips, { bands, chipPixels });
  },
  embeddingOutput: "embedding",
  patchOutput: null,
};

function checkBands(bands: readonly EncoderBand[]): void {
  const refusal = bandsRefusal(bands);
  if (refusal !== null) throw new RangeError(refusal);
}

function bandsRefusal(bands: readonly EncoderBand[]): string | null {
  if (bands.length >= 1 && bands.length <= mostBands) return null;
  return `The built-in encoder takes 1 to ${mostBands} bands; this file has ${bands.length}.`;
}

function checkChipPixels(chipPixels: number): void {
  const refusal = chipPixelsRefusal(chipPixels);
  if (refusal !== null) throw new RangeError(refusal);
}

function chipPixelsRefusal(chipPixels: number): string | null {
  if (Number.isInteger(chipPixels) && chipPixels >= fewestChipPixels && chipPixels <= mostChipPixels)
    return null;
  return `The built-in encoder takes chips of ${fewestChipPixels} to ${mostChipPixels} pixels, not ${chipPixels}.`;
}
