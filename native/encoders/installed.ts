import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClayEncoder } from "../../models/encoders/clay/clayEncoder.ts";
import { readFront } from "../../models/encoders/clay/front.ts";
import type { Encoder, Precision, SelfTest } from "../../models/encoders/encoder.ts";
import { builtInEncoders } from "../../models/encoders/index.ts";
import type { EncoderId } from "../../models/vocabulary/ids.ts";
import { EngineError } from "../engineError.ts";
import { type EncoderManifest, readManifest } from "./manifest.ts";

/** Which encoder, in a form that crosses process borders. */
export type EncoderRef =
  | { readonly kind: "built-in"; readonly id: string }
  | { readonly kind: "folder"; readonly folder: string; readonly precision: Precision };

/** An encoder that can be run here. */
export interface InstalledEncoder {
  readonly ref: EncoderRef;
  readonly encoder: Encoder;
  /** Files that must be whole before it runs. */
  readonly files: readonly {
    readonly path: string;
    readonly byteLength: number;
    readonly sha256: string;
  }[];
}

/** What stands before the transformer: weight generator and CLS token. */
export const frontFile = "front.bin";
export const weightsFile = (precision: Precision) => `weights-${precision}.bin`;

/** @throws EngineError where it is not there, not whole, or lacks that precision. */
export function openEncoder(ref: EncoderRef): InstalledEncoder {
  if (ref.kind === "folder") return openFolder(ref.folder, ref.precision);
  const encoder = builtInEncoders.find(({ card }) => card.id === ref.id);
  if (encoder === undefined)
    throw new EngineError({
      kind: "encoder-unknown",
      encoderId: ref.id,
      known: builtInEncoders.map(({ card }) => card.id),
    });
  return { ref, encoder, files: [] };
}

function openFolder(folder: string, precision: Precision): InstalledEncoder {
  const manifest = readManifest(folder);
  const variant = manifest.variants[precision];
  if (variant === undefined)
    throw new EngineError({ kind: "precision-missing", encoderId: manifest.id, precision });
  return {
    ref: { kind: "folder", folder, precision },
    encoder: clayEncoderOf(manifest, { precision, selfTest: variant.selfTest }, folder),
    files: [
      { path: join(folder, frontFile), ...manifest.front },
      { path: join(folder, weightsFile(precision)), ...variant.file },
    ],
  };
}

/** The encoder that a manifest describes, in a precision; the front is read when it is first needed. */
export function clayEncoderOf(
  { id, title, source, license, sha256, config, options }: Omit<EncoderManifest, "variants">,
  { precision, selfTest }: { readonly precision: Precision; readonly selfTest: SelfTest },
  folder: string,
): Encoder {
  return createClayEncoder({
    card: {
      id: id as EncoderId,
      title,
      dimensions: config.dim,
      defaultChipPixels: 256,
      source,
      license,
      sha256,
      selfTest,
    },
    config,
    options,
    precision,
    weightsFile: weightsFile(precision),
    readFront: () => readFront(config, readFileSync(join(folder, frontFile))),
  });
}
