import { join } from "node:path";
import type { Footprint, LonLat } from "../../models/vocabulary/geometry.ts";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import { type LastingDifference, lastingDifference } from "../analysis/lastingDifference.ts";
import { median } from "../analysis/median.ts";
import { chipCovering } from "../archive/chips.ts";
import type { Archive } from "../archive/openArchive.ts";
import { listScenes } from "../archive/scenes.ts";
import { seriesByPlace, spaceOfChip, VectorSearch } from "../archive/vectors.ts";
import type { IngestProgress } from "../contract/jobs.ts";
import type { DemoTruth } from "../demo/demoTruth.ts";
import { writeDemoScenes } from "../demo/writeDemoScenes.ts";
import type { Embedder } from "./embedder.ts";
import { type IngestReport, ingest } from "./ingest.ts";
import { defaultMinValidFraction } from "./ingestDefaults.ts";
import { search } from "./search.ts";

/** Where the demo scenes lie inside the project folder. */
export const demoFolder = "demo-scenes";
/** The demo landscape is cut into chips that a field or a stand fills. */
export const demoChipPixels = 32;

export interface DemoParts {
  readonly archive: Archive;
  readonly embedder: Embedder;
  readonly signal: AbortSignal;
  onProgress(progress: IngestProgress): void;
}

export interface DemoSearch {
  readonly kind: string;
  readonly at: LonLat;
  readonly scanned: number;
  readonly milliseconds: number;
  readonly hits: readonly {
    readonly groundId: string;
    readonly acquiredAt: string;
    readonly cosineSimilarity: number;
  }[];
}

export interface DemoChange extends LastingDifference {
  readonly groundId: string;
  readonly footprint: Footprint;
  /** Times the median of all places. */
  readonly timesUsual: number;
}

export interface DemoReport {
  readonly folder: string;
  readonly scenes: number;
  readonly megabytes: number;
  readonly ingest: IngestReport;
  readonly searches: readonly DemoSearch[];
  readonly changes: readonly DemoChange[];
  readonly truth: {
    readonly clearCut: DemoTruth["clearCut"];
    readonly disturbance: DemoTruth["disturbance"];
  };
}

const shownChanges = 5;
const shownHits = 5;

/** The main job without a window: scenes are written, indexed and searched, and the places that changed most are named. */
export async function runDemo(parts: DemoParts): Promise<DemoReport> {
  const { archive, signal } = parts;
  const folder = join(archive.folder, demoFolder);
  const truth = await writeDemoScenes(folder, { signal });
  const request = {
    paths: [folder],
    chipPixels: demoChipPixels,
    minValidFraction: defaultMinValidFraction,
    choices: {},
  };
  const report = await ingest(request, parts);
  const vectors = new VectorSearch(archive);
  const clearest = clearestSummerScene(truth, archive);
  return {
    folder,
    scenes: truth.scenes.length,
    megabytes: truth.scenes.reduce((sum, scene) => sum + scene.fileBytes, 0) / 1e6,
    ingest: report,
    searches: truth.places.map(({ kind, lonLat }) =>
      searchFrom(kind, lonLat, clearest, { archive, vectors }),
    ),
    changes: largestChanges(archive, truth.places[0]!.lonLat),
    truth: { clearCut: truth.clearCut, disturbance: truth.disturbance },
  };
}

/** The clearest scene of a summer: a place is shown best when nothing hides it. */
function clearestSummerScene(truth: DemoTruth, archive: Archive): SceneId {
  const summer = truth.scenes
    .filter(({ date }) => ["06", "07", "08"].includes(date.slice(5, 7)))
    .sort(
      (one, other) => one.cloudFraction + one.nodataFraction - other.cloudFraction - other.nodataFraction,
    );
  const title = summer[0]!.fileName.replace(/\.tif$/, "");
  return listScenes(archive).find((scene) => scene.title === title)!.id;
}

function searchFrom(
  kind: string,
  at: LonLat,
  sceneId: SceneId,
  parts: { archive: Archive; vectors: VectorSearch },
): DemoSearch {
  const answer = search(
    { like: [{ kind: "place", at, sceneId }], unlike: [], filters: {}, limit: 200 },
    parts,
  );
  const own = answer.hits[0]?.groundId;
  const elsewhere = answer.hits.filter(({ groundId }) => groundId !== own).slice(0, shownHits);
  return {
    kind,
    at,
    scanned: answer.scanned,
    milliseconds: answer.milliseconds,
    hits: elsewhere.map(({ groundId, acquiredAt, cosineSimilarity }) => ({
      groundId,
      acquiredAt,
      cosineSimilarity,
    })),
  };
}

function largestChanges(archive: Archive, anywhere: LonLat): DemoChange[] {
  const space = spaceOfChip(archive, chipCovering(archive, anywhere)!.id);
  const places = [...seriesByPlace(archive, space)].flatMap(({ groundId, footprint, observations }) => {
    const difference = lastingDifference(observations);
    return difference === null ? [] : [{ groundId, footprint, ...difference }];
  });
  const usual = median(places.map(({ magnitude }) => magnitude));
  return places
    .sort((one, other) => other.magnitude - one.magnitude)
    .slice(0, shownChanges)
    .map((place) => ({ ...place, timesUsual: place.magnitude / usual }));
}
