import { describe, expect, it } from "vitest";
import {
  readSentinel2,
  readTileMetadata,
  sentinel2Nodata,
} from "../../../../../native/raster/sidecars/sentinel2.ts";
import { sidecarText } from "../../../../support/sidecars.ts";

const scene = { fileNames: [], bandNames: ["B01", "B02", "B04", "B8A", "B11"] };
const level2 = sidecarText("MTD_MSIL2A.xml");
const read = (product: string, tile: string | null = null) =>
  readSentinel2("MTD_MSIL2A.xml", { product, tile: tile === null ? null : readTileMetadata(tile) }, scene);

describe("metadata of a Sentinel-2 product", () => {
  it("gives level 2A its scale and the offset of its baseline", () => {
    const { facts, findings } = read(level2, sidecarText("MTD_TL.xml"));
    expect(findings).toEqual([]);
    expect({ ...facts, bands: [] }).toEqual({
      source: "MTD_MSIL2A.xml",
      platform: "Sentinel-2B",
      level: "Level-2A",
      productName: "S2B_MSIL2A_20230605T104629_N0509_R051_T31UFQ_20230605T151244.SAFE",
      processingBaseline: "05.09",
      acquiredAt: "2023-06-05T10:50:37Z",
      scaling: { scale: 0.0001, offset: -0.1 },
      cloudPercent: 12.345678,
      bands: [],
    });
    expect(facts?.bands.length).toBe(13);
    expect([facts?.bands[8]?.name, facts?.bands[1]?.name]).toEqual(["B8A", "B02"]);
    expect(facts?.bands[8]?.centerWavelengthMicrometers).toBeCloseTo(0.8648, 6);
  });

  it("gives products before baseline 04.00 no offset, and takes the product's own time without a tile", () => {
    const { facts, findings } = read(sidecarText("MTD_MSIL1C.xml"));
    expect([facts?.level, facts?.processingBaseline, facts?.scaling, facts?.acquiredAt]).toEqual([
      "Level-1C",
      "02.06",
      { scale: 0.0001, offset: 0 },
      "2023-06-05T10:46:29Z",
    ]);
    expect(findings.map(({ tone, sentence }) => [tone, sentence])).toEqual([
      ["doubts", "MTD_MSIL2A.xml lists B12, which is not there."],
    ]);
  });

  it("takes no scale where the offsets of the bands differ, and says so", () => {
    const odd = level2.replace(`<BOA_ADD_OFFSET band_id="3">-1000`, `<BOA_ADD_OFFSET band_id="3">-900`);
    const { facts, findings } = read(odd);
    expect([facts?.scaling, findings.map(({ sentence }) => sentence)]).toEqual([
      null,
      ["MTD_MSIL2A.xml gives the bands different scales or offsets, so none was taken from it."],
    ]);
  });

  it("minds only the bands of the scene", () => {
    const odd = level2.replace(`<BOA_ADD_OFFSET band_id="10">-1000`, `<BOA_ADD_OFFSET band_id="10">-900`);
    expect(read(odd).facts?.scaling).toEqual({ scale: 0.0001, offset: -0.1 });
  });

  it("takes no scale where an offset is missing or there is no quantification value", () => {
    expect(read(level2.replace(/<BOA_ADD_OFFSET band_id="3">-1000<.*>/, "")).facts?.scaling).toBe(null);
    expect(read(level2.replaceAll("BOA_QUANTIFICATION_VALUE", "GONE")).facts?.scaling).toBe(null);
  });

  it("knows the no-data value from the product's own table", () => {
    expect(sentinel2Nodata(level2)).toBe(0);
    expect(sentinel2Nodata("<a/>")).toBe(null);
  });

  it("reads the tile's place at each resolution", () => {
    expect(readTileMetadata(sidecarText("MTD_TL.xml"))).toEqual({
      epsg: 32631,
      sensedAt: "2023-06-05T10:50:37Z",
      grids: [
        { gsdMeters: 10, width: 60, height: 60, left: 699960, top: 5500020 },
        { gsdMeters: 20, width: 30, height: 30, left: 699960, top: 5500020 },
        { gsdMeters: 60, width: 10, height: 10, left: 699960, top: 5500020 },
      ],
    });
  });

  it.each([
    ["cut off", level2.slice(0, 4000)],
    ["of something else", "<a><b>1</b></a>"],
    ["no XML", "\0\x01\x02"],
    ["empty", ""],
    ["nested without end", "<a>".repeat(100_000)],
    ["defining entities", level2.replace("?>", `?><!DOCTYPE x [<!ENTITY lol "lol">]>`)],
  ])("does not use metadata that is %s", (_, text) => {
    const { facts, findings } = read(text);
    expect([facts, findings.map(({ tone }) => tone)]).toEqual([null, ["doubts"]]);
  });
});
