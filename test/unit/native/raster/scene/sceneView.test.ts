import { describe, expect, it } from "vitest";
import type { PixelWindow } from "../../../../../models/vocabulary/raster.ts";
import type { PyramidSource } from "../../../../../native/raster/scene/scene.ts";
import {
  lookAt,
  placesOfView,
  sampleOf,
  validShareOf,
} from "../../../../../native/raster/scene/sceneView.ts";

const rule = {
  nodata: [0],
  isFloat: false,
  alphaSample: null,
  hasMask: false,
  zeroFill: "none",
  darkEdge: null,
  collars: [],
} as const;

/** One band without overviews whose numbers are made when they are asked for; counts them. */
function made(side: number, value: (column: number, row: number) => number) {
  let readCount = 0;
  const read = async ({ column, row, width, height }: PixelWindow) => {
    readCount += width * height;
    return [
      Float32Array.from({ length: width * height }, (_, index) =>
        value(column + (index % width), row + Math.floor(index / width)),
      ),
    ];
  };
  const grid = { width: side, height: side };
  const source: PyramidSource = {
    grid,
    bands: [{ sample: 0 }],
    validity: rule,
    reader: { read },
    maskReader: null,
    overviews: [],
  };
  return { source, readCount: () => readCount };
}

describe("a look at a scene", () => {
  it("shows every n-th pixel of one that is not large", async () => {
    const view = await lookAt(made(1000, (column, row) => 1 + column + row).source);
    expect(view).toMatchObject({ kind: "whole", columnStep: 2, rowStep: 2 });
    expect([view.pixels.width, view.pixels.bands[0]![1]]).toEqual([500, 3]);
    expect(placesOfView(view).columns[1]).toBe(2.5);
  });

  it("shows windows of a large one, and says where they lie", async () => {
    const { source, readCount } = made(20_000, (column, row) => 1 + column + row);
    const view = await lookAt(source);
    expect(view.kind).toBe("windows");
    expect(readCount()).toBeLessThan(100_000);
    const { columns, rows } = placesOfView(view);
    const numbers = view.pixels.bands[0]!;
    for (let index = 0; index < numbers.length; index += 997)
      expect(numbers[index]).toBe(Math.floor(columns[index]!) + Math.floor(rows[index]!) + 1);
  });

  it("shows all of a large one of which a part was not measured, since there is an outline to find", async () => {
    const { source } = made(20_000, (column, row) => (column < row ? 0 : 7));
    const view = await lookAt(source);
    expect(view.kind).toBe("whole");
    expect(validShareOf(view)).toBeCloseTo(0.5, 2);
  });

  it("sorts the valid numbers, evenly thinned where there are many", () => {
    const bands = [Float32Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 60_000)];
    const valid = new Uint8Array(60_000).fill(1).fill(0, 0, 100);
    const [sorted] = sampleOf({
      kind: "whole",
      pixels: { width: 300, height: 200, bands, valid },
      columnStep: 1,
      rowStep: 1,
    }).sortedDigitalNumbers;
    expect(sorted!.length).toBe(Math.ceil(59_900 / 4));
    expect([...sorted!]).toEqual([...sorted!].sort((one, other) => one - other));
    expect(sorted!.at(-1)).toBeGreaterThan(59_900);
  });
});
