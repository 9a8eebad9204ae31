import { describe, expect, it } from "vitest";
import { readProductName } from "../../../../models/sensors/productName.ts";
import { findAcquisitionTime } from "../../../../native/raster/scene/acquiredAt.ts";

/** Family in one word, with its level or sensor. */
function family(name: string): string | null {
  const said = readProductName(name)?.family;
  if (said === undefined) return null;
  switch (said.kind) {
    case "sentinel-2":
      return `sentinel-2 ${said.level}`;
    case "landsat":
      return `landsat ${said.mission} ${said.level}`;
    case "sentinel-1":
      return `sentinel-1 ${said.unit}`;
    case "sensor":
      return said.sensorId;
  }
}

const noon = (day: string) => `${day}T00:00:00Z`;

describe("product names", () => {
  it.each([
    [
      "S2B_MSIL2A_20230911T141709_N0509_R010_T20LLQ_20230911T201301.SAFE",
      "sentinel-2 l2a",
      "2023-09-11T14:17:09Z",
    ],
    ["S2A_MSIL1C_20160504T105027_N0202_R051_T31UFQ.tif", "sentinel-2 l1c", "2016-05-04T10:50:27Z"],
    [
      "S2A_OPER_PRD_MSIL1C_PDMC_20160504T180000_R051_V20160504T105027_20160504T105027.SAFE",
      "sentinel-2 l1c",
      "2016-05-04T10:50:27Z",
    ],
    ["T31UFQ_20190329T105021_B02_10m.jp2", "sentinel-2 l2a", "2019-03-29T10:50:21Z"],
    ["T31UFQ_20190329T105021_B02.jp2", "sentinel-2 l1c", "2019-03-29T10:50:21Z"],
    ["20190329T105021_20190329T105634_T31UFQ.tif", "sentinel-2 null", "2019-03-29T10:50:21Z"],
    ["S2B_20LLQ_20230911_0_L2A_B04.tif", "sentinel-2 l2a", noon("2023-09-11")],
    ["SENTINEL2A_20180627-104023-457_L2A_T31UFQ_C_V2-2_FRE_B2.tif", "sentinel-2 l2a", "2018-06-27T10:40:23Z"],
    ["HLS.S30.T31UFQ.2020167T104031.v2.0.B04.tif", "sentinel-2 l2a", "2020-06-15T10:40:31Z"],
    ["HLS.L30.T31UFQ.2020167T104031.v2.0.B04.tif", "landsat 8-9 x10000", "2020-06-15T10:40:31Z"],
    ["LC08_L2SP_195027_20200615_20200824_02_T1_SR_B4.TIF", "landsat 8-9 c2l2", noon("2020-06-15")],
    ["LC09_L1TP_195027_20220615_20220617_02_T1_B4.TIF", "landsat 8-9 c2l1", noon("2022-06-15")],
    ["LE07_L2SP_169055_20010205_20200917_02_T1.tif", "landsat 7 c2l2", noon("2001-02-05")],
    ["LT05_L1TP_195027_19990615_20200824_02_T1.tif", "landsat 4-5 c2l1", noon("1999-06-15")],
    ["LC08_L1TP_195027_20150615_20170407_01_T1_sr_band4.tif", "landsat 8-9 x10000", noon("2015-06-15")],
    ["LC08_195027_20200615.tif", "landsat 8-9 null", noon("2020-06-15")],
    ["LE70220491999322EDC01.tif", "landsat 7 null", noon("1999-11-18")],
    ["m_4112345_ne_18_060_20210815.tif", "naip", noon("2021-08-15")],
    ["m_4112345_ne_18_1_20130704_20131010.tif", "naip", noon("2013-07-04")],
    ["20210101_101112_1003_3B_AnalyticMS_SR.tif", "planetscope-sr-4b", "2021-01-01T10:11:12Z"],
    [
      "20220808_150303_45_2406_3B_AnalyticMS_SR_8b_harmonized_clip.tif",
      "planetscope-sr",
      "2022-08-08T15:03:03Z",
    ],
    ["20210101_101112_1003_3B_AnalyticMS.tif", "planetscope-radiance", "2021-01-01T10:11:12Z"],
    ["20210101_101112_1003_3B_Visual.tif", "orthophoto", "2021-01-01T10:11:12Z"],
    ["S1A_IW_20180128T161201_DVP_RTC30_G_gpuned_FD6A_VV.tif", "sentinel-1 power", "2018-01-28T16:12:01Z"],
    ["S1A_IW_20180128T161201_DVP_RTC30_G_gdufed_FD6A_VV.tif", "sentinel-1 decibels", "2018-01-28T16:12:01Z"],
    [
      "S1A_IW_GRDH_1SDV_20220101T101112_20220101T101137_041000_04DEAD_rtc.tif",
      "sentinel-1 null",
      "2022-01-01T10:11:12Z",
    ],
    [
      "S1A_IW_GRDH_1SDV_20220101T101112_20220101T101137_041000_04DEAD.tif",
      "sentinel-1 amplitude",
      "2022-01-01T10:11:12Z",
    ],
    ["S1B_IW_20210304_RTC.tif", "sentinel-1 null", noon("2021-03-04")],
    ["MOD09A1.A2013257.h12v10.061.2021235.tif", "modis-mod09a1", noon("2013-09-14")],
    ["MOD13Q1.061__250m_16_days_NDVI_doy2013257_aid0001.tif", "modis-mod13q1-ndvi", noon("2013-09-14")],
    ["20220808_150303_SN24_L1D_MS.tif", "satellogic-l1d", "2022-08-08T15:03:03Z"],
    ["2023-02-12-09-05-22_UMBRA-05_GEC.tif", "radar-amplitude", "2023-02-12T09:05:22Z"],
  ])("%s is %s of %s", (name, expected, acquiredAt) => {
    expect(family(name)).toBe(expected);
    const verdict = findAcquisitionTime({ product: null, metadata: {}, fileName: name });
    expect(verdict.time?.acquiredAt).toBe(acquiredAt);
  });

  it("hold the processing baseline", () => {
    const name = "S2B_MSIL2A_20230911T141709_N0509_R010_T20LLQ_20230911T201301.tif";
    expect(readProductName(name)?.processingBaseline).toBe("05.09");
  });

  it("of the EuroSAT set fix its order, in which B8A is last, and hold no date", () => {
    const name = readProductName("AnnualCrop_123.tif");
    expect(name?.bandOrder?.join(" ")).toBe("B01 B02 B03 B04 B05 B06 B07 B08 B09 B10 B11 B12 B8A");
    expect(name?.acquiredAt).toBeNull();
  });

  it.each(["scene.tif", "my_forest_1.tif", "S2_mosaic_2020.tif", "LC08.tif", "20210101_101112.tif", ""])(
    "are not seen in %j",
    (name) => {
      expect(readProductName(name)).toBeNull();
    },
  );

  it("with an impossible day hold no date", () => {
    expect(readProductName("LC08_L2SP_195027_20200631_20200824_02_T1.tif")?.acquiredAt).toBeNull();
  });
});
