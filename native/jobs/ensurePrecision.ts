import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Precision } from "../../models/encoders/encoder.ts";
import { cosineSimilarity } from "../analysis/cosine.ts";
import type { BytesProgress } from "../contract/jobs.ts";
import { openEncoder, weightsFile } from "../encoders/installed.ts";
import { manifestFile, readManifest } from "../encoders/manifest.ts";
import { verifyFiles } from "../encoders/verifyFiles.ts";
import { writePrecision } from "../encoders/writeClay.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import type { StartInference } from "../inference/messages.ts";
import { BytesMeter } from "./bytesMeter.ts";
import { embedSelfTest } from "./embedSelfTest.ts";

/**
 * Makes an encoder's weights in another precision from those in float32, unless they are there. They appear whole or not
 * at all: the manifest is changed last.
 */
export async function ensurePrecision(
  folder: string,
  precision: Precision,
  {
    start,
    signal,
    onProgress,
  }: {
    readonly start: StartInference;
    readonly signal: AbortSignal;
    onProgress(progress: BytesProgress): void;
  },
): Promise<void> {
  const manifest = readManifest(folder);
  if (manifest.variants[precision] !== undefined) return;
  await verifyFiles(openEncoder({ kind: "folder", folder, precision: "fp32" }));
  const meter = new BytesMeter(onProgress);
  const path = join(folder, weightsFile(precision));
  // Of a try that was cut off before the manifest knew of it.
  await rm(path, { force: true });
  try {
    const file = await writePrecision(
      folder,
      { config: manifest.config, precision },
      {
        signal,
        onBytes: (done, total) => meter.at(done, total),
      },
    );
    const selfTest = await embedSelfTest(manifest, precision, folder, { start, signal });
    const cosineToFp32 = cosineSimilarity(selfTest.values, manifest.variants.fp32.selfTest.values);
    const variants = { ...manifest.variants, [precision]: { file, selfTest, cosineToFp32 } };
    const partial = join(folder, `${manifestFile}.part`);
    await writeFile(partial, `${JSON.stringify({ ...manifest, variants }, null, 2)}\n`);
    await rename(partial, join(folder, manifestFile));
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof RangeError)
      throw new EngineError({
        kind: "checkpoint-refused",
        path: folder,
        detail: `${error.message}; stay with fp32`,
      });
    throw diskFailure(error, folder);
  }
}
