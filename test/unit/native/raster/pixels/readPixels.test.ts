import { describe, expect, it } from "vitest";
import { readPixels } from "../../../../../native/raster/pixels/readPixels.ts";
import type { ValidityRule } from "../../../../../native/raster/scene/scene.ts";
import { Random } from "../../../../support/random.ts";
import { planeReader } from "../../../../support/rasters.ts";

const width = 60;
const height = 40;
const reachPixels = 6;
const rule: ValidityRule = {
  nodata: [null, null, null],
  isFloat: false,
  alphaSample: null,
  hasMask: false,
  zeroFill: "every-band",
  darkEdge: { highest: 1, reachPixels },
  collars: [],
};

const sceneOf = (planes: readonly Uint16Array[], validity = rule) => ({
  grid: { width, height },
  bands: planes.map((_, sample) => ({ sample })),
  validity,
  reader: planeReader(planes, width, height),
  maskReader: null,
});

const whole = { column: 0, row: 0, width, height };

/** Land of 100 with the bands' left edges a few pixels apart, and a dark pixel in one band far inside. */
function staggered(): Uint16Array[] {
  return [4, 6, 9].map((edge, band) =>
    Uint16Array.from({ length: width * height }, (_, index) => {
      const column = index % width;
      if (column < edge) return 0;
      if (column === edge) return 1;
      return band === 2 && column === 40 ? 1 : 100;
    }),
  );
}

describe("the edge of a swath", () => {
  it("is invalid as far as any band is dark, and a dark pixel inland is kept", async () => {
    const { valid } = await readPixels(sceneOf(staggered()), whole);
    expect([...valid.subarray(0, 12)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(valid[40]).toBe(1);
    expect(valid.reduce((sum, value) => sum + value, 0)).toBe((width - 10) * height);
  });

  it("is the same in whatever window it is read", async () => {
    const random = new Random(5);
    for (let round = 0; round < 20; round++) {
      const planes = Array.from({ length: 3 }, () =>
        Uint16Array.from({ length: width * height }, () => (random.unit() < 0.5 ? random.whole(0, 1) : 50)),
      );
      const scene = sceneOf(planes);
      const all = await readPixels(scene, whole);
      const window = {
        column: random.whole(0, width - 2),
        row: random.whole(0, height - 2),
        width: 0,
        height: 0,
      };
      window.width = random.whole(1, width - window.column);
      window.height = random.whole(1, height - window.row);
      const { valid } = await readPixels(scene, window);
      for (let row = 0; row < window.height; row++) {
        const from = (row + window.row) * width + window.column;
        expect(valid.subarray(row * window.width, (row + 1) * window.width)).toEqual(
          all.valid.subarray(from, from + window.width),
        );
      }
    }
  });

  it("reads no more than the window where nothing is dark", async () => {
    const scene = sceneOf(staggered());
    await readPixels(scene, { column: 20, row: 10, width: 10, height: 10 });
    expect(scene.reader.pixelsRead()).toBe(100);
  });
});

describe("a window beyond the scene", () => {
  it("is padded with pixels that are not valid", async () => {
    const planes = [new Uint16Array(width * height).fill(9)];
    const scene = sceneOf(planes, { ...rule, nodata: [null] });
    const { valid, bands } = await readPixels(scene, { column: -1, row: -1, width: 2, height: 2 });
    expect([...valid]).toEqual([0, 0, 0, 1]);
    expect([...bands[0]!]).toEqual([0, 0, 0, 9]);
  });
});
