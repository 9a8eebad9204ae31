import { basename, join } from "node:path";
import { clayReleases } from "../../models/encoders/clay/releases.ts";
import type { BytesProgress } from "../contract/jobs.ts";
import { discardDownload, downloadFile } from "../encoders/download.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import { EngineError } from "../engineError.ts";
import { BytesMeter } from "./bytesMeter.ts";

export interface DownloadedCheckpoint {
  readonly path: string;
  /** What its hash was compared with, in words. */
  readonly sentence: string;
  /** Takes the file away once its encoder is made. */
  discard(): Promise<void>;
}

const downloadFolder = ".downloads";

/** Fetches a release by its id, or the checkpoint at an address; a try that was cut off goes on where it stopped. */
export async function downloadRelease(
  wanted: string,
  {
    models,
    signal,
    onProgress,
  }: { models: ModelsFolder; signal: AbortSignal; onProgress(progress: BytesProgress): void },
): Promise<DownloadedCheckpoint> {
  const { url, sha256 } = releaseFile(wanted);
  const path = join(models.folder, downloadFolder, basename(new URL(url).pathname) || "checkpoint");
  const meter = new BytesMeter(onProgress);
  const file = await downloadFile({
    url,
    sha256,
    to: path,
    signal,
    onBytes: (done, total) => meter.at(done, total),
  });
  const against = {
    card: "as its card says",
    server: "as the server says",
    nothing: "which neither card nor server could confirm",
  }[file.checkedAgainst];
  return {
    path,
    sentence: `${basename(path)} has SHA-256 ${file.sha256}, ${against}.`,
    discard: () => discardDownload(path),
  };
}

function releaseFile(wanted: string): { url: string; sha256: string | null } {
  const release = clayReleases.find(({ id }) => id === wanted);
  if (release?.url) return { url: release.url, sha256: release.sha256 };
  const ids = clayReleases.filter(({ url }) => url !== null).map(({ id }) => id);
  const expected = `${ids.join(", ")}, or the https address of a checkpoint`;
  const isHere = /^http:\/\/127\.0\.0\.1[:/]/.test(wanted);
  if (release === undefined && URL.canParse(wanted) && (wanted.startsWith("https://") || isHere))
    return { url: wanted, sha256: null };
  throw new EngineError({ kind: "bad-argument", name: "Release", value: wanted, expected });
}
