import { join } from "node:path";
import { openArchive } from "../../native/archive/openArchive.ts";
import { vectorOf } from "../../native/archive/vectors.ts";
import { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { type ArgilRun, runArgil } from "./runArgil.ts";

/** Encoders and knowledge of devices below a folder, apart from those of this user. */
export function computerIn(folder: string) {
  const models = new ModelsFolder(join(folder, "models"));
  const env = { ARGIL_MODELS: models.folder, XDG_DATA_HOME: join(folder, "data") };
  return {
    models,
    /** Runs the command line on a project below the folder. */
    argil: (project: string, ...args: string[]): Promise<ArgilRun> =>
      runArgil(["--archive", join(folder, project), "--json", ...args], { env }),
  };
}

/** What `search` prints, as far as tests read it. */
export interface PrintedSearch {
  readonly query: { readonly encoderId: string; readonly precision: string };
  readonly scanned: number;
  readonly notComparable: number;
  readonly hits: readonly {
    readonly chipId: string;
    readonly cosineSimilarity: number;
    readonly patches?: { readonly grid: number; readonly cosines: readonly number[] };
  }[];
}

/** What `ingest` prints, as far as tests read it. */
export interface PrintedIngest {
  readonly scenes: readonly {
    readonly status: string;
    readonly reason?: string;
    readonly chips: { readonly embedded: number; readonly alreadyThere: number };
  }[];
  readonly encoder: { readonly id: string; readonly dimensions: number; readonly provider: string };
}

/** The vectors of a project's spaces, each by chip. */
export function vectorsOf(folder: string) {
  const archive = openArchive(folder);
  try {
    const rows = archive.database
      .prepare<[], { space: number; encoder: string; precision: string; provider: string; chip: number }>(
        `SELECT space_id AS space, encoder_id AS encoder, precision, provider, chip_id AS chip
         FROM embeddings JOIN spaces USING (space_id) ORDER BY space_id, chip_id`,
      )
      .all();
    return rows.map((row) => ({ ...row, vector: vectorOf(archive, row.space, String(row.chip))!.slice() }));
  } finally {
    archive.close();
  }
}
