import { describe, expect, it } from "vitest";
import { pixelClass } from "../../../../models/clouds/pixelClass.ts";
import {
  cloudMaskKindOf,
  cloudMaskKinds,
  maskClass,
  maskSamples,
} from "../../../../models/sensors/cloudMasks.ts";

const names = Object.entries(pixelClass);
const wordOf = (code: number) => names.find(([, value]) => value === code)?.[0];
const kindOf = (id: string) => cloudMaskKinds.find((kind) => kind.id === id)!;
const classOf = (id: string, ...values: number[]) => wordOf(maskClass(kindOf(id), values));
const classesOf = (id: string, values: readonly number[]) =>
  values.map((value) => classOf(id, value)).join(" ");

describe("masks are decoded as their makers say", () => {
  it("Sentinel-2 scene classification: snow is not cloud", () => {
    expect(classesOf("sentinel-2-scl", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toBe(
      "nodata unknown clear shadow clear clear water unknown cloud cloud thinCloud snow unknown",
    );
  });

  // The values that USGS lists with their meaning (LSDS-1619, table of pixel quality values).
  it("Landsat Collection 2 pixel quality", () => {
    expect(classesOf("landsat-c2-qa-pixel", [1, 21824, 21888, 22280, 23888, 30048, 54596])).toBe(
      "nodata clear water cloud shadow snow thinCloud",
    );
    expect(classesOf("landsat-c2-qa-pixel", [21826, 22080, 24344, 55052])).toBe("cloud clear cloud cloud");
  });

  it("Landsat Collection 1, both bands", () => {
    expect(classesOf("landsat-c1-pixel-qa", [1, 322, 324, 328, 336, 352, 480, 834])).toBe(
      "nodata clear water shadow snow cloud cloud thinCloud",
    );
    expect(classesOf("landsat-c1-bqa", [1, 2720, 2800, 2976, 3744, 6816])).toBe(
      "nodata clear cloud shadow snow thinCloud",
    );
  });

  it("Fmask, as its own values and as the bits of HLS", () => {
    expect(classesOf("fmask", [0, 1, 2, 3, 4, 255, 9])).toBe("clear water shadow snow cloud nodata unknown");
    expect(classesOf("hls-fmask", [0, 64, 66, 72, 80, 96, 68, 255])).toBe(
      "clear clear cloud shadow snow water cloud nodata",
    );
  });

  it("MAJA", () => {
    expect(classesOf("maja-clm", [0, 1, 7, 11, 16, 33, 43, 131, 143, 65])).toBe(
      "clear unknown cloud cloud thinCloud shadow cloud thinCloud cloud shadow",
    );
  });

  it("PlanetScope and Sentinel-2 L1C, one band a class", () => {
    const udm2 = (bands: Readonly<Record<number, number>>) =>
      classOf(
        "planetscope-udm2",
        ...maskSamples(kindOf("planetscope-udm2")).map((sample) => bands[sample] ?? 0),
      );
    expect([{ 0: 1 }, { 1: 1 }, { 2: 1 }, { 3: 1 }, { 4: 1 }, { 5: 1 }, { 7: 1 }, {}].map(udm2)).toEqual([
      "clear",
      "snow",
      "shadow",
      "thinCloud",
      "thinCloud",
      "cloud",
      "nodata",
      "unknown",
    ]);
    // The other bits of the last band are doubts about single bands, not the outside.
    expect(udm2({ 0: 1, 7: 4 })).toBe("clear");
    const classi = (bands: readonly number[]) =>
      classOf(
        "sentinel-2-classi",
        ...maskSamples(kindOf("sentinel-2-classi")).map((sample) => bands[sample]!),
      );
    expect(
      [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 1],
      ].map(classi),
    ).toEqual(["clear", "cloud", "thinCloud", "snow"]);
  });

  it("numbers that no mask holds are unknown", () => {
    for (const kind of cloudMaskKinds.filter(({ code }) => code.kind !== "bands"))
      expect([kind.id, wordOf(maskClass(kind, [Number.NaN]))]).toEqual([kind.id, "unknown"]);
    expect(classOf("maja-clm", -1)).toBe("unknown");
  });
});

describe("a file's name tells the kind of mask", () => {
  it.for([
    ["T32TQM_20200101T101411_SCL_20m.jp2", "sentinel-2-scl"],
    ["SCL.tif", "sentinel-2-scl"],
    ["MSK_CLASSI_B00.jp2", "sentinel-2-classi"],
    ["LC09_L2SP_190027_20230704_20230706_02_T1_QA_PIXEL.TIF", "landsat-c2-qa-pixel"],
    ["LC08_L1TP_190027_20170704_20170715_01_T1_BQA.TIF", "landsat-c1-bqa"],
    ["LE07_L1TP_190027_20170704_01_T1_pixel_qa.tif", "landsat-c1-pixel-qa"],
    ["HLS.S30.T32TQM.2020001T101411.v2.0.Fmask.tif", "hls-fmask"],
    ["chiapas_20020416_fmask.tif", "fmask"],
    ["SENTINEL2A_20180101-105935-459_L2A_T31UFQ_C_V2-2_CLM_R1.tif", "maja-clm"],
    ["20230704_095959_12_2489_3B_udm2_clip.tif", "planetscope-udm2"],
  ] as const)("%s", ([name, id]) => {
    expect(cloudMaskKindOf(name)?.id).toBe(id);
  });

  it("or that it is none", () => {
    for (const name of ["T32TQM_20200101T101411_B02_10m.jp2", "muscle.tif", "QA_PIXEL.txt"])
      expect(cloudMaskKindOf(name)).toBeNull();
  });
});
