import type { Encoder, NetworkWish } from "../../models/encoders/encoder.ts";
import { cpuName } from "./cpuName.ts";
import type { DeviceBook } from "./deviceBook.ts";
import type { Provider } from "./messages.ts";
import { type ProviderRecord, providerOf } from "./providers.ts";

/** A provider that was not taken, and why; a sentence. */
export interface PassedOver {
  readonly provider: Provider;
  readonly reason: string;
}

/** A provider that may run a network, and how. */
export interface Candidate {
  readonly record: ProviderRecord;
  readonly attention: NetworkWish["attention"];
  /** In words. */
  readonly device: string;
}

/** Where an encoder may run, in order of preference, and what was ruled out beforehand. */
export async function findCandidates(
  { cpuReason, precision }: Pick<Encoder, "cpuReason" | "precision">,
  devices: DeviceBook,
  wanted: Provider | undefined,
): Promise<{ readonly candidates: readonly Candidate[]; readonly passedOver: readonly PassedOver[] }> {
  // Quantising activations while running is a thing of the CPU provider alone.
  const only = wanted ?? (cpuReason === null && precision !== "int8" ? null : "cpu");
  if (only !== null) return { candidates: [await theOnlyOne(only, devices)], passedOver: [] };
  const candidates: Candidate[] = [];
  const passedOver: PassedOver[] = [];
  for (const { provider, works, reason, attention, device, precisions } of await devices.all()) {
    const record = providerOf(provider);
    const isExactEnough = provider === "cpu" || precision === "fp32" || precisions.includes("fp16");
    if (works && isExactEnough) candidates.push({ record, attention, device: device ?? cpuName() });
    else
      passedOver.push({
        provider,
        reason: works ? `${record.title} does not compute in float16 here.` : reason,
      });
  }
  return { candidates, passedOver };
}

/** Whatever its probe said, if there was one. */
async function theOnlyOne(provider: Provider, devices: DeviceBook): Promise<Candidate> {
  const record = providerOf(provider);
  const attention = record.attentions[0]!;
  if (provider === "cpu") return { record, attention, device: cpuName() };
  const known = (await devices.known()).find((verdict) => verdict.provider === provider);
  return { record, attention: known?.attention ?? attention, device: known?.device ?? record.title };
}
