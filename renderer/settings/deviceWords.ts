import type { Finding } from "../../models/vocabulary/evidence.ts";
import type { DeviceVerdict } from "../../native/contract/devices.ts";

/** Whether a device is used, as a tag with a shape of its own. */
export interface DeviceTag {
  readonly tone: "acc" | "ok" | "warn" | "err";
  readonly icon: "check" | "ok" | "warn" | "refused";
  readonly words: "In use" | "Works" | "Kept off" | "Not usable";
}

/** Kept off = it runs, but its numbers or its speed are not what they should be. */
export function deviceTag(verdict: DeviceVerdict, usedProvider: string | null): DeviceTag {
  const { works, isSoftware, stage, provider } = verdict;
  if (works)
    return provider === usedProvider
      ? { tone: "acc", icon: "check", words: "In use" }
      : { tone: "ok", icon: "ok", words: "Works" };
  const hasRun = stage === "ran" || stage === "agrees" || stage === "released";
  return isSoftware || hasRun
    ? { tone: "warn", icon: "warn", words: "Kept off" }
    : { tone: "err", icon: "refused", words: "Not usable" };
}

/** What was seen, with the reason last where it is not among it. */
export function deviceFindings({ findings, works, reason }: DeviceVerdict): readonly Finding[] {
  if (findings.some(({ sentence }) => sentence === reason)) return findings;
  return [...findings, { tone: works ? "supports" : "rules-out", sentence: reason }];
}
