import type { Precision, SelfTest } from "../../models/encoders/encoder.ts";
import { keepGraph } from "../encoders/graphFile.ts";
import { clayEncoderOf } from "../encoders/installed.ts";
import type { EncoderManifest } from "../encoders/manifest.ts";
import { EngineError } from "../engineError.ts";
import { Inference } from "../inference/inference.ts";
import type { StartInference } from "../inference/messages.ts";
import { sampleChips, sampleInput } from "../inference/sampleChips.ts";

/** Sixty-four patches and CLS: more tokens than any attention kernel takes at once. */
const selfTestPixels = 64;

/** What the CPU makes of the sample chip, to prove every other device by. @throws EngineError where that is no number. */
export async function embedSelfTest(
  manifest: Omit<EncoderManifest, "variants">,
  precision: Precision,
  folder: string,
  { start, signal }: { readonly start: StartInference; readonly signal: AbortSignal },
): Promise<SelfTest> {
  const encoder = clayEncoderOf(
    manifest,
    { precision, selfTest: { chipPixels: selfTestPixels, values: [] } },
    folder,
  );
  const input = sampleInput(selfTestPixels);
  const model = encoder.buildGraph(input, { attention: "fused", output: "embedding" });
  const inference = new Inference(start);
  const stop = () => void inference.close();
  signal.addEventListener("abort", stop);
  try {
    const network = await inference.load(keepGraph(folder, model), "cpu", { isForOneRun: true });
    const feeds = encoder.prepare(sampleChips(1, selfTestPixels), input);
    const { outputs } = await network.run(feeds, [encoder.embeddingOutput]);
    const values = Array.from(outputs[encoder.embeddingOutput]!.data, (value) =>
      Number(value.toPrecision(8)),
    );
    if (values.every((value) => Number.isFinite(value))) return { chipPixels: selfTestPixels, values };
    throw new EngineError({
      kind: "checkpoint-refused",
      path: manifest.imported.from,
      detail: "its network answers no numbers; download or export the checkpoint again",
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    await inference.close();
  }
}
