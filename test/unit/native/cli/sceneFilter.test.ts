import { describe, expect, it } from "vitest";
import type { LonLatBounds } from "../../../../models/vocabulary/geometry.ts";
import { isSceneWithin } from "../../../../native/cli/sceneFilter.ts";
import type { SceneSummary } from "../../../../native/contract/scenes.ts";

const scene = (bounds: LonLatBounds, acquiredAt = "2020-06-01T10:30:00Z") =>
  ({ bounds, acquiredAt }) as unknown as SceneSummary;

describe("isSceneWithin", () => {
  const inFrance = scene([5, 49, 6, 50]);

  it("keeps scenes that touch the area", () => {
    expect(isSceneWithin(inFrance, { area: [6, 50, 7, 51] })).toBe(true);
    expect(isSceneWithin(inFrance, { area: [6.1, 49, 7, 50] })).toBe(false);
  });

  it("takes the last day whole and the first day from its beginning", () => {
    expect(isSceneWithin(inFrance, { from: "2020-06-01", to: "2020-06-01" })).toBe(true);
    expect(isSceneWithin(inFrance, { to: "2020-05-31" })).toBe(false);
    expect(isSceneWithin(inFrance, { from: "2020-06-02" })).toBe(false);
  });

  it("finds a scene across the antimeridian from both sides", () => {
    const fiji = scene([179, -18, -179, -16]);
    expect(isSceneWithin(fiji, { area: [178, -17, 179.5, -16.5] })).toBe(true);
    expect(isSceneWithin(fiji, { area: [-179.5, -17, -178, -16.5] })).toBe(true);
    expect(isSceneWithin(fiji, { area: [0, -17, 10, -16.5] })).toBe(false);
  });

  it("finds a scene in an area that crosses the antimeridian", () => {
    const area = [178, -20, -178, -10] as const;
    expect(isSceneWithin(scene([179, -18, 179.5, -16]), { area })).toBe(true);
    expect(isSceneWithin(scene([-179.5, -18, -179, -16]), { area })).toBe(true);
    expect(isSceneWithin(inFrance, { area })).toBe(false);
  });
});
