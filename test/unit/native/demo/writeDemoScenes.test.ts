import { mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromFile } from "geotiff";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeDemoScenes } from "../../../../native/demo/writeDemoScenes.ts";

const size = 64;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "argil-demo-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("writes scenes and the truth about them, leaves what is whole and writes again what was cut short", async () => {
  const progress: number[] = [];
  const truth = await writeDemoScenes(folder, { size, onProgress: (doneCount) => progress.push(doneCount) });
  expect(progress).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
  expect((await readdir(folder)).sort()).toEqual([
    ...truth.scenes.map(({ fileName }) => fileName),
    "demo.json",
  ]);
  expect(truth.bounds).toEqual([515_200, 5_472_000 - 640, 515_840, 5_472_000]);
  expect(truth.bounds.every((edge) => edge % 640 === 0)).toBe(true);
  const [minX, minY, maxX, maxY] = truth.clearCut.bounds;
  expect(truth.clearCut.x).toBeGreaterThan(minX);
  expect(truth.clearCut.x).toBeLessThan(maxX);
  expect(truth.clearCut.y).toBeGreaterThan(minY);
  expect(truth.clearCut.y).toBeLessThan(maxY);
  const file = await fromFile(join(folder, truth.scenes[0]!.fileName));
  const image = await file.getImage();
  expect([image.getWidth(), image.getSamplesPerPixel(), image.getGDALNoData()]).toEqual([size, 10, 0]);
  expect(image.getBoundingBox()).toEqual([...truth.bounds]);
  file.close();

  // The same folder again: nothing to do, then one scene to mend.
  const path = join(folder, truth.scenes[3]!.fileName);
  const { mtimeMs, size: fileBytes } = await stat(path);
  expect(await writeDemoScenes(folder, { size })).toEqual(truth);
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  await truncate(path, 100);
  await writeFile(join(folder, "argil_demo_S2_20190101.tif.1.partial"), "");
  expect(await writeDemoScenes(folder, { size })).toEqual(truth);
  expect((await stat(path)).size).toBe(fileBytes);
  expect((await readdir(folder)).length).toBe(37);
  // Twice 36 scenes; slow machines need longer than the usual five seconds.
}, 30_000);

it("stops when it is cancelled and leaves only whole scenes", async () => {
  const controller = new AbortController();
  const onProgress = (doneCount: number) => {
    if (doneCount === 2) controller.abort();
  };
  await expect(writeDemoScenes(folder, { size, onProgress, signal: controller.signal })).rejects.toThrow(
    "aborted",
  );
  expect((await readdir(folder)).every((name) => name.endsWith(".tif"))).toBe(true);
  expect((await readdir(folder)).length).toBe(2);
});
