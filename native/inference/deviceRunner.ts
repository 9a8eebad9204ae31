import type { EncoderChip, EncoderInput, EncoderTensor, NetworkWish } from "../../models/encoders/encoder.ts";
import { keepGraph } from "../encoders/graphFile.ts";
import type { InstalledEncoder } from "../encoders/installed.ts";
import { verifyFiles } from "../encoders/verifyFiles.ts";
import { EngineError } from "../engineError.ts";
import { type Candidate, findCandidates, type PassedOver } from "./candidates.ts";
import { checkRows } from "./checkRows.ts";
import type { DeviceBook } from "./deviceBook.ts";
import { deviceFailure } from "./deviceFailure.ts";
import { Inference, type LoadedModel, type RunResult } from "./inference.ts";
import type { ModelSource, Provider, StartInference } from "./messages.ts";
import { outOfMemory } from "./outOfMemory.ts";
import type { ProviderRecord } from "./providers.ts";
import { sampleChips, sampleInput } from "./sampleChips.ts";
import { compareSelfTest } from "./selfTest.ts";

export interface DeviceParts {
  readonly start: StartInference;
  readonly devices: DeviceBook;
  /** Where providers find libraries that were put there for them. */
  readonly dataFolder: string;
  readonly threads?: number;
  /** Takes this one whatever its probe said, and no other. */
  readonly provider?: Provider;
}

/** What runs the network. */
export interface DeviceInUse {
  readonly provider: Provider;
  readonly device: string;
  /** Of the self-test with the stored embedding. */
  readonly selfTestCosine: number;
  readonly passedOver: readonly PassedOver[];
}

/** A candidate that proved itself, with its process and the networks in it by their keys. */
interface Proven {
  readonly candidate: Candidate;
  readonly inference: Inference;
  readonly networks: Map<string, Promise<LoadedModel>>;
}

/**
 * Runs one encoder on the best device that proves itself: providers are tried in order, and one that fails, at the
 * start or later, is passed over with its reason. The CPU comes last and fails for good.
 */
