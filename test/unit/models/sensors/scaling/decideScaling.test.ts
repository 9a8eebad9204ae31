import { describe, expect, it } from "vitest";
import { facts } from "../clues.ts";
import { all, decide } from "./decide.ts";

describe("Landsat", () => {
  const collection2 = all(6, 7600, 10_000, 30_000);
  const timesTenThousand = all(6, 200, 1500, 6000);

  it("of Collection 2 level 2 is scaled as its guide says where the values fit", () => {
    expect(decide({ sensor: "landsat-8-9-c2l2", sample: collection2 })).toMatchObject({
      verdict: "assumed",
      scale: 0.0000275,
      offset: -0.2,
    });
  });

  it.each([
    ["landsat-8-9-c2l2", timesTenThousand, "landsat-8-9"],
    ["landsat-7", collection2, "landsat-7-c2l2"],
  ])("%s is asked about where its values are those of the other product", (sensor, sample, other) => {
    expect(decide({ sensor, sample })).toMatchObject({
      verdict: "asked",
      question: {
        kind: "scale",
        options: [{ choices: { sensorId: other } }, { choices: { sensorId: sensor } }],
      },
    });
  });

  it("follows its MTL", () => {
    const product = facts({ source: "LC09_MTL.txt", scaling: { scale: 0.00002, offset: -0.1 } });
    expect(decide({ sensor: "landsat-8-9-c2l1", product })).toMatchObject({
      verdict: "tagged",
      evidence: "LC09_MTL.txt gives scale 0.00002 and offset -0.1.",
    });
  });

  it("does not follow a tag that makes its values impossible", () => {
    const tags = Array.from({ length: 6 }, () => ({ scale: 0.0000275, offset: -0.2 }));
    const made = decide({
      sensor: "landsat-7",
      roles: "blue green red nir08 swir16 swir22",
      tags,
      sample: timesTenThousand,
    });
    expect(made).toMatchObject({ verdict: "asked", scale: 0.0001, offset: 0 });
  });
});

describe("a scale that is stated and usual alike, but makes the values impossible", () => {
  const tags = Array.from({ length: 7 }, () => ({ scale: 0.0000275, offset: -0.2 }));

  it("is asked about where they would be those of another product", () => {
    const made = decide({ sensor: "landsat-8-9-c2l2", tags, sample: all(7, 200, 1500, 6000) });
    const options = made.question?.options.map(({ choices }) => choices.sensorId);
    expect([made.verdict, options]).toEqual(["asked", ["landsat-8-9", "landsat-8-9-c2l2"]]);
  });
});

describe("other numbers", () => {
  it("with tags that differ from band to band are asked about", () => {
    const tags = [
      { scale: 0.0001, offset: 0 },
      { scale: 0.001, offset: 0 },
    ];
    expect(decide({ sensor: "generic", roles: "red nir", tags })).toMatchObject({
      verdict: "asked",
      question: { options: [{ choices: { scaling: tags[0] } }, { choices: { scaling: tags[1] } }] },
    });
  });

  it("of no product are asked about in whole numbers, unless the user named them generic", () => {
    const about = { sensor: "generic", roles: "red nir", sample: all(2, 100, 900, 5000) };
    expect(decide(about)).toMatchObject({
      verdict: "asked",
      question: { options: [{ label: "Reflectance × 10 000" }, { label: "As they are" }] },
    });
    expect(decide({ ...about, isSensorTold: true })).toMatchObject({ verdict: "told", scale: 1 });
    const answer = { scaling: { scale: 0.0001, offset: 0 } };
    expect(decide({ ...about, answer })).toMatchObject({ verdict: "told", scale: 0.0001 });
  });

  it.each([
    ["fractions", all(2, 0.01, 0.1, 0.6), "assumed", 1],
    ["per cents", all(2, 1, 10, 60), "asked", 0.01],
    ["reflectance × 10 000", all(2, 100, 1000, 6000), "asked", 0.0001],
  ] as const)("in floating point that are %s", (_, sample, verdict, scale) => {
    expect(decide({ sensor: "generic", roles: "red nir", dataType: "float32", sample })).toMatchObject({
      verdict,
      scale,
    });
  });

  it("of radar are taken as they are, decibels and power alike", () => {
    for (const sensor of ["sentinel-1-rtc", "sentinel-1-rtc-db"])
      expect(decide({ sensor, dataType: "float32" })).toMatchObject({ scale: 1, offset: 0 });
  });

  it("of an index are divided by 10 000 only where they are whole", () => {
    const sensor = "modis-mod13q1-ndvi";
    expect(decide({ sensor, dataType: "int16", sample: all(2, -500, 6000, 9000) }).scale).toBe(0.0001);
    expect(decide({ sensor, dataType: "float32", sample: all(2, -0.05, 0.6, 0.9) }).scale).toBe(1);
  });

  it("that are radiances are not passed off as reflectances", () => {
    expect(decide({ sensor: "planetscope-radiance" })).toMatchObject({ verdict: "asked" });
  });

  it("of 16-bit pictures are asked about where they fill only 12", () => {
    expect(decide({ sensor: "orthophoto", sample: all(4, 50, 900, 3900) })).toMatchObject({
      verdict: "asked",
      scale: 1 / 4095,
    });
    expect(decide({ sensor: "orthophoto", sample: all(4, 500, 20_000, 65_000) })).toMatchObject({
      verdict: "assumed",
      scale: 1 / 65535,
    });
  });
});
