import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTiffRaster } from "../../../native/raster/tiff/openTiffRaster.ts";

const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

interface Expected {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly dataType: string;
  readonly firstPixels: readonly (readonly number[])[];
  readonly sha256OfFloat64: string;
}

describe("openTiffRaster", () => {
  it.each(cases.map(({ name }) => name))("reads %s to the numbers that GDAL reads", async (name) => {
    const expected: Expected = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8"));
    const file = await openTiffRaster(join(folder, name, "input.tif"));
    const { width, height, bandCount, dataType, reader } = file;
    const window = { column: 0, row: 0, width, height };
    const samples = Array.from({ length: bandCount }, (_, sample) => sample);
    const planes = await reader.readExact(window, samples);
    const hash = createHash("sha256");
    for (const plane of planes) hash.update(new Uint8Array(Float64Array.from(plane).buffer));
    const firstPixels = planes.map((plane) => Array.from(plane.subarray(0, 4)));
    expect({ width, height, bandCount, dataType, firstPixels }).toEqual({
      width: expected.width,
      height: expected.height,
      bandCount: expected.bandCount,
      dataType: expected.dataType,
      firstPixels: expected.firstPixels,
    });
    expect(hash.digest("hex")).toBe(expected.sha256OfFloat64);
    await expectSameByWindows();
    await file.close();

    /** Windows that cut through blocks give the same numbers, as floats too. */
    async function expectSameByWindows(): Promise<void> {
      const part = { column: 11, row: 9, width: 30, height: 25 };
      const last = bandCount - 1;
      const [floats] = await reader.read(part, [last]);
      const cut = new Float32Array(part.width * part.height).map((_, index) => {
        const row = part.row + Math.floor(index / part.width);
        return planes[last]![row * width + part.column + (index % part.width)]!;
      });
      expect(floats).toEqual(cut);
    }
  });

  it("finds the transparency mask and the reduced copies, largest first", async () => {
    const expected = JSON.parse(readFileSync(join(folder, "mask-and-overviews", "expected.json"), "utf8"));
    const { width, height, mask, overviews, close } = await openTiffRaster(
      join(folder, "mask-and-overviews", "input.tif"),
    );
    const [plane] = await mask!.read({ column: 0, row: 0, width, height }, [0]);
    const first = plane!.indexOf(0);
    const firstMasked = [Math.floor(first / width), first % width];
    const sizes = await Promise.all(
      overviews.map(async (one) => {
        const size = { width: one.width, height: one.height };
        const [pixels] = await one.read({ column: 0, row: 0, ...size }, [0]);
        return { ...size, sum: pixels!.reduce((sum, value) => sum + value, 0) };
      }),
    );
    expect({
      maskedCount: plane!.filter((value) => value === 0).length,
      firstMasked,
      overviews: sizes,
    }).toEqual({
      maskedCount: expected.maskedCount,
      firstMasked: expected.firstMasked,
      overviews: expected.overviews,
    });
    await close();
  });
});
