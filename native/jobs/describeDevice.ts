import type { Archive } from "../archive/openArchive.ts";
import type { DeviceSummary } from "../contract/engineApi.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import type { PassedOver } from "../inference/candidates.ts";
import { cpuName } from "../inference/cpuName.ts";
import type { DeviceBook } from "../inference/deviceBook.ts";
import type { EmbedderPool } from "./embedderPool.ts";
import { projectEncoderOrBuiltIn } from "./projectEncoderOf.ts";

/** What embeds in this project: the device that runs its encoder now, or would, and why no faster one. */
export async function describeDevice({
  archive,
  models,
  book,
  embedders,
  speedOf,
}: {
  readonly archive: Archive;
  readonly models: ModelsFolder;
  readonly book: DeviceBook;
  readonly embedders: EmbedderPool;
  speedOf(encoderId: string): number | null;
}): Promise<DeviceSummary> {
  const { installed, encoder, problem } = projectEncoderOrBuiltIn(archive, models);
  const { card, precision, cpuReason } = encoder;
  const inUse = embedders.loaded(installed)?.device ?? null;
  const summary = {
    encoderId: card.id,
    encoderTitle: card.title,
    dimensions: card.dimensions,
    precision,
    chipsPerSecond: speedOf(card.id),
  };
  if (inUse !== null && cpuReason === null) {
    const passedOver = await withHardware(inUse.passedOver, book);
    return {
      ...summary,
      provider: inUse.provider,
      device: inUse.device,
      selfTestCosine: inUse.selfTestCosine,
      passedOver,
      note: problem ?? passedOver[0]?.reason ?? null,
    };
  }
  if (cpuReason !== null || precision === "int8")
    return {
      ...summary,
      provider: "cpu",
      device: cpuName(),
      selfTestCosine: null,
      passedOver: [],
      note: problem ?? cpuReason ?? "Eight-bit networks run on the CPU.",
    };
  const verdicts = await book.all();
  const best = verdicts.find(({ works }) => works);
  const refused = verdicts.filter(({ works, isHardwareThere }) => !works && isHardwareThere);
  return {
    ...summary,
    provider: best?.provider ?? "cpu",
    device: best?.device ?? cpuName(),
    selfTestCosine: null,
    passedOver: refused.map(({ provider, reason }) => ({ provider, reason })),
    note: problem ?? refused[0]?.reason ?? null,
  };
}

/** A GPU that is not there was not passed over. */
async function withHardware(
  passedOver: readonly PassedOver[],
  book: DeviceBook,
): Promise<readonly PassedOver[]> {
  const absent = (await book.known()).filter(({ isHardwareThere }) => !isHardwareThere);
  return passedOver.filter(({ provider }) => !absent.some((verdict) => verdict.provider === provider));
}
