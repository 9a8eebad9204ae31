import { join } from "node:path";
import { afterAll } from "vitest";
import { type Archive, openArchive } from "../../native/archive/openArchive.ts";
import { findEncoder, openEmbedder } from "../../native/cli/openEmbedder.ts";
import type { SceneChoices } from "../../native/contract/intake.ts";
import type { Embedder } from "../../native/jobs/embedder.ts";
import { type IngestParts, type IngestReport, ingest } from "../../native/jobs/ingest.ts";

/** The built-in encoder with an inference process that ends after the last test. Call at the top of a file. */
export function testEmbedder(): Embedder {
  const { embedder } = openEmbedder(findEncoder());
  afterAll(() => embedder.close());
  return embedder;
}

export interface IngestWish extends Partial<Omit<IngestParts, "archive" | "embedder">> {
  readonly chipPixels?: number;
  readonly minValidFraction?: number;
  readonly choices?: SceneChoices;
}

/** Runs an ingest with the defaults of the command line, but chips of 16 pixels. */
export function ingestPaths(
  paths: readonly string[],
  parts: { readonly archive: Archive; readonly embedder: Embedder },
  { chipPixels = 16, minValidFraction = 0.5, choices = {}, ...wish }: IngestWish = {},
): Promise<IngestReport> {
  return ingest(
    { paths, chipPixels, minValidFraction, choices },
    { ...parts, signal: new AbortController().signal, onProgress: () => undefined, ...wish },
  );
}

/** Runs each piece of work on an archive of its own below the folder. */
export function inArchivesBelow(folder: string) {
  let archiveCount = 0;
  return async <Result>(work: (archive: Archive) => Promise<Result>): Promise<Result> => {
    const archive = openArchive(join(folder, `archive${archiveCount++}`));
    try {
      return await work(archive);
    } finally {
      archive.close();
    }
  };
}
