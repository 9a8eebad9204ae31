import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { ChipId } from "../../../models/vocabulary/ids.ts";
import type { Archive } from "../../archive/openArchive.ts";
import type { PatchSimilarity } from "../../contract/encoders.ts";
import type { SearchExample, SearchFilters, SearchHit } from "../../contract/search.ts";
import type { OutsideExample } from "../../jobs/search.ts";
import type { Action } from "../action.ts";
import { exitCodes, UsageError, withArchive } from "../context.ts";
import { parseInteger, parseNumber, parsePlace } from "../parse.ts";
import { table } from "../table.ts";
import { withFilters } from "./lists.ts";

interface SearchOptions extends SearchFilters {
  readonly chip?: string;
  readonly at?: string;
  readonly image?: string;
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  readonly k: number;
  readonly minSimilarity?: number;
  readonly sensor?: string;
  readonly allScores?: string;
  readonly encoder?: string;
  readonly where?: number;
}

const collect = (value: string, former: readonly string[]) => [...former, value];

export function addSearch(program: Command, action: Action): void {
  withFilters(program.command("search").description("find chips that look like an example"))
    .option("--chip <id>", "example: a chip of the archive")
    .option("--at <lon,lat>", "example: the newest chip that covers a place")
    .option("--image <file>", "example: the middle of a GeoTIFF")
    .option("--plus <chip or lon,lat>", "another example to be like; may be repeated", collect, [])
    .option("--minus <chip or lon,lat>", "an example to be unlike; may be repeated", collect, [])
    .option("-k <count>", "hits to print", parseInteger("-k", 1, 1_000_000), 20)
    .option("--min-similarity <cosine>", "hits below are left out", parseNumber("--min-similarity", -1, 1))
    .option("--sensor <id>", "only chips of this sensor")
    .option("--encoder <id>", "compare this encoder's embeddings (default: the project's)")
    .option(
      "--where <count>",
      "for so many of the best hits, how like the query each patch is",
      parseInteger("--where", 1, 1000),
    )
    .option("--all-scores <file>", "also write the score of every chip as CSV")
    .action((options: SearchOptions) =>
      action(async (context) => {
        const given = [options.chip, options.at, options.image].filter((value) => value !== undefined);
        if (given.length !== 1)
          throw new UsageError(
            "A search starts from one of --chip, --at or --image; add further examples with --plus.",
          );
        const { search } = await import("../../jobs/search.ts");
        const { VectorSearch } = await import("../../archive/vectors.ts");
        const answer = await withArchive(context, async (archive) => {
          const outside =
            options.image === undefined
              ? undefined
              : await outsideExample(options.image, archive, options.encoder);
          const { all, vector, space, ...found } = search(
            {
              like: [...firstExample(options), ...options.plus.map(exampleOf)],
              unlike: options.minus.map(exampleOf),
              filters: filtersOf(options),
              limit: options.k,
              ...(options.minSimilarity === undefined ? {} : { minSimilarity: options.minSimilarity }),
              ...(options.encoder === undefined ? {} : { encoderId: options.encoder }),
            },
            { archive, vectors: new VectorSearch(archive) },
            outside,
          );
          if (options.allScores !== undefined) await writeScores(options.allScores, all);
          if (options.where === undefined) return found;
          const best = found.hits.slice(0, options.where).map(({ chipId }) => chipId);
          const patches = await patchesOf(best, { vector, space }, archive);
          return { ...found, hits: found.hits.map((hit) => withPatches(hit, patches)) };
        });
        context.answer(answer, () =>
          [
            table(
              ["rank", "chip", "scene", "acquired", "cosine", "percentile"],
              answer.hits.map((hit) => [
                hit.rank,
                hit.chipId,
                hit.sceneId,
                hit.acquiredAt,
                hit.cosineSimilarity.toFixed(4),
                hit.percentile.toFixed(1),
              ]),
            ),
            `${answer.scanned} chips scored in ${answer.milliseconds.toFixed(1)} ms${answer.notComparable > 0 ? `; ${answer.notComparable} chips with other bands or another encoder were not` : ""}.`,
          ].join("\n"),
        );
        return exitCodes.done;
      }),
    );
}

function firstExample({ chip, at }: SearchOptions): SearchExample[] {
  if (chip !== undefined) return [{ kind: "chip", chipId: chip as ChipId }];
  return at === undefined ? [] : [{ kind: "place", at: parsePlace(at) }];
}

/** A chip's id has no comma; a place does. */
function exampleOf(text: string): SearchExample {
  return text.includes(",")
    ? { kind: "place", at: parsePlace(text) }
    : { kind: "chip", chipId: text as ChipId };
}

function filtersOf({ area, from, to, sensor }: SearchOptions): SearchFilters {
  return {
    ...(area === undefined ? {} : { area }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sensor === undefined ? {} : { sensorId: sensor }),
  };
}

/** Where in the best hits it looks like the query. */
async function patchesOf(
  chipIds: readonly ChipId[],
  query: OutsideExample,
  archive: Archive,
): Promise<ReadonlyMap<ChipId, PatchSimilarity>> {
  const { findEncoder, openEmbedder } = await import("../openEmbedder.ts");
  const { whereInChips } = await import("../../jobs/whereInChips.ts");
  const { ScenePool } = await import("../../raster/scene/scenePool.ts");
  const scenes = new ScenePool();
  await using opened = openEmbedder(findEncoder(query.space.encoderId, query.space.precision));
  try {
    const found = await whereInChips(chipIds, query, opened.embedder, { archive, scenes });
    return new Map(found.map((one) => [one.chipId, one]));
  } finally {
    await scenes.close();
  }
}

function withPatches(hit: SearchHit, patches: ReadonlyMap<ChipId, PatchSimilarity>) {
  const found = patches.get(hit.chipId);
  if (found === undefined) return hit;
  const { grid, cosines } = found;
  return { ...hit, patches: { grid, cosines: cosines.map((cosine) => Number(cosine.toFixed(5))) } };
}

async function outsideExample(file: string, archive: Archive, encoderId?: string): Promise<OutsideExample> {
  const { openEmbedder, openModels } = await import("../openEmbedder.ts");
  const { encoderFor } = await import("../../jobs/projectEncoderOf.ts");
  const { embedImage } = await import("../../jobs/embedImage.ts");
  await using opened = openEmbedder(
    encoderFor(archive, openModels(), encoderId === undefined ? {} : { encoderId }),
  );
  return await embedImage(file, archive, opened.embedder);
}

async function writeScores(
  file: string,
  { chipIds, scores }: { chipIds: Float64Array; scores: Float32Array },
): Promise<void> {
  const lines = Array.from(scores, (score, index) => `${chipIds[index]},${score.toFixed(6)}`);
  await writeFile(file, `chipId,cosineSimilarity\n${lines.join("\n")}\n`);
}
