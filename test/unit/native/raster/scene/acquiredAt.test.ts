import { describe, expect, it } from "vitest";
import type { ProductFacts } from "../../../../../models/sensors/clues.ts";
import { findAcquisitionTime, parseMoment } from "../../../../../native/raster/scene/acquiredAt.ts";

describe("parseMoment", () => {
  it.each([
    ["fordead31ufq_20180627.tif", "2018-06-27T00:00:00Z"],
    ["scene_2018-06-27_v2.tif", "2018-06-27T00:00:00Z"],
    ["S2B_MSIL2A_20200615T104619_N0214_R051_T31UFQ_20200615T140000.SAFE", "2020-06-15T10:46:19Z"],
    ["LC08_L2SP_195027_20200615_20200824_02_T1.tif", "2020-06-15T00:00:00Z"],
    ["2020-06-15T10:46:19.024Z", "2020-06-15T10:46:19Z"],
    ["2020-06-15T10:46:19", "2020-06-15T10:46:19Z"],
    ["2020-02-29", "2020-02-29T00:00:00Z"],
  ])("finds the first date in %s", (text, moment) => {
    expect(parseMoment(text)).toBe(moment);
  });

  it.each([
    ["31 June", "scene_20190631.tif"],
    ["29 February of a common year", "scene_20190229.tif"],
    ["a month 13", "scene_20191301.tif"],
    ["a longer number", "tile_4420190615123456789.tif"],
    ["a year far from satellites", "map_18991231.tif"],
    ["mixed separators", "scene_2019-0615.tif"],
    ["no number at all", "scene.tif"],
    ["nothing", ""],
  ])("does not take %s for a date", (_, text) => {
    expect(parseMoment(text)).toBeNull();
  });

  it("drops an impossible time of day but keeps the day", () => {
    expect(parseMoment("scene_20190615_256199.tif")).toBe("2019-06-15T00:00:00Z");
  });
});

const facts = (acquiredAt: string): ProductFacts => ({
  source: "MTD_MSIL2A.xml",
  platform: null,
  level: null,
  productName: null,
  processingBaseline: null,
  acquiredAt,
  scaling: null,
  cloudPercent: null,
  bands: [],
});

const find = (fileName: string, metadata: Readonly<Record<string, string>> = {}) =>
  findAcquisitionTime({ product: null, metadata, fileName });

describe("findAcquisitionTime", () => {
  it("believes the sidecar before the metadata", () => {
    const product = facts("2020-06-15T10:46:19.024Z");
    const found = findAcquisitionTime({
      product,
      metadata: { DATE_ACQUIRED: "2020-06-16" },
      fileName: "scene_20200617.tif",
    });
    expect(found.time).toEqual({
      acquiredAt: "2020-06-15T10:46:19Z",
      evidence: "Date from MTD_MSIL2A.xml.",
    });
  });

  it("asks where the name of a product tells another day than its metadata", () => {
    const name = "S2B_MSIL2A_20230911T141709_N0509_R010_T31UFQ_20230911T180000.tif";
    const { time, candidates, findings } = find(name, { ACQUISITION_DATE: "2018-06-27" });
    expect([time, candidates.map(({ acquiredAt }) => acquiredAt)]).toEqual([
      null,
      ["2018-06-27T00:00:00Z", "2023-09-11T14:17:09Z"],
    ]);
    expect(findings.at(-1)).toEqual({ tone: "doubts", sentence: "But the file name says 2023-09-11." });
  });

  it("minds neither local days nor a plain date of delivery, but tells the latter", () => {
    const name = "S2B_MSIL2A_20230911T141709_N0509_R010_T31UFQ_20230911T180000.tif";
    expect(find(name, { ACQUISITION_DATE: "2023-09-12" }).time?.acquiredAt).toBe("2023-09-12T00:00:00Z");
    const plain = find("copy_20240101.tif", { DATE_ACQUIRED: "2020-06-15" });
    expect(plain.findings.map(({ tone }) => tone)).toEqual(["supports", "doubts"]);
  });

  it("believes the metadata before the file name", () => {
    expect(find("copy_20240101.tif", { DATE_ACQUIRED: "2020-06-15" }).time).toEqual({
      acquiredAt: "2020-06-15T00:00:00Z",
      evidence: "Date from DATE_ACQUIRED in the metadata.",
    });
  });

  it("reads the product name in the metadata before the file name", () => {
    const metadata = { PRODUCT_URI: "S2A_MSIL2A_20190329T105021_N0211_R051_T31UFQ_20190329T135824.SAFE" };
    expect(find("copy_20240101.tif", metadata).time?.acquiredAt).toBe("2019-03-29T10:50:21Z");
  });

  it("does not take the time the file was written for the time it was taken", () => {
    expect(find("scene.tif", { TIFFTAG_DATETIME: "2024:01:02 03:04:05" })).toEqual({
      time: null,
      candidates: [],
      findings: [{ tone: "doubts", sentence: "No date in the metadata or the file name." }],
    });
  });

  it("passes over metadata that hold no date", () => {
    expect(find("scene_20200615.tif", { ACQUISITION_DATE: "unknown" }).time).toMatchObject({
      evidence: "Date from the file name.",
    });
  });

  it("asks where a name holds two dates and no known pattern says which is meant", () => {
    expect(find("mosaic_20200101_20200131.tif")).toEqual({
      time: null,
      candidates: [],
      findings: [
        {
          tone: "doubts",
          sentence:
            "The file name holds 2 dates, 2020-01-01 and 2020-01-31, and nothing says which is meant.",
        },
      ],
    });
  });

  it("does not mind the same date twice", () => {
    expect(find("2020-06-15/scene_20200615.tif").time?.acquiredAt).toBe("2020-06-15T00:00:00Z");
  });

  it("does not take the processing time in an old granule name for the time of sensing", () => {
    const old = "S2A_OPER_MSI_L1C_TL_SGS__20160504T151600_A004524_T31UFQ_B02.tif";
    expect(find(old).time).toBeNull();
  });
});
