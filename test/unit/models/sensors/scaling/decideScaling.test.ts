import { describe, expect, it } from "vitest";
import { sensorOf } from "../../../../../models/sensors/index.ts";
import { decideScaling } from "../../../../../models/sensors/scaling/decideScaling.ts";
import type { ScalingInput } from "../../../../../models/sensors/scaling/scalingInput.ts";
import { facts, sampleOf } from "../clues.ts";

type About = Omit<Partial<ScalingInput>, "sensor" | "bands"> & {
  readonly sensor: string;
  readonly roles?: string;
};

function decide({ sensor: id, roles, ...about }: About) {
  const sensor = sensorOf(id)!;
  const bands = (roles?.split(" ") ?? sensor.bands.map(({ commonName }) => commonName)).map((role) => ({
    role,
    name: sensor.bands.find(({ commonName }) => commonName === role)?.name ?? role,
    wavelengthMicrometers: null,
  }));
  return decideScaling({
    sensor,
    bands,
    isSensorTold: false,
    dataType: "uint16",
    tags: bands.map(() => null),
    sample: null,
    product: null,
    metadata: {},
    fileName: "scene.tif",
    acquiredAt: null,
    answer: {},
    ...about,
  });
}

const both = (scale: number, offset: number) => [
  { scale, offset },
  { scale, offset },
];
const all = (count: number, low: number, middle: number, high: number) =>
  sampleOf(...Array.from({ length: count }, () => [low, middle, high] as const));

describe("Sentinel-2's offset", () => {
  const s2 = (about: Omit<About, "sensor">) =>
    decide({ sensor: "sentinel-2-l2a", roles: "red nir", ...about });
  const dark = sampleOf([38, 900, 4120], [410, 2500, 5216]);
  const darkWithOffset = sampleOf([1080, 1120, 3000], [1100, 1500, 5000]);
  const name = "S2B_MSIL2A_20230911T141709_N0509_R010_T20LLQ_20230911T201301.tif";

  it("is asked about in the words of the card where the name says added and the pixels say removed", () => {
    const made = s2({ sample: dark, fileName: name });
    expect(made).toMatchObject({
      verdict: "asked",
      scale: 0.0001,
      offset: 0,
      question: {
        kind: "offset",
        title: "Has the −1 000 offset been taken out already?",
        options: [
          { label: "Already removed", choices: { offset: "removed" }, isSuggested: true },
          { label: "Still in: subtract 1 000", choices: { offset: "still-in" }, isSuggested: false },
        ],
        input: null,
      },
    });
    expect(made.findings.map(({ sentence }) => sentence)).toEqual([
      "Name says baseline 05.09: ESA adds 1 000 to every value.",
      "No scale or offset tag in the file.",
      "Darkest 1 % lies at DN 55, so it looks already removed.",
    ]);
  });

  it("is still in where baseline and pixels agree", () => {
    expect(s2({ sample: darkWithOffset, fileName: name })).toMatchObject({
      verdict: "still-in",
      scale: 0.0001,
      offset: -0.1,
      question: null,
    });
  });

  it("is removed where a tag and the pixels say so, whatever ESA added", () => {
    expect(s2({ sample: dark, fileName: name, tags: both(0.0001, 0) })).toMatchObject({
      verdict: "removed",
      offset: 0,
    });
  });

  it("is asked about where a tag denies what baseline and pixels say", () => {
    const made = s2({ sample: darkWithOffset, fileName: name, tags: both(0.0001, 0) });
    expect(made).toMatchObject({ verdict: "asked", offset: -0.1 });
  });

  it("was never added before baseline 04.00, and is asked about where the pixels look as if it was", () => {
    const metadata = { PROCESSING_BASELINE: "02.14" };
    expect(s2({ sample: dark, metadata })).toMatchObject({ verdict: "removed", offset: 0 });
    expect(s2({ sample: all(2, 4000, 6000, 9000), metadata })).toMatchObject({ verdict: "removed" });
    expect(s2({ sample: darkWithOffset, metadata })).toMatchObject({ verdict: "asked" });
  });

  it("was never added by MAJA, even where a scene is all cloud", () => {
    const metadata = { PRODUCT: "SENTINEL2A_20180627-104023-457_L2A_T31UFQ_C_V2-2" };
    expect(s2({ sample: all(2, 4000, 6000, 9000), metadata })).toMatchObject({
      verdict: "removed",
      offset: 0,
    });
  });

  it("is never told from the date", () => {
    const bright = all(2, 4000, 6000, 9000);
    for (const acquiredAt of ["2017-06-02T00:00:00Z", "2023-06-02T00:00:00Z"])
      expect(s2({ sample: bright, acquiredAt })).toMatchObject({ verdict: "asked" });
  });

  it("of a whole ESA product follows its XML, though nothing dark is there to check it", () => {
    const product = facts({
      source: "MTD_MSIL2A.xml",
      processingBaseline: "05.09",
      scaling: { scale: 0.0001, offset: -0.1 },
    });
    expect(s2({ sample: all(2, 4000, 6000, 9000), product })).toMatchObject({ verdict: "still-in" });
    expect(s2({ sample: dark, product })).toMatchObject({ verdict: "asked", offset: 0 });
  });

  it("is what the user says, before all else", () => {
    const answer = { offset: "still-in" } as const;
    expect(s2({ sample: dark, answer })).toMatchObject({ verdict: "told", scale: 0.0001, offset: -0.1 });
  });

  it("comes with the dark end of the darkest band, in forty steps", () => {
    const { darkEnd } = s2({ sample: dark, fileName: name });
    expect(darkEnd).toMatchObject({ bandName: "B04", highDigitalNumber: 2000 });
    expect(darkEnd?.counts.length).toBe(40);
    expect(darkEnd?.counts.slice(0, 3)).toEqual([7, 29, 29]);
  });

  it("has no meaning for pictures and for fractions", () => {
    expect(s2({ dataType: "uint8", sample: all(2, 0, 90, 255) })).toMatchObject({
      verdict: "assumed",
      scale: 1 / 255,
    });
    expect(s2({ dataType: "float32", sample: all(2, 0.01, 0.1, 0.6) })).toMatchObject({
      verdict: "assumed",
      scale: 1,
      offset: 0,
    });
  });

  it("is looked for in floating-point numbers that count as ESA does", () => {
    expect(s2({ dataType: "float32", sample: darkWithOffset, fileName: name })).toMatchObject({
      verdict: "still-in",
    });
  });
});

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
