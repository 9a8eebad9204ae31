import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder of this test file's own, made now and taken away after its last test. Call at the top of a file. */
export function tempFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `argil-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
