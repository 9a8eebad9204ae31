import { describe, expect, it } from "vitest";
import { clayBands } from "../../../../../models/encoders/clay/bands.ts";
import { ClayRefusal } from "../../../../../models/encoders/clay/refusal.ts";
import { sensors } from "../../../../../models/sensors/index.ts";

const rolesOf = (...roles: string[]) => roles.map((role) => ({ role }));

describe("the bands that Clay takes", () => {
  it("come by wavelength, whatever their order in the file, and the rest is named", () => {
    const taken = clayBands("sentinel-2-l2a", rolesOf("swir16", "coastal", "blue", "nir09"), "v1.5");
    expect(taken.bands.map(({ role, bandIndex, wave }) => [role, bandIndex, wave])).toEqual([
      ["blue", 2, 0.493],
      ["swir16", 0, 1.61],
    ]);
    expect([taken.clay, taken.fit, taken.gsd, taken.isTrained]).toEqual(["sentinel-2-l2a", "own", 10, true]);
    expect(taken.leftOut).toEqual(["coastal", "nir09"]);
  });

  it("say what they are nearest to, and whether the network saw such numbers", () => {
    const nearest = clayBands("sentinel-2-l1c", rolesOf("red"), "v1");
    expect([nearest.clay, nearest.fit, nearest.isTrained]).toEqual(["sentinel-2-l2a", "nearest", true]);
    expect(clayBands("modis-mod09a1", rolesOf("red"), "v1").isTrained).toBe(false);
    expect(clayBands("modis-mod09a1", rolesOf("red"), "v1.5").isTrained).toBe(true);
    expect(clayBands("planetscope-sr", rolesOf("red"), "v1.5").isTrained).toBe(false);
  });

  it("are decibels for v1.5 and power for v1, whichever the file holds", () => {
    const first = (sensorId: string, role: string, generation: "v1" | "v1.5") => {
      const { mean, std, wave, convert } = clayBands(sensorId, rolesOf(role), generation).bands[0]!;
      return [mean, std, wave, convert];
    };
    const decibels = [-12.113, 8.314, 3.5];
    const power = [0.123273, 1.492154, 3.5];
    expect(first("sentinel-1-rtc", "vv", "v1.5")).toEqual([...decibels, "to-decibels"]);
    expect(first("sentinel-1-rtc-db", "vv_db", "v1.5")).toEqual([...decibels, "none"]);
    expect(first("sentinel-1-rtc", "vv", "v1")).toEqual([...power, "none"]);
    expect(first("sentinel-1-rtc-db", "vv_db", "v1")).toEqual([...power, "to-power"]);
  });

  it("leave out HH and HV", () => {
    const { bands, leftOut } = clayBands("sentinel-1-rtc", rolesOf("hh", "vh", "hv"), "v1.5");
    expect([bands.map(({ role }) => role), leftOut]).toEqual([["vh"], ["hh", "hv"]]);
  });

  it("exist for every sensor that has Clay's units, in both generations", () => {
    for (const { id, bands, clay } of sensors) {
      if (clay === null) continue;
      const roles = bands.map(({ commonName }) => ({ role: commonName }));
      for (const generation of ["v1", "v1.5"] as const)
        expect(clayBands(id, roles, generation).bands.length, id).toBeGreaterThan(1);
    }
  });

  it("are refused where the sensor or all its bands are unknown to Clay", () => {
    expect(() => clayBands("generic", rolesOf("red"), "v1.5")).toThrow(ClayRefusal);
    expect(() => clayBands("no-such-sensor", rolesOf("red"), "v1.5")).toThrow(/like those of no-such-sensor/);
    expect(() => clayBands("sentinel-2-l2a", rolesOf("coastal", "band3"), "v1")).toThrow(
      "Clay takes none of these bands of Sentinel-2 L2A (coastal, band3)",
    );
  });
});
