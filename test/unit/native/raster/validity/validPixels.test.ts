import { describe, expect, it } from "vitest";
import type { Collar, ValidityRule } from "../../../../../native/raster/scene/scene.ts";
import { validPixels } from "../../../../../native/raster/validity/validPixels.ts";

const nothing: ValidityRule = {
  nodata: [null, null],
  isFloat: false,
  alphaSample: null,
  hasMask: false,
  zeroFill: "none",
  darkEdge: null,
  collars: [],
};

/** Validity of one row of pixels, one array a band. */
function validOf(
  bands: readonly (readonly number[])[],
  rule: Partial<ValidityRule>,
  transparencies: readonly (readonly number[])[] = [],
): number[] {
  const width = bands[0]!.length;
  const raw = {
    window: { column: 0, row: 0, width, height: 1 },
    size: { width, height: 1 },
    bands: bands.map((band) => Float32Array.from(band)),
    transparencies: transparencies.map((plane) => Float32Array.from(plane)),
  };
  return [...validPixels(raw, { ...nothing, ...rule })];
}

describe("a pixel is not measured", () => {
  it("where any band holds the no-data value", () => {
    expect(
      validOf(
        [
          [1, -9999, 3],
          [4, 5, -9999],
        ],
        { nodata: [-9999, -9999] },
      ),
    ).toEqual([1, 0, 0]);
  });

  it("where a band holds its own no-data value, and not where it holds another band's", () => {
    expect(
      validOf(
        [
          [0, 255, 3],
          [0, 255, 255],
        ],
        { nodata: [0, 255] },
      ),
    ).toEqual([0, 0, 0]);
    expect(
      validOf(
        [
          [255, 7],
          [0, 9],
        ],
        { nodata: [0, 255] },
      ),
    ).toEqual([1, 1]);
    expect(
      validOf(
        [
          [0, 0],
          [7, 9],
        ],
        { nodata: [null, 0] },
      ),
    ).toEqual([1, 1]);
  });

  it("where the no-data value is one that float32 holds only after rounding", () => {
    const lowest = -3.4e38;
    expect(validOf([[lowest, 1]], { nodata: [lowest], isFloat: true })).toEqual([0, 1]);
    expect(validOf([[Math.fround(1e-9 + 0.1), 1]], { nodata: [1e-9 + 0.1], isFloat: true })).toEqual([0, 1]);
  });

  it("where a band is NaN or infinite, with the tag or without", () => {
    const band = [Number.NaN, Infinity, -Infinity, 0];
    expect(validOf([band, [1, 1, 1, 1]], { isFloat: true })).toEqual([0, 0, 0, 1]);
    expect(validOf([band], { isFloat: true, nodata: [Number.NaN] })).toEqual([0, 0, 0, 1]);
  });

  it("where alpha or a mask is 0, and is where it is only half transparent", () => {
    expect(
      validOf([[1, 2, 3, 4]], {}, [
        [0, 1, 128, 255],
        [1, 1, 1, 0],
      ]),
    ).toEqual([0, 1, 1, 0]);
  });

  it("where all bands are 0, for products that fill with 0; one band may be 0", () => {
    expect(
      validOf(
        [
          [0, 0, 5],
          [0, 7, 5],
        ],
        { zeroFill: "every-band" },
      ),
    ).toEqual([0, 1, 1]);
  });

  it("where any band is 0, for Landsat: the stripes of SLC-off differ from band to band", () => {
    expect(
      validOf(
        [
          [0, 9, 5, 0],
          [8, 0, 5, 0],
        ],
        { zeroFill: "any-band" },
      ),
    ).toEqual([0, 0, 1, 0]);
  });

  it("where all bands are 0 or 1, for products with dark edges", () => {
    const darkEdge = { highest: 1, reachPixels: 6 };
    expect(
      validOf(
        [
          [0, 1, 1, 9],
          [1, 1, 9, 1],
        ],
        { darkEdge },
      ),
    ).toEqual([0, 0, 1, 1]);
  });
});

describe("a collar", () => {
  const collar: Collar = {
    color: "black",
    low: 0,
    high: 2,
    cells: Uint8Array.of(1, 0),
    columnCount: 2,
    rowCount: 1,
    cellsPerColumn: 0.5,
    cellsPerRow: 1,
    width: 4,
    height: 1,
  };

  it("takes the pixels of its colour in its cells, and no others", () => {
    expect(
      validOf(
        [
          [0, 3, 0, 9],
          [2, 0, 0, 9],
        ],
        { collars: [collar] },
      ),
    ).toEqual([0, 1, 1, 1]);
  });

  it("found on the scene holds for a reduced copy of it", () => {
    expect(
      validOf(
        [
          [0, 0],
          [1, 0],
        ],
        { collars: [collar] },
      ),
    ).toEqual([0, 1]);
  });
});
