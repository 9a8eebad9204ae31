import { describe, expect, it } from "vitest";
import { isPastDay } from "../../../renderer/intake/DateAnswer.tsx";
import { darkEndBars, darkEndMarkers, isCrowded } from "../../../renderer/intake/darkEndBars.ts";
import {
  chipsWords,
  cloudWords,
  costWords,
  nodataWords,
  percent,
  rangeWords,
  sceneName,
  sizeWords,
  typeWords,
} from "../../../renderer/intake/words.ts";
import { choiceWords, momentWords, roleWords } from "../../../renderer/ui/sceneWords.ts";
import {
  darkEnd,
  offsetReport,
  readyReport,
  refusedReport,
  unreadableReport,
} from "../../support/sceneReports.ts";

describe("a scene in words", () => {
  it("says roles as people do and keeps what it has no word for", () => {
    expect(["swir16", "nir08", "blue", "rededge071", "ndvi_mean", null].map(roleWords)).toEqual([
      "shortwave 1",
      "near infrared",
      "blue",
      "red edge 1",
      "ndvi mean",
      "unknown",
    ]);
  });

  it("gives the minute only where it is known", () => {
    expect([
      momentWords("2023-09-11T14:17:09Z"),
      momentWords("2001-02-05T00:00:00Z"),
      momentWords("2001-02-05"),
    ]).toEqual(["2023-09-11 14:17", "2001-02-05", "2001-02-05"]);
  });

  it("leaves out of its size what nobody knows", () => {
    expect(sizeWords(offsetReport)).toBe("500 × 500, 3 bands, 1.4 MB");
    expect(sizeWords(unreadableReport)).toBe("");
  });

  it("does not round a small share to nothing, nor a large one to all", () => {
    expect([0, 0.0004, 0.004, 0.0213, 0.12, 0.9999, 1].map(percent)).toEqual([
      "0 %",
      "under 0.1 %",
      "0.4 %",
      "2.1 %",
      "12 %",
      "99.9 %",
      "100 %",
    ]);
  });

  it("promises no more than was looked at", () => {
    const rules: readonly string[] = [];
    expect(nodataWords({ validFraction: 1, isExact: true, rules })).toBe("0 %");
    expect(nodataWords({ validFraction: 1, isExact: false, rules })).toBe("none seen");
    expect(nodataWords({ validFraction: 0.88, isExact: false, rules })).toBe("about 12 %");
    expect(cloudWords({ fraction: 0.12, source: "estimate", sentence: "" })).toBe("about 12 %, estimate");
    expect(cloudWords({ fraction: 0.0004, source: "estimate", sentence: "" })).toBe("under 0.1 %, estimate");
    expect(cloudWords({ fraction: 0.021, source: "mask", sentence: "" })).toBe("2.1 %");
  });

  it("marks digital numbers, and shows reflectances as they are", () => {
    expect(rangeWords({ low: 38, high: 4120 }, "uint16")).toBe("DN 38–4\u202f120");
    expect(rangeWords({ low: -20, high: 255 }, "int16")).toBe("DN −20–255");
    expect(rangeWords({ low: 0.052, high: 0.31 }, "float32")).toBe("0.052–0.31");
    expect(rangeWords({ low: 3, high: 255 }, "uint8")).toBe("3–255");
    expect(rangeWords(null, "uint16")).toBe("");
  });

  it("says type, chips and cost", () => {
    expect(typeWords(refusedReport)).toBe("8-bit, JPEG");
    expect(typeWords(readyReport)).toBe("32-bit float, deflate");
    expect(chipsWords(offsetReport.plan!)).toBe("210, 15 partly cut");
    expect([costWords({ seconds: 4, bytes: 2.9e6 }), costWords({ seconds: null, bytes: 9e5 })]).toEqual([
      "about 4 s, 2.9 MB",
      "900 kB",
    ]);
  });

  it("calls a scene of one file by the file, and one of many by its product", () => {
    const landsat = {
      file: "/in/LC09_T1_MTL.txt",
      title: "LC09_T1",
      files: ["/in/LC09_T1_SR_B1.TIF", "/in/LC09_T1_SR_B2.TIF"],
    };
    const single = { file: "/in/a_b.tif", title: "a_b", files: ["/in/a_b.tif"] };
    expect([landsat, single].map(sceneName)).toEqual(["LC09_T1", "a_b.tif"]);
  });

  it("says what was answered", () => {
    expect(choiceWords({ offset: "removed" })).toBe("offset already removed");
    expect(choiceWords({ sensorId: "generic", acquiredAt: "2020-01-02" })).toBe(
      "sensor generic; taken 2020-01-02",
    );
    expect(choiceWords({ scaling: { scale: 0.0001, offset: -0.1 } })).toBe("value = number × 0.0001 − 0.1");
    expect(choiceWords({})).toBe("");
  });
});

describe("a day typed by hand", () => {
  it.each([
    ["2021-09-06", true],
    ["2021-02-30", false],
    ["2021-9-6", false],
    ["1899-12-31", false],
    ["2026-01-02", false],
    ["", false],
  ])("%s: %s", (day, isFine) => {
    expect(isPastDay(day, new Date("2026-01-01T12:00:00Z"))).toBe(isFine);
  });
});

describe("the dark end", () => {
  it("is drawn with its highest bar over the whole height", () => {
    const bars = darkEndBars(darkEnd);
    expect(bars).toHaveLength(darkEnd.counts.length);
    expect(Math.max(...bars.map(({ height }) => height))).toBe(47);
    expect(bars.every(({ y, height }) => Math.abs(y + height - 54) < 1e-9)).toBe(true);
  });

  it("marks where it lies and where it would lie with the offset", () => {
    const markers = darkEndMarkers(darkEnd);
    expect(markers.darkest).toMatchObject({ label: "DN 38, darkest 1 %", anchor: "start" });
    expect(markers.darkest.x).toBeCloseTo(6.7, 1);
    expect(markers.stillIn).toMatchObject({ x: 126, label: "1\u202f000" });
    expect(isCrowded(markers)).toBe(false);
  });

  it("leaves out a label that another would run into", () => {
    const still = { ...darkEnd, darkestPercentDigitalNumber: 1040 };
    expect(isCrowded(darkEndMarkers(still))).toBe(true);
    expect(darkEndMarkers({ ...darkEnd, highDigitalNumber: 500 }).stillIn).toBeNull();
  });

  it("keeps flat ground flat", () => {
    expect(darkEndBars({ ...darkEnd, counts: [0, 0] }).every(({ height }) => height === 0)).toBe(true);
  });
});
