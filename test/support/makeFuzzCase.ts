import { readFileSync } from "node:fs";
import { mutateHeader, mutatePayload } from "./mutateTiff.ts";
import { Random } from "./random.ts";

/** Which files are mutated, and how. */
export interface FuzzPlan {
  /** Paths of good files. */
  readonly seeds: readonly string[];
  readonly kind: "header" | "payload";
  readonly seed: number;
}

const cached = new Map<string, Buffer>();

/** The mutated file of this number; the same in every run with the same plan. */
export function makeFuzzCase({ seeds, kind, seed }: FuzzPlan, index: number): Buffer {
  const random = new Random(seed + index * 7919);
  const path = seeds[index % seeds.length]!;
  const bytes = cached.get(path) ?? readFileSync(path);
  cached.set(path, bytes);
  return kind === "header" ? mutateHeader(bytes, random) : mutatePayload(bytes, random);
}
