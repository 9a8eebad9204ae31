import type { Precision } from "../../models/encoders/encoder.ts";
import type { Finding } from "../../models/vocabulary/evidence.ts";

/** What can run networks, by the name that onnxruntime has for it. */
export type DeviceProvider = "cuda" | "dml" | "coreml" | "webgpu" | "cpu";

/**
 * How far a probe came: the process is started; the runtime named its backends; a network was made; it ran; its numbers
 * are right; it was given back.
 */
export type DeviceStage = "start" | "backends" | "created" | "ran" | "agrees" | "released";

/** Precisions that are proved on a device; int8 runs on the CPU only. */
export type DevicePrecision = Exclude<Precision, "int8">;

/** Whether a provider can be used on this machine, and why it is believed. */
export interface DeviceVerdict {
  readonly provider: DeviceProvider;
  readonly title: string;
  readonly works: boolean;
  /** One sentence. */
  readonly reason: string;
  /** False where the computer has no GPU for it to run on. */
  readonly isHardwareThere: boolean;
  /** The GPU or processor in words; null where nothing names it. */
  readonly device: string | null;
  /** A renderer that only pretends to be a GPU. It never works, since the CPU itself is faster. */
  readonly isSoftware: boolean;
  /** Those that gave the right numbers. */
  readonly precisions: readonly DevicePrecision[];
  /** The best form of attention that gave the right numbers; the first one tried where none did. */
  readonly attention: "plain" | "fused";
  /** What was seen and tried, for the device card. */
  readonly findings: readonly Finding[];
  /** Last stage reached. */
  readonly stage: DeviceStage;
  /** Of the numbers computed here in float32 with the right ones; null where nothing was computed. */
  readonly cosineSimilarity: number | null;
  /** The same comparison: largest absolute difference, of values around 1. */
  readonly largestDifference: number | null;
  /** How long the probe took. */
  readonly milliseconds: number;
  readonly probedAt: string;
}
