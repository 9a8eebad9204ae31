import type { Finding } from "../../models/vocabulary/evidence.ts";
import type { DevicePrecision, DeviceVerdict } from "../contract/devices.ts";
import { describeAgreement } from "./agreement.ts";
import type { SystemEvidence } from "./evidence.ts";
import { isSoftwareOnly, nameDevice } from "./hardware.ts";
import type { StartInference } from "./messages.ts";
import type { ProviderRecord } from "./providers.ts";
import { refuseSoftware } from "./refusals.ts";
import { type DeviceTry, type ProbePatience, type TryMeans, tryDevice, usualPatience } from "./tryDevice.ts";

export interface ProbeMeans {
  readonly start: StartInference;
  readonly evidence: SystemEvidence;
  /** Argil's folder for data, where CUDA's libraries may lie. */
  readonly dataFolder: string;
  readonly patience?: ProbePatience;
}

const precisionWords: Readonly<Record<DevicePrecision, string>> = { fp32: "float32", fp16: "float16" };

/**
 * Whether a provider gives the right numbers here, in throw-away processes: float32 with each form of attention until one
 * is right, then float16 with that form. Never throws; what fails is a verdict with a reason. Takes 1 to 5 seconds where
 * nothing hangs, 4 minutes at most.
 */
export async function probeProvider(record: ProviderRecord, means: ProbeMeans): Promise<DeviceVerdict> {
  const { evidence, patience = usualPatience } = means;
  const started = performance.now();
  const tryMeans: TryMeans = { ...means, patience, deadline: started + patience.totalMilliseconds };
  const tries: DeviceTry[] = [];
  for (const attention of record.attentions) {
    const tried = await tryDevice(record, { attention, precision: "fp32" }, tryMeans);
    tries.push(tried);
    // Without a network there is no other form to try.
    if (tried.isRight || tried.stage === "start" || tried.stage === "backends") break;
  }
  const right = tries.find(({ isRight }) => isRight);
  // The form that is preferred says why, where none is right.
  const best = right ?? tries[0]!;
  const { attention } = best.wish;
  if (right) tries.push(await tryDevice(record, { attention, precision: "fp16" }, tryMeans));
  const isSoftware = right !== undefined && record.id === "webgpu" && isSoftwareOnly(right.gpus, evidence);
  const precisions = tries.filter(({ isRight }) => isRight).map(({ wish }) => wish.precision);
  return {
    provider: record.id,
    title: record.title,
    works: right !== undefined && !isSoftware,
    isHardwareThere: record.id === "cpu" || evidence.linux === null || evidence.linux.gpus.length > 0,
    reason: conclude(record, best, { precisions, isSoftware, evidence }),
    device: isSoftware ? "software renderer" : nameDevice(record, best.gpus, evidence),
    isSoftware,
    precisions,
    attention,
    findings: [
      ...describeSystem(evidence),
      ...tries.map((tried) => describeTry(record, tried, { evidence, isAnyRight: right !== undefined })),
    ],
    stage: best.stage,
    cosineSimilarity: best.cosineSimilarity,
    largestDifference: best.largestDifference,
    milliseconds: performance.now() - started,
    probedAt: new Date().toISOString(),
  };
}

function conclude(
  record: ProviderRecord,
  best: DeviceTry,
  seen: { precisions: readonly DevicePrecision[]; isSoftware: boolean; evidence: SystemEvidence },
): string {
  if (seen.isSoftware) return refuseSoftware(record.title);
  if (best.failure !== null) return explain(record, best, seen.evidence);
  return `It gives the right numbers in ${seen.precisions.map((precision) => precisionWords[precision]).join(" and ")}.`;
}

function explain(record: ProviderRecord, tried: DeviceTry, evidence: SystemEvidence): string {
  const { stage, failure, lastWords } = tried;
  return record.explain({ stage, message: failure ?? "", lastWords, evidence });
}

function describeTry(
  record: ProviderRecord,
  tried: DeviceTry,
  seen: { evidence: SystemEvidence; isAnyRight: boolean },
): Finding {
  const { wish, stage, cosineSimilarity, largestDifference, runMilliseconds } = tried;
  const what = `${wish.attention === "fused" ? "Fused" : "Plain"} attention in ${precisionWords[wish.precision]}`;
  if (!tried.isRight || cosineSimilarity === null || largestDifference === null) {
    const reason = explain(record, tried, seen.evidence);
    const isWithoutNetwork = stage === "start" || stage === "backends";
    return {
      tone: seen.isAnyRight ? "doubts" : "rules-out",
      sentence: isWithoutNetwork ? reason : `${what}: ${reason}`,
    };
  }
  const agreement = describeAgreement({ cosineSimilarity, largestDifference });
  const run = runMilliseconds === null ? "" : `, first run ${Math.round(runMilliseconds)} ms`;
  return { tone: "supports", sentence: `${what} is right: ${agreement}${run}.` };
}

function describeSystem({ linux, runtimeVersion }: SystemEvidence): Finding[] {
  const sentences = [`onnxruntime ${runtimeVersion}.`];
  if (linux !== null) {
    const ids = linux.gpus.map(({ vendorId, deviceId }) => `${vendorId}:${deviceId}`);
    sentences.push(ids.length > 0 ? `GPUs on the bus: ${ids.join(", ")}.` : "No GPU on the bus.");
    if (linux.nvidia) sentences.push(`NVIDIA driver ${linux.nvidia.driverVersion}.`);
  }
  return sentences.map((sentence) => ({ tone: "fact", sentence }));
}
