import { afterAll, expect, it } from "vitest";
import {
  attentionProbeExpected,
  attentionProbeFeeds,
  attentionProbeOutput,
  buildAttentionProbe,
} from "../../../../models/encoders/attentionProbe.ts";
import { cosineSimilarity } from "../../../../native/analysis/cosine.ts";
import { forkInference } from "../../../../native/inference/forkInference.ts";
import { Inference } from "../../../../native/inference/inference.ts";

const inference = new Inference(forkInference);
afterAll(() => inference.close());

async function runProbe(attention: "plain" | "fused", precision: "fp32" | "fp16"): Promise<Float32Array> {
  const model = await inference.load(buildAttentionProbe({ attention, precision }), "cpu", { threads: 1 });
  const { outputs } = await model.run(attentionProbeFeeds(), [attentionProbeOutput]);
  await model.unload();
  return outputs[attentionProbeOutput]!.data;
}

it.each(["plain", "fused"] as const)("agrees in %s form with the doubles", async (attention) => {
  const found = await runProbe(attention, "fp32");
  const expected = attentionProbeExpected();
  const differences = found.map((value, index) => Math.abs(value - expected[index]!));
  expect(found).toHaveLength(expected.length);
  expect(Math.max(...differences)).toBeLessThan(1e-5);
});

it.each(["plain", "fused"] as const)("agrees in %s form when it multiplies in float16", async (attention) => {
  const found = await runProbe(attention, "fp16");
  expect(cosineSimilarity(found, attentionProbeExpected())).toBeGreaterThanOrEqual(0.999);
});

it("gives every chip other numbers", () => {
  const { query } = attentionProbeFeeds();
  const half = query.data.length / 2;
  expect(query.data.subarray(0, half)).not.toEqual(query.data.subarray(half));
});
