import { describe, expect, it } from "vitest";
import { findAcquisitionTime, parseMoment } from "../../../../native/raster/acquiredAt.ts";

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

describe("findAcquisitionTime", () => {
  it("believes the metadata before the file name", () => {
    const found = findAcquisitionTime({ DATE_ACQUIRED: "2020-06-15" }, "copy_20240101.tif");
    expect(found).toEqual({
      acquiredAt: "2020-06-15T00:00:00Z",
      evidence: "Date from DATE_ACQUIRED in the metadata.",
    });
  });

  it("does not take the time the file was written for the time it was taken", () => {
    expect(findAcquisitionTime({ TIFFTAG_DATETIME: "2024:01:02 03:04:05" }, "scene.tif")).toBeNull();
  });

  it("passes over metadata that hold no date", () => {
    expect(findAcquisitionTime({ ACQUISITION_DATE: "unknown" }, "scene_20200615.tif")).toMatchObject({
      evidence: "Date from the file name.",
    });
  });
});
