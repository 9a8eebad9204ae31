import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDemoScenes } from "../../../native/demo/writeDemoScenes.ts";
import type { FileToAdd } from "../pages/StartPage.ts";

/** The first clear scenes of a small demo landscape, as files to drop. */
export async function demoFiles(count: number): Promise<readonly FileToAdd[]> {
  const folder = await mkdtemp(join(tmpdir(), "argil-e2e-scenes-"));
  try {
    const { scenes } = await writeDemoScenes(folder, { size: 192 });
    const clear = scenes
      .filter((scene) => scene.cloudFraction === 0 && scene.nodataFraction === 0)
      .slice(0, count);
    return await Promise.all(
      clear.map(async ({ fileName }) => ({
        name: fileName,
        mimeType: "image/tiff",
        buffer: await readFile(join(folder, fileName)),
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
