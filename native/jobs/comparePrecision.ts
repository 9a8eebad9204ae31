import { cosineSimilarity } from "../analysis/cosine.ts";
import { median } from "../analysis/median.ts";
import { neighbourRecall } from "../analysis/neighbours.ts";
import { saveAgreement } from "../archive/projectEncoder.ts";
import { spreadChips } from "../archive/spreadChips.ts";
import type { DeviceProvider } from "../contract/devices.ts";
import type { Precision, PrecisionAgreement } from "../contract/encoders.ts";
import type { BytesProgress, IngestProgress } from "../contract/jobs.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import { EngineError } from "../engineError.ts";
import type { DeviceParts } from "../inference/deviceRunner.ts";
import { inputOf } from "./chipsOfScene.ts";
import type { PictureParts } from "./drawPictures.ts";
import { Embedder } from "./embedder.ts";
import { ensurePrecision } from "./ensurePrecision.ts";
import { noProgress } from "./progressMeter.ts";
import { readStoredChip } from "./storedChip.ts";
import { pooled, sceneOf } from "./storedScene.ts";

export interface CompareParts extends PictureParts {
  readonly models: ModelsFolder;
  readonly devices: DeviceParts;
  readonly signal: AbortSignal;
  onBytes(progress: BytesProgress): void;
  onChips(progress: IngestProgress): void;
}

/** Enough to see what is lost, few enough to wait for on a processor. */
const usualChipCount = 32;
const mostNeighbours = 10;
const fewestChips = 3;

/**
 * Measures how far an encoder in another precision agrees with fp32: the same chips of this project are embedded both
 * ways on the same device. The precision can be chosen for the project after that. Makes its weights where need be.
 */
export async function comparePrecision(
  {
    encoderId,
    precision,
    chipCount = usualChipCount,
  }: { encoderId: string; precision: Precision; chipCount?: number },
  parts: CompareParts,
): Promise<PrecisionAgreement> {
  const { archive, models } = parts;
  const exact = models.find(encoderId);
  if (exact.ref.kind !== "folder" || precision === "fp32")
    throw new EngineError({
      kind: "bad-argument",
      name: "Precision",
      value: precision,
      expected: exact.ref.kind === "folder" ? "fp16 or int8" : "an imported encoder",
    });
  const chipIds = spreadChips(archive, chipCount, ({ sceneId, chipPixels }) => {
    const { reading } = pooled(sceneOf(archive, sceneId));
    return exact.encoder.accepts(inputOf(reading, { chipPixels })).kind === "yes";
  });
  if (chipIds.length < fewestChips) throw new EngineError({ kind: "archive-empty", folder: archive.folder });
  await ensurePrecision(exact.ref.folder, precision, {
    start: parts.devices.start,
    signal: parts.signal,
    onProgress: parts.onBytes,
  });
  const one = await embedAll(new Embedder(exact, parts.devices), chipIds, 0, parts);
  const other = await embedAll(
    new Embedder(models.find(encoderId, precision), parts.devices),
    chipIds,
    chipIds.length,
    parts,
  );
  const cosines = one.vectors.map((vector, index) => cosineSimilarity(vector, other.vectors[index]!));
  // Of most of the others any choice would keep most.
  const neighbourCount = Math.max(1, Math.min(mostNeighbours, Math.floor((chipIds.length - 1) / 3)));
  const agreement: PrecisionAgreement = {
    precision,
    chipCount: chipIds.length,
    medianCosine: median(cosines),
    leastCosine: Math.min(...cosines),
    neighbourRecall: neighbourRecall(one.vectors, other.vectors, neighbourCount),
    neighbourCount,
    secondsPerChip: other.secondsPerChip,
    fp32SecondsPerChip: one.secondsPerChip,
    provider: other.provider,
    measuredAt: new Date().toISOString(),
  };
  saveAgreement(archive, exact.encoder.card, agreement);
  return agreement;
}

async function embedAll(
  embedder: Embedder,
  chipIds: readonly string[],
  doneBefore: number,
  parts: CompareParts,
): Promise<{ vectors: Float32Array[]; secondsPerChip: number; provider: DeviceProvider }> {
  const vectors: Float32Array[] = [];
  const milliseconds: number[] = [];
  try {
    for (const chipId of chipIds) {
      parts.signal.throwIfAborted();
      const { chip, input } = await readStoredChip(chipId, parts);
      const run = await embedder.runTogether([chip], input);
      vectors.push(run.vectors[0]!);
      milliseconds.push(run.milliseconds);
      parts.onChips({
        ...noProgress,
        chipsDone: doneBefore + vectors.length,
        chipsTotal: 2 * chipIds.length,
      });
    }
    return { vectors, secondsPerChip: median(milliseconds) / 1000, provider: embedder.device!.provider };
  } finally {
    await embedder.close();
  }
}