export class DeviceRunner {
  readonly #installed: InstalledEncoder;
  readonly #parts: DeviceParts;
  #passedOver: PassedOver[] = [];
  #proven: Promise<Proven> | null = null;
  #current: Proven | null = null;
  #inUse: DeviceInUse | null = null;
  #lastWords: readonly string[] = [];
  #givenUp: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(installed: InstalledEncoder, parts: DeviceParts) {
    this.#installed = installed;
    this.#parts = parts;
  }

  /** What runs the network, or last did; null before the first run. */
  get inUse(): DeviceInUse | null {
    return this.#inUse;
  }

  /** Proves a device and loads the network ahead of the first chips. */
  async prepare(): Promise<ProviderRecord> {
    return (await this.#device()).candidate.record;
  }

  /**
   * One row a chip, in the same order.
   * @throws EngineError `out-of-memory` where fewer chips might do, `device-failed` where no device can.
   */
  async run(
    chips: readonly EncoderChip[],
    input: EncoderInput,
    output: NetworkWish["output"],
  ): Promise<RunResult & { readonly rows: EncoderTensor }> {
    for (;;) {
      const proven = await this.#device();
      try {
        return await this.#runOn(proven, chips, input, output);
      } catch (error) {
        const detail = deviceFailure(error);
        if (detail === null || this.#isClosed) throw error;
        // Another call met the failure first and has dropped the process under this one.
        if (this.#current !== proven) continue;
        const isTooMuch = outOfMemory(detail) && chips.length > 1;
        const isOver = !isTooMuch && this.#mayPassOver(proven.candidate);
        // After a failure neither the session nor its process can be trusted.
        this.#givenUp = this.#drop(proven, isOver ? detail : null);
        await this.#givenUp;
        if (isTooMuch) throw new EngineError({ kind: "out-of-memory", chipCount: chips.length });
        if (!isOver) throw error;
      }
    }
  }

  /** Runs another network of the encoder once, on the device that proved itself. */
  async runOnce(
    build: (attention: NetworkWish["attention"]) => Uint8Array,
    feeds: Readonly<Record<string, EncoderTensor>>,
    outputs: readonly string[],
  ): Promise<RunResult> {
    const { candidate, inference } = await this.#device();
    const model = await inference.load(this.#sourceOf(build(candidate.attention)), candidate.record.id, {
      threads: this.#parts.threads,
      isForOneRun: true,
    });
    try {
      return await model.run(feeds, outputs);
    } finally {
      await model.unload().catch(() => undefined);
    }
  }

  /** Ends the process, which is the only way to give GPU memory back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const proven = await this.#proven?.catch(() => null);
    if (proven) await this.#drop(proven);
  }

  #device(): Promise<Proven> {
    if (this.#proven === null) {
      // Only then does the book know what is not to be tried again.
      const proven = this.#givenUp.then(() => this.#proveOne());
      this.#proven = proven;
      // A start that failed must not be remembered as done.
      proven.catch(() => {
        if (this.#proven === proven) this.#proven = null;
      });
    }
    return this.#proven;
  }

  async #proveOne(): Promise<Proven> {
    await verifyFiles(this.#installed);
    const { devices, provider } = this.#parts;
    const found = await findCandidates(this.#installed.encoder, devices, provider);
    this.#passedOver = [...found.passedOver];
    for (const candidate of found.candidates) {
      try {
        this.#current = await this.#prove(candidate);
        return this.#current;
      } catch (error) {
        const detail = deviceFailure(error);
        if (detail === null || !this.#mayPassOver(candidate)) throw error;
        await this.#passOver(candidate, detail);
      }
    }
    const reasons = this.#passedOver.map(({ provider, reason }) => `${provider}: ${reason}`);
    throw new EngineError({ kind: "device-failed", detail: reasons.join("; ") });
  }

  /** Loads the network in a process of its own and believes it when the self-test comes out as stored. */
  async #prove(candidate: Candidate): Promise<Proven> {
    const { start, dataFolder } = this.#parts;
    const inference = new Inference(start, candidate.record.environment(dataFolder));
    const { encoder } = this.#installed;
    const proven: Proven = { candidate, inference, networks: new Map<string, Promise<LoadedModel>>() };
    try {
      const { chipPixels } = encoder.card.selfTest;
      const network = await this.#network(proven, sampleInput(chipPixels), "embedding");
      const { outputs } = await network.embed(sampleChips(1, chipPixels), {
        encoder: this.#installed.ref,
        input: sampleInput(chipPixels),
        output: encoder.embeddingOutput,
      });
      const selfTestCosine = compareSelfTest(encoder, outputs[encoder.embeddingOutput]!.data);
      this.#inUse = {
        provider: candidate.record.id,
        device: candidate.device,
        selfTestCosine,
        passedOver: [...this.#passedOver],
      };
      return proven;
    } catch (error) {
      // A dead process has none; what it said before its end is in the error.
      this.#lastWords = await inference.lastWords();
      await inference.close();
      throw error;
    }
  }

  async #runOn(
    proven: Proven,
    chips: readonly EncoderChip[],
    input: EncoderInput,
    output: NetworkWish["output"],
  ) {
    const network = await this.#network(proven, input, output);
    const { encoder, ref } = this.#installed;
    const name = output === "embedding" ? encoder.embeddingOutput : encoder.patchOutput!;
    const result = await network.embed(chips, { encoder: ref, input, output: name });
    const rows = result.outputs[name]!;
    checkRows(rows, proven.candidate.record.id);
    return { ...result, rows };
  }

  #network(
    { candidate, inference, networks }: Proven,
    input: EncoderInput,
    output: NetworkWish["output"],
  ): Promise<LoadedModel> {
    const { encoder } = this.#installed;
    const key = `${output} ${encoder.graphKey(input)}`;
    const known = networks.get(key);
    if (known !== undefined) return known;
    const model = encoder.buildGraph(input, { attention: candidate.attention, output });
    const former = [...networks].filter(([other]) => other.startsWith(`${output} `));
    const loading = inference.load(this.#sourceOf(model), candidate.record.id, {
      threads: this.#parts.threads,
    });
    networks.set(key, loading);
    for (const [other, network] of former) {
      networks.delete(other);
      void network.then((one) => one.unload()).catch(() => undefined);
    }
    return loading;
  }

  /** Weights outside the model are found from the model's own place. */
  #sourceOf(model: Uint8Array): ModelSource {
    const { ref } = this.#installed;
    return ref.kind === "folder" ? keepGraph(ref.folder, model) : model;
  }

  /** Ends the process; `failure` says why its provider is not to be used again. */
  async #drop(proven: Proven, failure: string | null = null): Promise<void> {
    this.#proven = null;
    this.#current = null;
    this.#lastWords = await proven.inference.lastWords();
    await proven.inference.close();
    if (failure !== null) await this.#passOver(proven.candidate, failure);
  }

  /** Where the user named the provider, its failure is the answer; after the CPU nothing is left. */
  #mayPassOver({ record }: Candidate): boolean {
    return this.#parts.provider === undefined && record.id !== "cpu";
  }

  async #passOver({ record }: Candidate, message: string): Promise<void> {
    const reason = await this.#parts.devices.noteFailure(record.id, { message, lastWords: this.#lastWords });
    this.#passedOver = [...this.#passedOver, { provider: record.id, reason }];
  }
}
