import { baselineEncoder } from "./baseline/baselineEncoder.ts";
import type { Encoder } from "./encoder.ts";

/** All encoders the engine can offer. */
export const encoders: readonly Encoder[] = [baselineEncoder];

/** What embeds until the user chooses another: the one that needs no weights. */
export const defaultEncoder: Encoder = baselineEncoder;
