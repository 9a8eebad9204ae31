import { setTimeout as delay } from "node:timers/promises";
import {
  type AttentionProbeWish,
  attentionProbeExpected,
  attentionProbeFeeds,
  attentionProbeOutput,
  buildAttentionProbe,
} from "../../models/encoders/attentionProbe.ts";
import type { DeviceStage } from "../contract/devices.ts";
import { compareNumbers, describeAgreement } from "./agreement.ts";
import { deviceFailure } from "./deviceFailure.ts";
import { type FoundGpu, findGpus, hasToldDevices } from "./hardware.ts";
import { Inference } from "./inference.ts";
import type { InferenceChannel, StartInference } from "./messages.ts";
import type { ProviderRecord } from "./providers.ts";

/** How long to wait before a silent process counts as hanging. */
export interface ProbePatience {
  /** Start of the process and load of the runtime. */
  readonly backendsMilliseconds: number;
  readonly createMilliseconds: number;
  /** WebGPU compiles its shaders in the first run. */
  readonly runMilliseconds: number;
  /** For all tries of one provider together. */
  readonly totalMilliseconds: number;
  /** For standard error, which comes by another way than answers. */
  readonly wordsMilliseconds: number;
}

export const usualPatience: ProbePatience = {
  backendsMilliseconds: 20_000,
  createMilliseconds: 90_000,
  runMilliseconds: 90_000,
  totalMilliseconds: 240_000,
  wordsMilliseconds: 200,
};

/** What one process did with the small network. */
export interface DeviceTry {
  readonly wish: AttentionProbeWish;
  /** Last stage reached. */
  readonly stage: DeviceStage;
  readonly isRight: boolean;
  /** The runtime's words, what became of the process, or how far off the numbers are; null where they are right. */
  readonly failure: string | null;
  /** Last lines of standard error. */
  readonly lastWords: readonly string[];
  readonly gpus: readonly FoundGpu[];
  readonly cosineSimilarity: number | null;
  readonly largestDifference: number | null;
  /** Of the first run, with all that is compiled in it. */
  readonly runMilliseconds: number | null;
}

export interface TryMeans {
  readonly start: StartInference;
  readonly dataFolder: string;
  readonly patience: ProbePatience;
  /** On performance.now()'s clock, in milliseconds. */
  readonly deadline: number;
}

const enough = {
  // CUDA multiplies float32 matrices as TF32: 0.004 off by simulation of its ten bits.
  fp32: { cosineSimilarity: 0.9999, largestDifference: 2e-2 },
  fp16: { cosineSimilarity: 0.999, largestDifference: Number.POSITIVE_INFINITY },
} as const;

/** Runs the small network in a process of its own, which is gone afterwards. Never throws: whatever ends the process is a result. */
export async function tryDevice(
  record: ProviderRecord,
  wish: AttentionProbeWish,
  { start, dataFolder, patience, deadline }: TryMeans,
): Promise<DeviceTry> {
  let channel: InferenceChannel | null = null;
  // Kept here as well: a dead process is forgotten by `Inference`, and its last words are what counts.
  const begin: StartInference = async (environment) => {
    channel = await start(environment);
    return channel;
  };
  const words = () => channel?.lastWords() ?? [];
  const within = <Result>(work: Promise<Result>, milliseconds: number) =>
    answerWithin(work, Math.max(0, Math.min(milliseconds, deadline - performance.now())));
  const inference = new Inference(begin, record.environment(dataFolder));
  const seen = { wish, gpus: [] as FoundGpu[], runMilliseconds: null as number | null };
  let stage: DeviceStage = "start";
  try {
    await within(inference.backends(true), patience.backendsMilliseconds);
    stage = "backends";
    const model = await within(
      inference.load(buildAttentionProbe(wish), record.id, { threads: 1 }),
      patience.createMilliseconds,
    );
    stage = "created";
    // Now: the lines of the first run push the list of devices out of what is kept.
    if (!hasToldDevices(words())) await delay(patience.wordsMilliseconds);
    seen.gpus = findGpus(words());
    const ran = await within(
      model.run(attentionProbeFeeds(), [attentionProbeOutput]),
      patience.runMilliseconds,
    );
    stage = "ran";
    seen.runMilliseconds = ran.milliseconds;
    const agreement = compareNumbers(ran.outputs[attentionProbeOutput]!.data, attentionProbeExpected());
    const { cosineSimilarity, largestDifference } = agreement;
    const limit = enough[wish.precision];
    // NaN is not enough either.
    const isRight =
      cosineSimilarity >= limit.cosineSimilarity && largestDifference <= limit.largestDifference;
    const result = { ...seen, ...agreement, isRight, lastWords: words() };
    if (!isRight) return { ...result, stage, failure: describeAgreement(agreement) };
    // What worked counts, however it ends.
    stage = await within(model.unload(), patience.backendsMilliseconds).then(
      () => "released" as const,
      () => "agrees" as const,
    );
    return { ...result, stage, failure: null };
  } catch (error) {
    await delay(patience.wordsMilliseconds);
    const nothing = { cosineSimilarity: null, largestDifference: null };
    const failure = deviceFailure(error) ?? String((error as Error | null)?.message ?? error);
    return { ...seen, ...nothing, stage, isRight: false, failure, lastWords: words() };
  } finally {
    const closing = inference.close();
    // A process that never started would be waited for without end.
    if (channel !== null) await closing;
  }
}

async function answerWithin<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const seconds = Math.ceil(milliseconds / 1000);
  const timer = setTimeout(
    () => late.reject(new Error(`it did not answer within ${seconds} s`)),
    milliseconds,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
