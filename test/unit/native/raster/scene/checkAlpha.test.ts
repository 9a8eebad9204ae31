import { describe, expect, it } from "vitest";
import { withoutFalseAlpha } from "../../../../../native/raster/scene/checkAlpha.ts";
import { Random } from "../../../../support/random.ts";
import { planeRaster } from "../../../../support/rasters.ts";

const side = 64;
const random = new Random(7);
const colour = () => Uint8Array.from({ length: side ** 2 }, () => random.whole(20, 200));
const withFourth = (fourth: Uint8Array) =>
  planeRaster([colour(), colour(), colour(), fourth], side, { alphaSample: 3 });

describe("a band that is marked as alpha", () => {
  it("stays alpha where it is 0 or full but for a feathered rim", async () => {
    const alpha = Uint8Array.from({ length: side ** 2 }, (_, index) => {
      const column = index % side;
      return column < 20 ? 0 : column < 24 ? 128 : 255;
    });
    const { raster, findings } = await withoutFalseAlpha(withFourth(alpha));
    expect([raster.alphaSample, findings]).toEqual([3, []]);
  });

  it("is a band that measures where it is neither, and that is said", async () => {
    const { raster, findings } = await withoutFalseAlpha(withFourth(colour()));
    expect(raster.alphaSample).toBeNull();
    expect(findings).toEqual([
      {
        tone: "doubts",
        sentence:
          "Band 4 is marked as alpha, but 100 % of it is neither 0 nor full: taken as a band that measures.",
      },
    ]);
  });
});
