import { describe, expect, it } from "vitest";
import type { DeviceVerdict } from "../../../native/contract/devices.ts";
import type { EncoderSummary, PrecisionAgreement } from "../../../native/contract/encoders.ts";
import type { DeviceSummary } from "../../../native/contract/engineApi.ts";
import { deviceFindings, deviceTag } from "../../../renderer/settings/deviceWords.ts";
import {
  agreementWords,
  chipsToEmbed,
  encoderTag,
  optionsWords,
  removalWords,
  shortHash,
  verdictWords,
} from "../../../renderer/settings/encoderWords.ts";
import { deviceTone, deviceWords, whyNotFaster } from "../../../renderer/ui/deviceWords.ts";

const clay: EncoderSummary = {
  id: "clay-v1.5",
  title: "Clay v1.5",
  dimensions: 1024,
  defaultChipPixels: 256,
  source: "https://example.org",
  license: "Apache-2.0",
  sha256: `9c41${"0".repeat(56)}e07a`,
  isBuiltIn: false,
  bytes: 1_250_000_000,
  chipCounts: { fp32: 6214, fp16: 0, int8: 0 },
  chipCount: 6214,
  chosenPrecision: "fp32",
  agreements: [],
  options: null,
  imported: { from: "clay.ckpt", at: "2026-01-01T00:00:00Z" },
  damage: null,
};

describe("an encoder in words", () => {
  it("is tagged by what it is to this project, damage first", () => {
    const words = (change: Partial<EncoderSummary>) => encoderTag({ ...clay, ...change }).words;
    expect(words({})).toBe("Default");
    expect(words({ chosenPrecision: "int8" })).toBe("Default, int8");
    expect(words({ chosenPrecision: null })).toBe("On disk");
    expect(words({ chosenPrecision: null, isBuiltIn: true })).toBe("Built in");
    expect(words({ damage: "a file is cut off" })).toBe("Damaged");
  });

  it("has a short hash and a number of chips it has not read", () => {
    expect(shortHash(clay.sha256)).toBe("9c41…e07a");
    expect([chipsToEmbed(clay, 7000), chipsToEmbed(clay, 6000)]).toEqual([786, 0]);
  });

  it("says how place and time are told", () => {
    const usual = { placeOrder: "lat-first", hour: "as-acquired", placeAndTime: "known" } as const;
    expect(optionsWords(usual)).toBe("told, latitude first, hour as acquired");
    expect(optionsWords({ ...usual, hour: "noon", placeOrder: "lon-first" })).toContain("always noon");
    expect(optionsWords({ ...usual, placeAndTime: "unknown" })).toBe("not told");
  });

  it("says what goes and what stays when it is removed", () => {
    expect(removalWords(clay)).toContain("6\u202f214 chips stays in this project");
    expect(removalWords(clay)).toContain("The built-in encoder stands in for it.");
    expect(removalWords({ ...clay, chipCount: 0, chosenPrecision: null })).toMatch(
      /No chip .* read with it\.$/,
    );
  });

  it("says whether its numbers are right, and what was passed over", () => {
    const verdict = {
      id: clay.id,
      isRight: true,
      provider: "cpu",
      device: "Xeon",
      cosineSimilarity: 0.99999999,
      largestDifference: 4e-7,
      passedOver: [{ provider: "cuda", reason: "No driver." }],
    };
    expect(verdictWords(verdict)).toBe(
      "Right: cosine 1.00000 on CPU, largest difference 4e-7. Its files have their hashes. Passed over: CUDA, for the reasons below.",
    );
    const wrong = { ...verdict, isRight: false, cosineSimilarity: 0.93, passedOver: [] };
    expect(verdictWords(wrong)).toMatch(/^Wrong: cosine 0\.93000 on CPU instead of 1/);
  });

  it("never makes a precision look better than it was measured", () => {
    const agreement: PrecisionAgreement = {
      precision: "int8",
      chipCount: 32,
      medianCosine: 0.9999999,
      leastCosine: 0.99812,
      neighbourRecall: 0.98,
      neighbourCount: 10,
      secondsPerChip: 0.5,
      fp32SecondsPerChip: 0.95,
      provider: "cpu",
      measuredAt: "2026-11-25T04:00:00Z",
    };
    expect(agreementWords(agreement)).toEqual([
      "cosine to fp32: median 0.99999, least 0.99812",
      "9.8 of 10 nearest kept",
      "1.9 × the speed of fp32",
      "32 chips on CPU, 2026-11-25",
    ]);
  });
});

describe("a device in words", () => {
  const verdict: DeviceVerdict = {
    provider: "webgpu",
    title: "WebGPU",
    isHardwareThere: true,
    works: false,
    reason: "WebGPU gives wrong numbers on this GPU (cosine 0.93), so it is kept off.",
    device: null,
    isSoftware: false,
    precisions: [],
    attention: "plain",
    findings: [{ tone: "fact", sentence: "onnxruntime 1.30.0." }],
    stage: "ran",
    cosineSimilarity: 0.93,
    largestDifference: 1,
    milliseconds: 600,
    probedAt: "2026-11-25T04:00:00Z",
  };

  it("is in use, works, is kept off, or cannot be used", () => {
    const words = (change: Partial<DeviceVerdict>, used: string | null = "cpu") =>
      deviceTag({ ...verdict, ...change }, used).words;
    expect(words({ works: true, provider: "cpu" })).toBe("In use");
    expect(words({ works: true })).toBe("Works");
    expect(words({})).toBe("Kept off");
    expect(words({ stage: "backends", isSoftware: true })).toBe("Kept off");
    expect(words({ stage: "backends" }, null)).toBe("Not usable");
  });

  it("shows its reason once", () => {
    expect(deviceFindings(verdict).at(-1)).toEqual({ tone: "rules-out", sentence: verdict.reason });
    const known = deviceFindings({ ...verdict, reason: "onnxruntime 1.30.0." });
    expect(known).toEqual(verdict.findings);
  });

  it("that is used says its numbers and why no faster one is", () => {
    const device: DeviceSummary = {
      provider: "cpu",
      device: "Xeon",
      precision: "fp16",
      selfTestCosine: 0.999997,
      passedOver: [{ provider: "cuda", reason: "No NVIDIA driver is installed." }],
      encoderId: clay.id,
      encoderTitle: clay.title,
      dimensions: 1024,
      chipsPerSecond: 12,
      note: "No NVIDIA driver is installed.",
    };
    expect(deviceWords(device)).toBe("CPU works: Xeon, fp16, 12.0 chips/s, self-test cosine 1.00000");
    expect(whyNotFaster(device)).toEqual(["No NVIDIA driver is installed."]);
    expect(deviceTone(device)).toBe("warn");
    expect(deviceTone({ ...device, passedOver: [] })).toBe("noted");
    expect(deviceTone({ ...device, passedOver: [], note: null })).toBe("ok");
  });
});
