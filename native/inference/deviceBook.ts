import type { DeviceProvider, DeviceVerdict } from "../contract/devices.ts";
import { readDeviceFile, writeDeviceFile } from "./deviceFile.ts";
import { evidenceKey, readEvidence, type SystemEvidence } from "./evidence.ts";
import type { StartInference } from "./messages.ts";
import { probeProvider } from "./probeProvider.ts";
import { type ProviderRecord, providerOf, providersFor } from "./providers.ts";
import type { ProbeFailure } from "./refusals.ts";

export interface DeviceBookMeans {
  /** Where verdicts are kept: `devices.json` of the data folder. */
  readonly file: string;
  readonly start: StartInference;
  readonly dataFolder: string;
  /** Stand-ins, for tests. */
  readonly readEvidence?: (dataFolder: string) => Promise<SystemEvidence>;
  readonly probe?: typeof probeProvider;
}

/**
 * What is known of this machine's devices. A verdict holds until runtime, driver, GPUs or libraries change; probes run one
 * after the other, since two at once on one GPU may bring each other down. Nothing here throws.
 */
export class DeviceBook {
  readonly #means: Required<DeviceBookMeans>;
  #turn: Promise<unknown> = Promise.resolve();
  #page: { readonly key: string; readonly verdicts: Map<DeviceProvider, DeviceVerdict> } | null = null;

  constructor(means: DeviceBookMeans) {
    this.#means = { readEvidence, probe: probeProvider, ...means };
  }

  /** Of one provider, probed where nothing is known. */
  verdict(provider: DeviceProvider): Promise<DeviceVerdict> {
    return this.#inTurn(async () => {
      const evidence = await this.#readEvidence();
      const record = providersFor(evidence.platform, evidence.arch).find(({ id }) => id === provider);
      if (record) return this.#verdict(record, evidence);
      const { platform, arch } = evidence;
      return refused(provider, `onnxruntime has no ${providerOf(provider).title} for ${platform}-${arch}.`);
    });
  }

  /** Of every provider that this platform can have, fastest first. */
  async all(): Promise<readonly DeviceVerdict[]> {
    const verdicts: DeviceVerdict[] = [];
    for (const { id } of await this.#records()) verdicts.push(await this.verdict(id));
    return verdicts;
  }

  /** Those that need no probe, fastest first. */
  async known(): Promise<readonly DeviceVerdict[]> {
    const evidence = await this.#readEvidence();
    const { verdicts } = await this.#openPage(evidence);
    return providersFor(evidence.platform, evidence.arch).flatMap(({ id }) => verdicts.get(id) ?? []);
  }

  /** Forgets everything and probes again. */
  async testAgain(): Promise<readonly DeviceVerdict[]> {
    await this.#inTurn(async () => {
      const page = await this.#openPage(await this.#readEvidence());
      page.verdicts.clear();
    });
    return this.all();
  }

  /** A device that failed in use counts as refused until it is tested again. Gives the reason as a sentence. */
  noteFailure(
    provider: DeviceProvider,
    failure: Pick<ProbeFailure, "message" | "lastWords">,
  ): Promise<string> {
    return this.#inTurn(async () => {
      const evidence = await this.#readEvidence();
      const reason = providerOf(provider).explain({ ...failure, stage: "created", evidence });
      const page = await this.#openPage(evidence);
      const before = page.verdicts.get(provider) ?? refused(provider, reason);
      page.verdicts.set(provider, {
        ...before,
        works: false,
        reason,
        findings: [...before.findings, { tone: "rules-out", sentence: reason }],
      });
      await this.#save();
      return reason;
    });
  }

  async #verdict(record: ProviderRecord, evidence: SystemEvidence): Promise<DeviceVerdict> {
    const { start, dataFolder, probe } = this.#means;
    const page = await this.#openPage(evidence);
    const known = page.verdicts.get(record.id);
    if (known) return known;
    const verdict = await probe(record, { start, evidence, dataFolder });
    page.verdicts.set(record.id, verdict);
    await this.#save();
    return verdict;
  }

  /** The verdicts that hold for this evidence; those for another are dropped. */
  async #openPage(evidence: SystemEvidence) {
    const key = evidenceKey(evidence);
    if (this.#page?.key === key) return this.#page;
    const kept = this.#page === null ? await readDeviceFile(this.#means.file) : null;
    const verdicts = kept?.key === key ? kept.verdicts : [];
    this.#page = { key, verdicts: new Map(verdicts.map((verdict) => [verdict.provider, verdict])) };
    return this.#page;
  }

  async #save(): Promise<void> {
    const page = this.#page;
    if (page)
      await writeDeviceFile(this.#means.file, { key: page.key, verdicts: [...page.verdicts.values()] });
  }

  #readEvidence(): Promise<SystemEvidence> {
    return this.#means.readEvidence(this.#means.dataFolder);
  }

  async #records(): Promise<readonly ProviderRecord[]> {
    const { platform, arch } = await this.#readEvidence();
    return providersFor(platform, arch);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Of a provider that was not probed. */
function refused(provider: DeviceProvider, reason: string): DeviceVerdict {
  return {
    provider,
    title: providerOf(provider).title,
    works: false,
    reason,
    isHardwareThere: true,
    device: null,
    isSoftware: false,
    precisions: [],
    attention: "plain",
    findings: [],
    stage: "start",
    cosineSimilarity: null,
    largestDifference: null,
    milliseconds: 0,
    probedAt: new Date().toISOString(),
  };
}
