import { describe, expect, it } from "vitest";
import type { LonLat } from "../../models/vocabulary/geometry.ts";
import { readDecimated } from "../../native/raster/pixels/readDecimated.ts";
import { gridFootprint, validOutline } from "../../native/raster/place/footprint.ts";
import { pixelToMap } from "../../native/raster/place/gridPlaces.ts";
import { projectionOf } from "../../native/raster/place/projection.ts";
import { openReadyScene } from "../../native/raster/scene/openScene.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

const file = sharedPath("data/scenes/beaufort_s2_20181013.tif");
const mostSide = 512;

const areaOf = (ring: readonly LonLat[]) =>
  ring.slice(1).reduce((sum, [x, y], index) => sum + ring[index]![0] * y - x * ring[index]![1], 0) / 2;

/** Degrees by which a place lies outside of a ring; 0 inside. */
function outside([x, y]: LonLat, ring: readonly LonLat[]): number {
  let isInside = false;
  let nearest = Infinity;
  for (const [index, [bx, by]] of ring.slice(1).entries()) {
    const [ax, ay] = ring[index]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    const part = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    nearest = Math.min(nearest, Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)));
  }
  return isInside ? 0 : nearest;
}

describe("the outline of a scene whose valid area is a polygon", () => {
  it("leaves out the collar and next to nothing that was measured", async ({ skip }) => {
    if (file === null) return skip(noSharedData);
    const scene = await openReadyScene(file, { sensorId: "generic", acquiredAt: "2018-10-13" });
    const { width, height } = scene.grid;
    const { pixels, columnStep, rowStep } = await readDecimated(
      scene,
      { column: 0, row: 0, width, height },
      mostSide,
    );
    await scene.close();
    const { valid } = pixels;
    const mask = { width: pixels.width, height: pixels.height, valid, columnStep, rowStep };
    const ring = validOutline(mask, scene.grid)!;
    const [toMap, projection] = [pixelToMap(scene.grid), projectionOf(scene.grid.crs)];
    const maskPixel = Math.hypot(scene.grid.transform[0] * columnStep, scene.grid.transform[4] * rowStep);
    let [validCount, cutCount] = [0, 0];
    valid.forEach((value, index) => {
      if (value === 0) return;
      validCount++;
      const [column, row] = [index % pixels.width, Math.floor(index / pixels.width)];
      const place = projection.toLonLat(...toMap((column + 0.5) * columnStep, (row + 0.5) * rowStep));
      if (outside(place, ring) > maskPixel) cutCount++;
    });
    const share = areaOf(ring) / areaOf(gridFootprint(scene.grid));
    console.log(
      `${ring.length} points, ${(share * 100).toFixed(1)} % of the raster, valid ${((validCount / valid.length) * 100).toFixed(1)} %, ${((cutCount / validCount) * 100).toFixed(2)} % of that cut off by more than a pixel of the mask`,
    );
    // An island far off the polygon, in its lower left, is the only part left out.
    expect(cutCount / validCount).toBeLessThan(0.003);
    expect(Math.abs(share - validCount / valid.length)).toBeLessThan(0.02);
    expect(ring.length).toBeLessThan(250);
  });
});
