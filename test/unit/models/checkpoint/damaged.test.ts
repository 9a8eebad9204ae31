import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CheckpointError } from "../../../../models/checkpoint/checkpointError.ts";
import { openCheckpoint } from "../../../../models/checkpoint/openCheckpoint.ts";
import { memorySource } from "../../../support/byteSources.ts";
import { Random } from "../../../support/random.ts";
import { checkpointBytes } from "../../../support/writeCheckpoint.ts";

const containers = join(import.meta.dirname, "../../../golden/clay/containers");
const mutationCount = 600;
const mostMilliseconds = 2000;

const seeds = readdirSync(containers)
  .filter((name) => /^types.*\.(ckpt|pt|safetensors)$|^reject/.test(name))
  .map((name) => ({ name, bytes: readFileSync(join(containers, name)) }));
const random = new Random(20_260_101);
const ones = new Uint8Array(new Float32Array(400).fill(1).buffer);
seeds.push({
  name: "deflated.ckpt",
  bytes: Buffer.from(
    checkpointBytes({
      tensors: [{ name: "w", type: "float32", shape: [20, 20], bytes: ones }],
      hyperParameters: { lr: 0.5 },
      isDeflated: true,
    }),
  ),
});

/** A copy with one to three changes: bytes changed, cut off, put in, or taken out. */
function mutate(seed: Buffer): Buffer {
  let bytes = Buffer.from(seed);
  for (let change = random.whole(1, 3); change > 0; change--) {
    const at = random.whole(0, bytes.length - 1);
    const kind = random.whole(0, 9);
    if (kind <= 5)
      bytes[at] = random.unit() < 0.5 ? bytes[at]! ^ (1 << random.whole(0, 7)) : random.whole(0, 255);
    else if (kind <= 6)
      bytes.fill(random.unit() < 0.5 ? 0xff : 0, at, Math.min(bytes.length, at + random.whole(1, 8)));
    else if (kind <= 7 && bytes.length > 64) bytes = bytes.subarray(0, Math.max(64, at));
    else {
      const added = Buffer.from(Array.from({ length: random.whole(0, 9) }, () => random.whole(0, 255)));
      bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + random.whole(0, 9))]);
    }
  }
  return bytes;
}

async function readAll(name: string, bytes: Uint8Array): Promise<"read" | "refused"> {
  try {
    const checkpoint = await openCheckpoint(memorySource(name, bytes));
    for (const tensor of checkpoint.tensors.keys()) await checkpoint.read(tensor);
    return "read";
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return "refused";
  }
}

describe("damaged files of weights", () => {
  it("are read or refused with a sentence, in time", async () => {
    const counts = { read: 0, refused: 0 };
    for (let index = 0; index < mutationCount; index++) {
      const { name, bytes } = seeds[index % seeds.length]!;
      const startedAt = performance.now();
      counts[await readAll(`mutation ${index} of ${name}`, mutate(bytes))]++;
      expect(performance.now() - startedAt).toBeLessThan(mostMilliseconds);
    }
    // Neither outcome may be the only one, or the mutations test nothing.
    expect(counts.read).toBeGreaterThan(mutationCount / 50);
    expect(counts.refused).toBeGreaterThan(mutationCount / 4);
  }, 60_000);
});
