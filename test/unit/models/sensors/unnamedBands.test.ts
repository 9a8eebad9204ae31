import { describe, expect, it } from "vitest";
import type { PixelSample, SensorClues } from "../../../../models/sensors/clues.ts";
import { detectSensor, matchSensor } from "../../../../models/sensors/detectSensor.ts";
import { clues, facts, sampleOf, unnamed } from "./clues.ts";

/** Sensor and roles, or what was asked instead: the options in order. */
function seen(about: Partial<SensorClues>, sample: PixelSample | null = null) {
  const match = detectSensor(clues(about), sample);
  if (match.kind === "matched") return `${match.sensor.id}: ${rolesOf(match.bands)}`;
  if (match.kind !== "question") return match.kind;
  return match.candidates.map(({ sensor, bands }) => `${sensor.id}: ${rolesOf(bands)}`);
}
const rolesOf = (bands: readonly { readonly role: string }[]) => bands.map(({ role }) => role).join(" ");

const standard =
  "coastal blue green red rededge071 rededge075 rededge078 nir nir08 nir09 cirrus swir16 swir22";
const euroSat =
  "coastal blue green red rededge071 rededge075 rededge078 nir nir09 cirrus swir16 swir22 nir08";
const ground = [300, 1200, 2500] as const;
const cirrus = [5, 12, 20] as const;
const thirteen = (cirrusAt: number) =>
  sampleOf(...Array.from({ length: 13 }, (_, index) => (index === cirrusAt ? cirrus : ground)));

describe("thirteen bands without names", () => {
  const descriptions = unnamed(13);

  it("of a file of the EuroSAT set are in its order, B8A last", () => {
    expect(seen({ descriptions, fileName: "AnnualCrop_123.tif" })).toBe(`sentinel-2-l1c: ${euroSat}`);
  });

  it("of that set are not cut down to the first three where a file holds three", () => {
    const about = { descriptions: unnamed(3), fileName: "AnnualCrop_123.tif", dataType: "uint8" as const };
    expect(seen({ ...about, isRgb: true })).toBe("orthophoto: red green blue");
    expect(seen(about)).toEqual(["orthophoto: red green blue", "orthophoto: blue green red"]);
  });

  it("of a product of level 1C are in Sentinel-2's own order", () => {
    const fileName = "S2A_MSIL1C_20160504T105027_N0202_R051_T31UFQ.tif";
    expect(seen({ descriptions, fileName })).toBe(`sentinel-2-l1c: ${standard}`);
  });

  it("are asked about, with the order first that puts the darkest band where cirrus is", () => {
    const [own, other] = [`sentinel-2-l1c: ${standard}`, `sentinel-2-l1c: ${euroSat}`];
    expect(seen({ descriptions })).toEqual([own, other]);
    expect(seen({ descriptions }, thirteen(10))).toEqual([own, other]);
    expect(seen({ descriptions }, thirteen(9))).toEqual([other, own]);
  });

  it("are asked about even with a product name where the pixels contradict its usual order", () => {
    const fileName = "S2A_MSIL1C_20160504T105027_N0202_R051_T31UFQ.tif";
    expect(seen({ descriptions, fileName }, thirteen(9))).toEqual([
      `sentinel-2-l1c: ${euroSat}`,
      `sentinel-2-l1c: ${standard}`,
    ]);
  });
});

