import { baselineEncoder } from "./baseline/baselineEncoder.ts";
import type { Encoder } from "./encoder.ts";

/** Encoders that are always there. */
export const builtInEncoders: readonly Encoder[] = [baselineEncoder];

/** What embeds until the user chooses another: the one that needs no weights. */
export const defaultEncoder: Encoder = baselineEncoder;
