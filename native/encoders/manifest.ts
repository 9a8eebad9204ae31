import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { EngineError } from "../engineError.ts";

/** What an encoder's folder says of itself. */
export const manifestFile = "encoder.json";

const selfTest = z.object({ chipPixels: z.int().positive(), values: z.array(z.number()).min(1).readonly() });
const file = z.object({ byteLength: z.int().min(0), sha256: z.string().length(64) });

/** One file of a precision's weights, and what a right device makes of them. */
const variant = z.object({
  file,
  selfTest,
  /** With fp32 on the sample chips of the engine, when it was made; null for fp32 itself. */
  cosineToFp32: z.number().nullable(),
});

const manifest = z.object({
  format: z.literal(1),
  family: z.literal("clay"),
  id: z.string(),
  title: z.string(),
  source: z.string(),
  license: z.string(),
  /** Of the checkpoint's encoder tensors as float32, by name, so that it does not depend on the container. */
  sha256: z.string().length(64),
  config: z.object({
    generation: z.enum(["v1", "v1.5"]),
    dim: z.int().positive(),
    depth: z.int().positive(),
    heads: z.int().positive(),
    headDim: z.int().positive(),
    mlpDim: z.int().positive(),
  }),
  options: z.object({
    placeOrder: z.enum(["lat-first", "lon-first"]),
    hour: z.enum(["as-acquired", "noon"]),
    placeAndTime: z.enum(["known", "unknown"]),
  }),
  imported: z.object({ from: z.string(), at: z.string(), software: z.string() }),
  front: file,
  variants: z.object({ fp32: variant, fp16: variant.optional(), int8: variant.optional() }),
});

export type EncoderManifest = z.infer<typeof manifest>;

/** @throws EngineError where the folder holds no encoder that this version can read. */
export function readManifest(folder: string): EncoderManifest {
  try {
    return manifest.parse(JSON.parse(readFileSync(join(folder, manifestFile), "utf8")));
  } catch {
    throw new EngineError({ kind: "encoder-damaged", folder, detail: `its ${manifestFile} cannot be read` });
  }
}
