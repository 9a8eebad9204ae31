import { describe, expect, it } from "vitest";
import { facts, sampleOf } from "../clues.ts";
import { type About, all, decide } from "./decide.ts";

const both = (scale: number, offset: number) => [
  { scale, offset },
  { scale, offset },
];
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

  it("was taken out by HLS, which keeps the baseline of what it was made from", () => {
    const made = s2({
      sample: dark,
      fileName: "HLS.S30.T31UFQ.2023167T104031.v2.0.tif",
      metadata: { PROCESSING_BASELINE: "05.09" },
    });
    expect(made).toMatchObject({ verdict: "removed", offset: 0 });
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
