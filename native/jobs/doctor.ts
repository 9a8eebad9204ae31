import type { Encoder } from "../../models/encoders/encoder.ts";
import { cosineSimilarity } from "../analysis/cosine.ts";
import { Inference } from "../inference/inference.ts";
import type { Provider, StartInference } from "../inference/messages.ts";
import { sampleBands, sampleChips } from "./sampleChips.ts";

/** One way to run networks, whether it works here, and why not. */
export interface DeviceVerdict {
  readonly provider: string;
  readonly works: boolean;
  readonly reason: string;
}

const probeSeconds = 60;
const enoughAgreement = 0.9999;

/**
 * Tries every provider that the runtime knows, each in a process of its own, since a missing library can
 * kill it, and believes only in numbers: its embedding must agree with the CPU's.
 */
export async function probeDevices(encoder: Encoder, start: StartInference): Promise<DeviceVerdict[]> {
  const names = await withInference(start, async (inference) =>
    (await inference.backends()).map(({ name }) => name),
  );
  const expected = await tryProvider("cpu", encoder, start);
  if (!(expected instanceof Float32Array)) return [{ provider: "cpu", works: false, reason: expected }];
  const verdicts: DeviceVerdict[] = [{ provider: "cpu", works: true, reason: "always there" }];
  for (const name of names.filter((name) => name !== "cpu")) {
    const result = await tryProvider(name as Provider, encoder, start);
    if (!(result instanceof Float32Array)) {
      verdicts.push({ provider: name, works: false, reason: result });
      continue;
    }
    const cosine = cosineSimilarity(result, expected);
    const works = cosine >= enoughAgreement;
    verdicts.push({
      provider: name,
      works,
      reason: `${works ? "agrees with" : "differs from"} the CPU (cosine ${cosine.toFixed(6)})`,
    });
  }
  return verdicts;
}

async function tryProvider(
  provider: Provider,
  encoder: Encoder,
  start: StartInference,
): Promise<Float32Array | string> {
  const input = { bands: sampleBands, chipPixels: 32 };
  try {
    return await withInference(start, async (inference) => {
      const model = await inference.load(encoder.buildGraph(input), provider);
      const { output } = await model.run(encoder.prepare(sampleChips(1, 32), input), encoder.embeddingOutput);
      return output.data;
    });
  } catch (error) {
    return refusalInWords(provider, String((error as Error).message));
  }
}

/** The runtime's own words name source files; what a user can act on is which library or driver is missing. */
export function refusalInWords(provider: string, message: string): string {
  const said = message
    .replace(/^The inference process failed \(/, "")
    .replace(/\); run argil doctor.*$/s, "");
  if (/Failed to get a WebGPU adapter/.test(said)) return "no GPU driver that WebGPU can use was found";
  if (/Failed to load shared library/.test(said))
    return `the ${provider.toUpperCase()} libraries are not installed`;
  if (/not found|no available backend/i.test(said)) return "not part of this build of the runtime";
  return said
    .replace(/^\/\S+\s+/, "")
    .split("\n")[0]!
    .slice(0, 200);
}

async function withInference<Result>(
  start: StartInference,
  work: (inference: Inference) => Promise<Result>,
): Promise<Result> {
  const inference = new Inference(start);
  const timer = setTimeout(() => void inference.close(), probeSeconds * 1000);
  try {
    return await work(inference);
  } finally {
    clearTimeout(timer);
    await inference.close();
  }
}