describe("four bands without names", () => {
  const descriptions = unnamed(4);
  const bgrn = "blue green red nir";
  const rgbn = "red green blue nir";

  it("are asked about, both ways", () => {
    expect(seen({ descriptions, gsdMeters: 10 })).toEqual([
      `sentinel-2-l2a: ${bgrn}`,
      `sentinel-2-l2a: ${rgbn}`,
    ]);
    expect(seen({ descriptions, dataType: "uint8" })).toEqual([`orthophoto: ${rgbn}`, `orthophoto: ${bgrn}`]);
  });

  it("come with the order first in which bright ground is brighter in red than in blue", () => {
    const redFirst = sampleOf([200, 900, 3000], [250, 900, 2500], [300, 800, 1900], [300, 2500, 4000]);
    const match = detectSensor(clues({ descriptions, gsdMeters: 3 }), redFirst);
    expect(match).toMatchObject({
      kind: "question",
      question: {
        kind: "sensor",
        title: "Which order do its 4 bands have?",
        options: [
          {
            label: "Red, green, blue, near infrared",
            choices: { sensorId: "planetscope-sr-4b", bandRoles: ["red", "green", "blue", "nir"] },
            isSuggested: true,
          },
          { label: "Blue, green, red, near infrared", isSuggested: false },
        ],
      },
      findings: [
        {
          tone: "fact",
          sentence: "Red first, as pictures have them. Bright ground is brighter in band 1, as it is in red.",
        },
      ],
    });
  });

  it("of a PlanetScope product are blue first, those of NAIP red first", () => {
    expect(seen({ descriptions, fileName: "20210101_101112_1003_3B_AnalyticMS_SR.tif" })).toBe(
      `planetscope-sr-4b: ${bgrn}`,
    );
    expect(seen({ descriptions, fileName: "m_4112345_ne_18_060_20210815.tif", dataType: "uint8" })).toBe(
      `naip: ${rgbn}`,
    );
  });

  it("get their roles from a sidecar that lists four", () => {
    const band = (name: string, commonName: string) => ({
      name,
      commonName,
      centerWavelengthMicrometers: null,
    });
    const product = facts({
      platform: "Sentinel-2B",
      level: "Level-2A",
      bands: [band("B04", "red"), band("B03", "green"), band("B02", "blue"), band("B08", "nir")],
    });
    expect(seen({ descriptions, product })).toBe(`sentinel-2-l2a: ${rgbn}`);
  });

  it("take the answer that the question offers", () => {
    const about = clues({ descriptions, gsdMeters: 10 });
    const match = detectSensor(about);
    if (match.kind !== "question") throw new Error("nothing was asked");
    const { sensorId, bandRoles } = match.question.options[1]!.choices;
    expect(matchSensor(sensorId!, about, { bandRoles: bandRoles! })).toMatchObject({
      kind: "matched",
      bands: [
        { role: "red", name: "B04" },
        { role: "green" },
        { role: "blue" },
        { role: "nir", name: "B08" },
      ],
    });
  });
});

describe("other bands without names", () => {
  it.each([
    [{ descriptions: unnamed(7), gsdMeters: 463 }, "modis-mod09a1"],
    [{ descriptions: unnamed(2), dataType: "float32" as const }, "sentinel-1-rtc"],
    [{ descriptions: unnamed(8) }, "planetscope-sr"],
    [{ descriptions: unnamed(12) }, "sentinel-2-l2a"],
  ])("%j are asked about, with %s as the likeliest", (about, sensorId) => {
    expect(seen(about)).toEqual(expect.arrayContaining([expect.stringContaining(`${sensorId}: `)]));
  });

  it("of an odd number stay unknown", () => {
    expect([1, 5, 64].map((count) => seen({ descriptions: unnamed(count) }))).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });
});

describe("what the user says of the bands", () => {
  it("gives generic bands their roles by wavelength, none where two would share one", () => {
    const wavelengthsMicrometers = [0.49, 0.56, 0.665, 0.705, 0.712, 0.842, 1.61];
    const match = matchSensor("generic", clues({ descriptions: unnamed(7) }), { wavelengthsMicrometers });
    expect(match.kind === "matched" && rolesOf(match.bands)).toBe("blue green red band4 band5 nir swir16");
    expect(match).toMatchObject({
      bands: wavelengthsMicrometers.map((wavelengthMicrometers) => ({ wavelengthMicrometers })),
    });
  });

  it.each([
    ["too few roles", { bandRoles: ["red"] }, "3 bands, but 1 role or wavelength given"],
    ["a role twice", { bandRoles: ["red", "red", "nir"] }, "role red is given twice"],
    [
      "a band that the sensor has not",
      { bandRoles: ["red", "nir", "lwir"] },
      "Sentinel-2 L2A has no band lwir",
    ],
  ])("is refused with %s", (_, told, detail) => {
    expect(matchSensor("sentinel-2-l2a", clues({ descriptions: unnamed(3) }), told)).toEqual({
      kind: "mismatch",
      detail,
    });
  });

  it("is taken for generic bands as it stands", () => {
    const bandRoles = ["thermal", "depth"];
    const match = matchSensor("generic", clues({ descriptions: unnamed(2) }), { bandRoles });
    expect(match.kind === "matched" && rolesOf(match.bands)).toBe("thermal depth");
  });
});
