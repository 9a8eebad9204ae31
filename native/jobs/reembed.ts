import { chipSizesOfScenes } from "../archive/chips.ts";
import { findScene } from "../archive/scenes.ts";
import { type IngestParts, type IngestReport, ingest } from "./ingest.ts";
import { defaultMinValidFraction } from "./ingestDefaults.ts";

/** Embeds every chip of the project with another encoder too, beside the vectors that are there; resumable as an ingest is. */
export async function reembed(parts: IngestParts): Promise<IngestReport> {
  const { archive } = parts;
  const started = performance.now();
  const reports: IngestReport[] = [];
  for (const { chipPixels, sceneIds, minValidFraction } of chipSizesOfScenes(archive)) {
    const records = sceneIds.map((sceneId) => findScene(archive, sceneId)!);
    const request = {
      paths: records.map(({ path }) => path),
      chipPixels,
      minValidFraction: minValidFraction ?? defaultMinValidFraction,
      choices: {},
      // As they were read when they were taken in, whatever is remembered now.
      choicesByPath: Object.fromEntries(records.map(({ path, choices }) => [path, choices])),
    };
    reports.push(await ingest(request, parts));
  }
  const seconds = (performance.now() - started) / 1000;
  const embedded = reports
    .flatMap(({ scenes }) => scenes)
    .reduce((sum, { chips }) => sum + chips.embedded, 0);
  return {
    scenes: reports.flatMap(({ scenes }) => scenes),
    ignored: [],
    seconds,
    chipsPerSecond: seconds > 0 ? embedded / seconds : 0,
  };
}
