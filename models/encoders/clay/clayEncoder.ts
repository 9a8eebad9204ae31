import type { Encoder, EncoderCard, EncoderInput, Precision } from "../encoder.ts";
import { clayBands } from "./bands.ts";
import { patchGrid } from "./chipSize.ts";
import type { ClayConfig } from "./config.ts";
import type { ClayFront } from "./front.ts";
import { buildClayGraph } from "./graph.ts";
import type { ClayOptions } from "./options.ts";
import { ClayPreparation } from "./prepare.ts";
import { ClayRefusal } from "./refusal.ts";

/** Counts up with every change of what is fed to the network that moves embeddings. */
const preprocessingVersion = 1;

export interface ClayParts {
  readonly card: EncoderCard;
  readonly config: ClayConfig;
  readonly options: ClayOptions;
  readonly precision: Precision;
  /** Name of the transformer's weights in the encoder's folder. */
  readonly weightsFile: string;
  /** Reads the rest of the weights; called once, when the first chips are prepared. */
  readFront(): ClayFront;
}

/** Clay v1 or v1.5 (Clay-foundation/model): a vision transformer whose patch kernel is made from the wavelengths of the bands. */
export function createClayEncoder(parts: ClayParts): Encoder {
  const { card, config, options, precision, weightsFile } = parts;
  let preparation: ClayPreparation | null = null;
  return {
    card,
    precision,
    cpuReason: null,
    chipBytes: ({ chipPixels }) => chipBytes(config, chipPixels),
    accepts: (input) => acceptance(config, input),
    // One space for all sensors: that is what the network was trained for.
    spaceKey: () =>
      [
        "clay",
        preprocessingVersion,
        card.sha256,
        config.generation,
        config.heads,
        precision,
        ...Object.values(options),
      ].join("/"),
    // Kernel and position code are inputs: one network for every sensor, sample distance and chip size.
    graphKey: () => "",
    buildGraph(input, { attention, output }) {
      patchGrid(input.chipPixels);
      return buildClayGraph(config, { precision, attention, outputs: output, weightsFile });
    },
    prepare(chips, input) {
      preparation ??= new ClayPreparation(config, options, parts.readFront());
      return preparation.prepare(chips, input);
    },
    embeddingOutput: "cls_embedding",
    patchOutput: "patch_embeddings",
  };
}

function acceptance(config: ClayConfig, input: EncoderInput): ReturnType<Encoder["accepts"]> {
  try {
    patchGrid(input.chipPixels);
    const { fit, clay, isTrained, leftOut } = clayBands(input.sensorId, input.bands, config.generation);
    const notes = [
      ...(fit === "own" ? [] : [`Clay has no statistics of this sensor; those of ${clay} are used.`]),
      ...(fit === "own" && !isTrained ? [`Clay ${config.generation} was not trained on ${clay}.`] : []),
      ...(leftOut.length === 0 ? [] : [`Clay takes no ${leftOut.join(", ")}: left out.`]),
    ];
    return { kind: "yes", notes };
  } catch (error) {
    if (error instanceof ClayRefusal) return { kind: "no", reason: error.message };
    throw error;
  }
}

/** Scores of plain attention, twice (before and after the softmax), and the widest rows; float32. */
function chipBytes({ heads, mlpDim, dim }: ClayConfig, chipPixels: number): number {
  const tokens = patchGrid(chipPixels) ** 2 + 1;
  return 4 * tokens * (2 * heads * tokens + 2 * mlpDim + 4 * dim);
}
