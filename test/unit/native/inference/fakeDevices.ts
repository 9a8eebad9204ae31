import { join } from "node:path";
import type { Encoder, EncoderChip } from "../../../../models/encoders/encoder.ts";
import type { EncoderId } from "../../../../models/vocabulary/ids.ts";
import type { DeviceProvider, DeviceVerdict } from "../../../../native/contract/devices.ts";
import type { InstalledEncoder } from "../../../../native/encoders/installed.ts";
import { DeviceBook } from "../../../../native/inference/deviceBook.ts";
import type { DeviceParts } from "../../../../native/inference/deviceRunner.ts";
import type {
  InferenceReply,
  InferenceRequest,
  StartInference,
} from "../../../../native/inference/messages.ts";
import { providerOf } from "../../../../native/inference/providers.ts";
import { sampleChips, sampleInput } from "../../../../native/inference/sampleChips.ts";
import { fakeEvidence } from "./fakeInference.ts";

const chipPixels = 8;
export const input = sampleInput(chipPixels);

/** Chips that can be told apart by their embeddings. */
export const chipsOf = (count: number): EncoderChip[] => sampleChips(count, chipPixels);

/** What the fake network makes of a chip. */
export const embeddingOf = ({ bands }: EncoderChip): number[] => [1, bands[0]![0]!, bands[0]![9]!, 2];

/** An encoder whose network is only told of. */
export function fakeEncoder(wish: Partial<Encoder> = {}, id = "fake"): InstalledEncoder {
  const values = embeddingOf(chipsOf(1)[0]!);
  const card = {
    id: id as EncoderId,
    title: "Fake",
    dimensions: values.length,
    defaultChipPixels: chipPixels,
    source: "",
    license: "",
    sha256: "",
    selfTest: { chipPixels, values },
  };
  const encoder: Encoder = {
    card,
    precision: "fp32",
    cpuReason: null,
    chipBytes: () => 1,
    accepts: () => ({ kind: "yes", notes: [] }),
    spaceKey: () => id,
    graphKey: () => "",
    buildGraph: () => new Uint8Array(1),
    prepare: () => ({}),
    embeddingOutput: "embedding",
    patchOutput: null,
    ...wish,
  };
  return { ref: { kind: "built-in", id }, encoder, files: [] };
}

type FakeRows = "right" | "wrong" | "zeros" | "no numbers";
type FakeAnswer = FakeRows | { readonly dies: string } | { readonly fails: string };

/** How a provider behaves; what is not said is right. */
export interface FakeDevice {
  readonly refused?: string;
  readonly precisions?: DeviceVerdict["precisions"];
  readonly onLoad?: FakeAnswer;
  /** By the number of chips, and how many times this provider embedded before, the self-test included. */
  onEmbed?(chipCount: number, before: number): FakeAnswer;
  readonly words?: readonly string[];
}

let lastBook = 0;

/** A Linux computer with CUDA, WebGPU and CPU that do as they are told, and a record of what was asked of them. */
export function fakeComputer(folder: string, devices: Partial<Record<DeviceProvider, FakeDevice>> = {}) {
  const seen = { loads: [] as DeviceProvider[], batches: [] as number[], probes: 0, started: 0, ended: 0 };
  const embedded = new Map<DeviceProvider, number>();
  const start: StartInference = async () => {
    seen.started += 1;
    let device: FakeDevice = {};
    let provider: DeviceProvider = "cpu";
    let isAlive = true;
    let reply: (reply: InferenceReply) => void = () => undefined;
    let exit: (reason: string) => void = () => undefined;
    const answer = (request: InferenceRequest, how: FakeAnswer) => {
      if (!isAlive) return;
      if (typeof how === "string") return reply(answerTo(request, how));
      if ("fails" in how) return reply({ call: request.call, kind: "failed", message: how.fails });
      isAlive = false;
      seen.ended += 1;
      exit(how.dies);
    };
    return {
      post(request) {
        let how: FakeAnswer = "right";
        if (request.kind === "load") {
          provider = request.provider;
          device = devices[provider] ?? {};
          seen.loads.push(provider);
          how = device.onLoad ?? "right";
        } else if (request.kind === "embed") {
          const before = embedded.get(provider) ?? 0;
          embedded.set(provider, before + 1);
          if (before > 0) seen.batches.push(request.chips.length);
          how = device.onEmbed?.(request.chips.length, before) ?? "right";
        }
        setImmediate(() => answer(request, how));
      },
      onReply: (listener) => {
        reply = listener;
      },
      onExit: (listener) => {
        exit = listener;
      },
      lastWords: () => device.words ?? [],
      kill: () => {
        if (isAlive) seen.ended += 1;
        isAlive = false;
      },
    };
  };
  const book = new DeviceBook({
    file: join(folder, `${lastBook++}`, "devices.json"),
    start,
    dataFolder: folder,
    readEvidence: async () => fakeEvidence(),
    probe: async ({ id }) => {
      seen.probes += 1;
      return verdictOf(id, devices[id] ?? {});
    },
  });
  const parts: DeviceParts = { start, devices: book, dataFolder: folder };
  return { parts, book, seen };
}

function answerTo(request: InferenceRequest, how: FakeRows): InferenceReply {
  const { call } = request;
  if (request.kind === "load") return { call, kind: "loaded", session: 1 };
  if (request.kind !== "embed") return { call, kind: "unloaded" };
  const factor = { right: 1, wrong: 1, zeros: 0, "no numbers": Number.NaN }[how];
  const rows = request.chips.map(embeddingOf).map((row) => (how === "wrong" ? row.toReversed() : row));
  const data = Float32Array.from(rows.flat(), (value) => factor * value);
  const outputs = { [request.output]: { data, shape: [rows.length, rows[0]!.length] } };
  return { call, kind: "ran", outputs, milliseconds: 10, peakMemoryBytes: 1 };
}

function verdictOf(
  provider: DeviceProvider,
  { refused, precisions = ["fp32", "fp16"] }: FakeDevice,
): DeviceVerdict {
  return {
    provider,
    title: providerOf(provider).title,
    works: refused === undefined,
    reason: refused ?? "It gives the right numbers.",
    device: refused === undefined ? `a ${provider}` : null,
    isSoftware: false,
    isHardwareThere: true,
    precisions,
    attention: "plain",
    findings: [],
    stage: "agrees",
    cosineSimilarity: 1,
    largestDifference: 0,
    milliseconds: 1,
    probedAt: "2026-01-01T00:00:00Z",
  };
}
