import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openCheckpoint } from "../../models/checkpoint/openCheckpoint.ts";
import { readFront } from "../../models/encoders/clay/front.ts";
import { buildClayGraph } from "../../models/encoders/clay/graph.ts";
import { prepareRawInputs } from "../../models/encoders/clay/rawInputs.ts";
import { deviceParts } from "../../native/cli/openEmbedder.ts";
import { openFileSource } from "../../native/encoders/fileSource.ts";
import { frontFile, type InstalledEncoder, weightsFile } from "../../native/encoders/installed.ts";
import { readManifest } from "../../native/encoders/manifest.ts";
import { DeviceRunner } from "../../native/inference/deviceRunner.ts";
import { plainTransformer } from "../support/plainClay.ts";
import { Random } from "../support/random.ts";

const side = 32;
const waves = [0.493, 0.56, 0.665, 0.842];

/** How far the network here is from plain double precision for one small chip: the largest difference of all tokens. */
export async function plainDifference(checkpointPath: string, installed: InstalledEncoder): Promise<number> {
  const { ref } = installed;
  if (ref.kind !== "folder") throw new Error("only imported encoders have a checkpoint");
  const { config } = readManifest(ref.folder);
  const front = readFront(config, readFileSync(join(ref.folder, frontFile)));
  const random = new Random(32);
  const tensor = (shape: readonly number[], scale = 1) => ({
    data: random.vector(shape.reduce((product, size) => product * size, 1)).map((value) => scale * value),
    shape,
  });
  const { feeds } = prepareRawInputs(config, front, {
    pixels: tensor([1, waves.length, side, side], 2),
    time: tensor([1, 4]),
    latlon: tensor([1, 4]),
    waves: { data: Float32Array.from(waves), shape: [waves.length] },
    gsd: { data: Float32Array.of(10), shape: [1] },
  });
  const runner = new DeviceRunner(installed, deviceParts({ provider: "cpu" }));
  const { outputs } = await runner.runOnce(
    (attention) =>
      buildClayGraph(config, {
        precision: "fp32",
        attention,
        outputs: "stages",
        weightsFile: weightsFile("fp32"),
      }),
    feeds,
    ["tokens_in", "cls_embedding", "patch_embeddings"],
  );
  await runner.close();
  await using source = await openFileSource(checkpointPath);
  const checkpoint = await openCheckpoint(source);
  const expected = await plainTransformer(
    Float64Array.from(outputs.tokens_in!.data),
    config,
    async (name) => (await checkpoint.read(`model.encoder.${name}`)) as Float32Array,
  );
  const found = [...outputs.cls_embedding!.data, ...outputs.patch_embeddings!.data];
  return found.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0);
}
