import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sensorGsds, sensorOf, sensors } from "../../../../models/sensors/index.ts";
import { noSharedData, sharedPath } from "../../../support/sharedData.ts";

interface ClaySensor {
  readonly bands: readonly ClayStatistics[];
  readonly v1_bands?: readonly ClayStatistics[];
}
interface ClayStatistics {
  readonly mean: number;
  readonly std: number;
  readonly wavelength_um: number;
}

describe("sensors", () => {
  it("have ids and roles of their own", () => {
    expect(new Set(sensors.map(({ id }) => id)).size).toBe(sensors.length);
    for (const { id, bands } of sensors)
      expect([id, new Set(bands.map(({ commonName }) => commonName)).size]).toEqual([id, bands.length]);
  });

  it("keep the ids and sample distances that archives and scripts use", () => {
    expect(
      ["sentinel-2-l2a", "sentinel-2-l1c", "landsat-7", "landsat-8-9", "orthophoto", "generic"].map((id) => [
        id,
        sensorGsds(id),
      ]),
    ).toEqual([
      ["sentinel-2-l2a", [10, 20, 60]],
      ["sentinel-2-l1c", [10, 20, 60]],
      ["landsat-7", [30, 28.5, 15]],
      ["landsat-8-9", [30, 15]],
      ["orthophoto", []],
      ["generic", []],
    ]);
  });

  it("carry Clay's statistics to the letter", ({ skip }) => {
    const path = sharedPath("clay/sensors.json");
    if (path === null) return skip(noSharedData);
    const clay: Readonly<Record<string, ClaySensor>> = JSON.parse(readFileSync(path, "utf8")).sensors;
    const own = sensors.filter((sensor) => sensor.clay?.fit === "own");
    expect([...new Set(own.map((sensor) => sensor.clay?.sensorId))].toSorted()).toEqual(
      Object.keys(clay).toSorted(),
    );
    for (const { id, bands, clay: units } of own) {
      const theirs = clay[units!.sensorId]!;
      const expected = id === "sentinel-1-rtc" ? theirs.v1_bands! : theirs.bands;
      const mine = bands.flatMap((band) => band.clay ?? []);
      const text = ({ mean, std, wavelength_um }: ClayStatistics) => `${mean} ${std} ${wavelength_um}`;
      const mineText = mine.map(
        ({ mean, standardDeviation, wavelengthMicrometers }) =>
          `${mean} ${standardDeviation} ${wavelengthMicrometers}`,
      );
      expect([id, mineText.toSorted()]).toEqual([id, expected.map(text).toSorted()]);
    }
  });

  it("give Clay's means as plausible values in the units they measure", () => {
    const meanOf = (id: string, role: string) => {
      const { bands, clay } = sensorOf(id)!;
      const { mean } = bands.find(({ commonName }) => commonName === role)!.clay!;
      return mean * clay!.scale + clay!.offset;
    };
    expect(meanOf("sentinel-2-l2a", "red")).toBeCloseTo(0.155, 3);
    expect(meanOf("landsat-8-9-c2l2", "red")).toBeCloseTo(0.177, 3);
    expect(meanOf("landsat-7", "nir08")).toBeCloseTo(0.29, 2);
    expect(meanOf("naip", "red")).toBeCloseTo(0.432, 3);
    expect(meanOf("sentinel-1-rtc-db", "vv_db")).toBeCloseTo(-12.1, 1);
  });
});
