import { describe, expect, it } from "vitest";
import { locatorMark, locatorPath, locatorSize, locatorView } from "../../../renderer/map/locator.ts";

const square = (west: number, south: number) => [
  [west, south],
  [west + 4, south],
  [west + 4, south + 4],
  [west, south + 4],
  [west, south],
];

describe("the locator", () => {
  it("marks the middle of a small scene with a square that can be seen", () => {
    const view = locatorView([-63.2, -9.4, -63.1, -9.3]);
    const mark = locatorMark([-63.2, -9.4, -63.1, -9.3], view);
    expect([mark.width, mark.height]).toEqual([8, 8]);
    const [x, y] = [mark.x + 4, mark.y + 4];
    expect(Math.abs(x - locatorSize.width / 2)).toBeLessThan(8);
    expect(Math.abs(y - locatorSize.height / 2)).toBeLessThan(8);
  });

  it("shares one view among scenes of one place", () => {
    expect(locatorView([5.3, 49.2, 5.4, 49.3])).toEqual(locatorView([5.5, 49.4, 5.6, 49.5]));
  });

  it("never looks over a pole", () => {
    const view = locatorView([10, 88, 20, 89]);
    expect(view.north).toBe(90);
    expect(locatorView([10, -89, 20, -88]).north - locatorSize.height / view.pixelsPerLatitude).toBe(-90);
  });

  it("draws what lies in view and nothing else", () => {
    const view = locatorView([0, 0, 1, 1]);
    expect(locatorPath([square(0, 0)], view, true)).toMatch(/^M[\d.,L-]+Z$/);
    expect(locatorPath([square(120, 0)], view, true)).toBe("");
  });

  it("shows land on both sides of the antimeridian", () => {
    const bounds = [179.5, -17, -179.5, -16] as const;
    const view = locatorView(bounds);
    expect(locatorPath([square(170, -18), square(-178, -18)], view, true).match(/M/g)).toHaveLength(2);
    const mark = locatorMark(bounds, view);
    expect(mark.x + mark.width / 2).toBeCloseTo(locatorSize.width / 2, 0);
  });
});
