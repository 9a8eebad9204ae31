import { describe, expect, it } from "vitest";
import { groupFiles } from "../../../../../native/raster/bundle/groupFiles.ts";

/** Groups as [bands or the file, companions, left out in silence or with words]. */
const shape = (files: readonly string[], masks: readonly string[] = []) =>
  groupFiles(files, masks).map(({ members, companions, others, findings }) => ({
    members: members.map(({ path, name }) => (name === "" ? path : name)),
    companions: companions.map(({ kind, path }) => `${kind} ${path}`),
    others,
    findings: findings.map(({ sentence }) => sentence),
  }));

const scene = { companions: [], others: [], findings: [] };

describe("files of one folder", () => {
  it("leaves files whose names say nothing of a band alone", () => {
    const files = ["fordead31ufq_20190319.tif", "haiti_rgbn_5m.tif", "base_tiled_deflate.tif", "notes.txt"];
    expect(shape(files)).toEqual(files.slice(0, 3).map((file) => ({ ...scene, members: [file] })));
  });

  it("keeps a single band a scene of one file", () => {
    expect(shape(["a_B04.tif", "b_red.tif"])).toEqual([
      { ...scene, members: ["a_B04.tif"] },
      { ...scene, members: ["b_red.tif"] },
    ]);
  });

  it("takes each Sentinel-2 band from its finest file, B8A behind B08 and B11 behind B09", () => {
    const at = (band: string, gsd: number) => `T31UFQ_20190329T104029_${band}_${gsd}m.jp2`;
    const files = [at("B02", 60), at("B02", 10), at("B02", 20), at("B8A", 60), at("B8A", 20), at("B08", 10)];
    const [group, ...others] = groupFiles([
      ...files,
      at("B11", 20),
      at("B09", 60),
      at("TCI", 10),
      at("AOT", 20),
    ]);
    expect(others).toEqual([]);
    expect(group!.members).toEqual([
      { path: at("B02", 10), name: "B02" },
      { path: at("B08", 10), name: "B08" },
      { path: at("B8A", 20), name: "B8A" },
      { path: at("B09", 60), name: "B09" },
      { path: at("B11", 20), name: "B11" },
    ]);
  });

  it("keeps products of one folder apart", () => {
    expect(shape(["S2A_1_B02.tif", "S2A_2_B02.tif", "S2A_1_B03.tif", "S2A_2_B03.tif"])).toEqual([
      { ...scene, members: ["B02", "B03"] },
      { ...scene, members: ["B02", "B03"] },
    ]);
  });

  it("leaves out heat and panchromatic of Landsat 8 level 1, and says so", () => {
    const at = (part: string) => `LC08_L1TP_196026_20190515_20190521_01_T1_${part}.TIF`;
    expect(shape(["B2", "B3", "B8", "B9", "B10", "B11", "BQA"].map(at))).toEqual([
      {
        members: ["B2", "B3", "B9"],
        companions: [],
        others: ["B8", "B10", "B11", "BQA"].map(at),
        findings: [
          "B8 is left out: it is panchromatic, finer than the bands and no colour of its own.",
          "B10 is left out: it measures heat, not reflected light.",
          "B11 is left out: it measures heat, not reflected light.",
        ],
      },
    ]);
  });

  it("knows heat by the satellite: B6 of Landsat 5 and 7, B10 of HLS L30 but not of HLS S30", () => {
    const left = (files: readonly string[]) => groupFiles(files).map(({ others }) => others);
    const at = (product: string, parts: readonly string[]) => parts.map((part) => `${product}${part}`);
    expect(left(at("LT05_L1TP_1_2_3_02_T1_", ["B5.TIF", "B6.TIF", "B7.TIF"]))).toEqual([
      ["LT05_L1TP_1_2_3_02_T1_B6.TIF"],
    ]);
    expect(left(at("LE07_L1TP_1_2_3_02_T1_", ["B5.TIF", "B7.TIF", "B6_VCID_1.TIF", "B8.TIF"]))).toEqual([
      ["LE07_L1TP_1_2_3_02_T1_B6_VCID_1.TIF", "LE07_L1TP_1_2_3_02_T1_B8.TIF"],
    ]);
    const hls = (sensor: string) => `HLS.${sensor}.T31UFQ.2019088T104029.v2.0.`;
    const parts = ["B02.tif", "B03.tif", "B10.tif", "Fmask.tif", "SZA.tif"];
    expect(left(at(hls("L30"), parts))).toEqual([[`${hls("L30")}B10.tif`, `${hls("L30")}SZA.tif`]]);
    expect(left(at(hls("S30"), parts))).toEqual([[`${hls("S30")}SZA.tif`]]);
  });

  it("reads the older names of surface reflectance, and takes none of Collection 1's quality bits for newer ones", () => {
    const at = (part: string) => `LC08_L1TP_196026_20190515_20190521_01_T1_${part}.tif`;
    const [group] = groupFiles(["sr_band2", "sr_band3", "pixel_qa", "radsat_qa", "sr_aerosol"].map(at));
    expect(group!.members.map(({ name }) => name)).toEqual(["SR_BAND2", "SR_BAND3"]);
    expect(group!.companions).toEqual([]);
  });

  it("finds masks by the scene's own name, beside it and in a folder of masks", () => {
    const files = ["a_1.tif", "a_1_fmask.tif", "b_2.tif", "b_2_SCL.tif", "LC09_X.tif", "LC09_X_QA_PIXEL.TIF"];
    const masks = ["masks/a_1_clm.tif", "masks/b_2_mask.tif", "masks/c_3_mask.tif"];
    expect(groupFiles(files, masks).map(({ companions }) => companions)).toEqual([
      [
        { kind: "fmask", path: "a_1_fmask.tif" },
        { kind: "clm", path: "masks/a_1_clm.tif" },
      ],
      [
        { kind: "scl", path: "b_2_SCL.tif" },
        { kind: "mask", path: "masks/b_2_mask.tif" },
      ],
      [{ kind: "qa-pixel", path: "LC09_X_QA_PIXEL.TIF" }],
    ]);
  });

  it("finds PlanetScope's mask, whose name leaves out how the pixels were processed", () => {
    const files = ["20190329_104029_1003_3B_AnalyticMS_SR_clip.tif", "20190329_104029_1003_3B_udm2_clip.tif"];
    expect(shape(files)).toEqual([{ ...scene, members: [files[0]], companions: [`udm2 ${files[1]}`] }]);
    // Two scenes that it could be of: neither gets it.
    const twice = groupFiles([...files, "20190329_104029_1003_3B_AnalyticMS.tif"]);
    expect(twice.map(({ companions }) => companions.length)).toEqual([0, 0, 0]);
  });

  it("never takes a mask for one of a scene with another name", () => {
    expect(shape(["site_2019.tif", "site_mask.tif", "other_fmask.tif"])).toEqual([
      { ...scene, members: ["site_2019.tif"] },
      { ...scene, members: ["site_mask.tif"] },
      { ...scene, members: ["other_fmask.tif"] },
    ]);
  });

  it("reads names of files as a STAC download has them", () => {
    const files = ["blue.tif", "green.tif", "red.tif", "nir08.tif", "rededge1.tif", "swir16.tif"];
    expect(shape([...files, "scl.tif", "visual.tif", "wvp.tif", "thumbnail.tif"])).toEqual([
      {
        ...scene,
        members: ["blue", "green", "nir08", "red", "rededge1", "swir16"],
        companions: ["scl scl.tif"],
        others: ["visual.tif", "wvp.tif", "thumbnail.tif"],
      },
    ]);
  });
});
