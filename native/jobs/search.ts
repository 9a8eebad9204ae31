import type { ChipId } from "../../models/vocabulary/ids.ts";
import { cosineSimilarity, queryVector } from "../analysis/cosine.ts";
import { histogramOf, percentilesOf, topPositions } from "../analysis/scores.ts";
import { chipCovering, describeChips, findChip } from "../archive/chips.ts";
import type { Archive } from "../archive/openArchive.ts";
import { projectEncoder } from "../archive/projectEncoder.ts";
import type { EmbeddingSpace } from "../archive/saveChips.ts";
import {
  countElsewhere,
  type Scores,
  spaceOfChip,
  storedVectors,
  type VectorSearch,
  vectorOf,
} from "../archive/vectors.ts";
import type { SearchAnswer, SearchExample, SearchHit, SearchRequest } from "../contract/search.ts";
import { EngineError } from "../engineError.ts";

export interface SearchParts {
  readonly archive: Archive;
  readonly vectors: VectorSearch;
}

/** A vector to start from beside the examples, for example of an image that is not in the archive, and where it lives. */
export interface OutsideExample {
  readonly space: EmbeddingSpace;
  readonly vector: Float32Array;
}

const histogramBins = 60;
/** Scores are float32; the best ones are worked out again in double precision, with some to spare for near ties. */
const spare = 64;

/** Scores every chip under the filters against the examples; exact, and the same whichever way the scores were made. */
export function search(
  request: SearchRequest,
  { archive, vectors }: SearchParts,
  outside?: OutsideExample,
): SearchAnswer & OutsideExample & { readonly all: Scores } {
  const started = performance.now();
  const like = request.like.map((example) => resolveExample(example, archive));
  const unlike = request.unlike.map((example) => resolveExample(example, archive));
  const space = outside?.space ?? spaceOfFirst(like, request, archive);
  const query = queryVector(
    [
      ...(outside === undefined ? [] : [outside.vector]),
      ...like.map((chipId) => storedVector(archive, space, chipId)),
    ],
    unlike.map((chipId) => storedVector(archive, space, chipId)),
  );
  const all = vectors.scoreAll(space, query, request.filters);
  const hits = bestHits(all, request, query, space, archive);
  return {
    query: { encoderId: space.encoderId, precision: space.precision, like, unlike, filters: request.filters },
    scanned: all.scores.length,
    notComparable: countElsewhere(archive, space, request.filters),
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
    hits,
    histogram: histogramOf(all.scores, histogramBins),
    all,
    space,
    vector: query,
  };
}

function resolveExample(example: SearchExample, archive: Archive): ChipId {
  if (example.kind === "chip") {
    const chip = findChip(archive, example.chipId);
    if (chip.status === "skipped") throw new EngineError({ kind: "chip-not-embedded", chipId: chip.id });
    return chip.id;
  }
  const chip = chipCovering(archive, example.at, example.sceneId);
  if (chip === null) throw new EngineError({ kind: "no-chip-there", lon: example.at[0], lat: example.at[1] });
  return chip.id;
}

/** That of the encoder asked for; else that of the project's, or, where the chip has none of that, another. */
function spaceOfFirst(
  like: readonly ChipId[],
  { encoderId }: SearchRequest,
  archive: Archive,
): EmbeddingSpace {
  const [first] = like;
  if (first === undefined)
    throw new EngineError({ kind: "not-comparable", detail: "there is no example to be like" });
  const own = projectEncoder(archive);
  const isOwn = encoderId === undefined || encoderId === own?.encoderId;
  const space = spaceOfChip(archive, first, isOwn ? own : { encoderId, precision: null });
  if (encoderId === undefined || space.encoderId === encoderId) return space;
  throw new EngineError({
    kind: "not-comparable",
    detail: `chip ${first} was not embedded with ${encoderId}`,
  });
}

function storedVector(archive: Archive, space: EmbeddingSpace, chipId: ChipId): Float32Array {
  const vector = vectorOf(archive, space.spaceId, chipId);
  if (vector !== null) return vector;
  throw new EngineError({
    kind: "not-comparable",
    detail: `chip ${chipId} has other bands or another encoder`,
  });
}

function bestHits(
  all: Scores,
  request: SearchRequest,
  query: Float32Array,
  space: EmbeddingSpace,
  archive: Archive,
): SearchHit[] {
  const candidates = Array.from(
    topPositions(all.scores, request.limit + spare),
    (position) => all.chipIds[position]!,
  );
  const exact = storedVectors(archive, space, candidates)
    .map(({ chipId, vector }) => ({ chipId, cosineSimilarity: cosineSimilarity(query, vector) }))
    .filter((hit) => hit.cosineSimilarity >= (request.minSimilarity ?? -1))
    .sort((one, other) => other.cosineSimilarity - one.cosineSimilarity || one.chipId - other.chipId)
    .slice(0, request.limit);
  const percentiles = percentilesOf(
    all.scores,
    exact.map((hit) => hit.cosineSimilarity - 1e-6),
  );
  const chips = describeChips(
    archive,
    exact.map((hit) => hit.chipId),
  );
  return exact.map(({ chipId, cosineSimilarity }, index) => ({
    rank: index + 1,
    ...chips.get(chipId)!,
    cosineSimilarity,
    percentile: percentiles[index]!,
  }));
}
