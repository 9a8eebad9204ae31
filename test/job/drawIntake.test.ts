import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawIntakePreview } from "../../native/jobs/drawIntake.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { type SampleOf, type TinyScene, writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("draw-intake");

/** Corners of the picture as [red, green, blue, alpha]. */
async function cornersOf(path: string) {
  const drawn = await drawIntakePreview({ path, choices: {} }, 32);
  const { data, info } = await sharp(drawn!).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (column: number, row: number) => [
    ...data.subarray((row * info.width + column) * 4).subarray(0, 4),
  ];
  return [at(1, 1), at(30, 1), at(1, 30), at(30, 30)];
}

const drawnOf = async (name: string, scene: TinyScene) =>
  cornersOf(await writeTinyScene(join(folder, name), { side: 32, ...scene }));

/** Bright in the upper half of the first band, in the left half of the last one. */
const halves: (bandCount: number) => SampleOf =
  (bandCount) =>
  ({ band, column, row }) =>
    (band === 0 && row < 16) || (band === bandCount - 1 && column < 16) ? 4000 : 500;

describe("the picture of what is not settled", () => {
  it("is in true colour where the bands are known and only the date is asked for", async () => {
    const bandDescriptions = ["B04 red", "B03 green", "B02 blue"];
    const [both, upper, left, none] = await drawnOf("undated.tif", {
      bandCount: 3,
      bandDescriptions,
      sample: halves(3),
    });
    const isBright = (color: readonly number[]) => color.slice(0, 3).map((value) => value > 128);
    expect([both, upper, left, none].map((color) => isBright(color!))).toEqual([
      [true, false, true],
      [true, false, false],
      [false, false, true],
      [false, false, false],
    ]);
  });

  it("is the first band in grey where nobody knows what the bands are", async () => {
    const corners = await drawnOf("unknown.tif", {
      bandCount: 2,
      bandDescriptions: ["", ""],
      sample: halves(2),
    });
    for (const [red, green, blue] of corners) expect([green, blue]).toEqual([red, red]);
    const [both, upper, left, none] = corners.map(([red]) => red!);
    expect([both! > 200, upper! > 200, left! < 50, none! < 50]).toEqual([true, true, true, true]);
  });

  it("is there for a mask that is refused, too", async () => {
    const bandCount = 1;
    const corners = await drawnOf("forest_mask.tif", {
      bandCount,
      bandDescriptions: [""],
      dataType: "uint8",
      sample: ({ row }) => (row < 16 ? 1 : 2),
    });
    expect(corners.map(([red]) => red! > 128)).toEqual([false, false, true, true]);
  });
});

const odd = (name: string) => sharedPath(`data/odd/variants/${name}`);

describe("the picture of a real file", () => {
  it("is the same with its place and without", async ({ skip }) => {
    if (odd("no_crs.tif") === null) return skip(noSharedData);
    const [placed, bare] = await Promise.all(
      ["base_tiled_deflate.tif", "no_crs.tif"].map((name) =>
        drawIntakePreview({ path: odd(name)!, choices: {} }, 128),
      ),
    );
    expect(bare!.equals(placed!)).toBe(true);
  });

  it("is north up where its rows run north", async ({ skip }) => {
    if (odd("south_up.tif") === null) return skip(noSharedData);
    const [northUp, southUp] = await Promise.all(
      ["base_tiled_deflate.tif", "south_up.tif"].map(async (name) =>
        sharp((await drawIntakePreview({ path: odd(name)!, choices: {} }, 128))!)
          .raw()
          .toBuffer(),
      ),
    );
    expect(southUp!.equals(northUp!)).toBe(true);
  });
});
