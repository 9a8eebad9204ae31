import { describe, expect, it } from "vitest";
import { placeFromGeoTiff } from "../../../../../native/raster/jp2/geoJp2.ts";
import { placeFromGml } from "../../../../../native/raster/jp2/gmlJp2.ts";

const gml = (srs: string, vectors = ["10 0", "0 -10"]) => `
<gml:RectifiedGrid dimension="2"><gml:origin><gml:Point gml:id="P1" srsName="${srs}">
<gml:pos>600005 5500015</gml:pos></gml:Point></gml:origin>
${vectors.map((vector) => `<gml:offsetVector srsName="${srs}">${vector}</gml:offsetVector>`).join("")}
</gml:RectifiedGrid>`;

const epsgOf = (place: ReturnType<typeof placeFromGml>) =>
  place?.crs && "epsg" in place.crs ? place.crs.epsg : null;

describe("the place of a JPEG 2000 file", () => {
  it.each([
    "urn:ogc:def:crs:EPSG::32631",
    "urn:ogc:def:crs:EPSG:6.18.3:32631",
    "EPSG:32631",
    "http://www.opengis.net/gml/srs/epsg.xml#32631",
  ])("comes from a GML grid in %s, moved from the pixel's centre to its corner", (srs) => {
    const place = placeFromGml(["<other/>", gml(srs)]);
    expect([epsgOf(place), place?.transform]).toEqual([32631, [10, 0, 600_000, 0, -10, 5_500_020]]);
  });

  it("is not guessed where the order of the axes could be either", () => {
    expect(placeFromGml([gml("urn:ogc:def:crs:EPSG::4326")])).toEqual({
      crs: { unknown: "urn:ogc:def:crs:EPSG::4326" },
      transform: null,
    });
  });

  it("is none where the grid says too little or is broken", () => {
    expect(
      placeFromGml([gml("EPSG:32631", ["10 0"]), gml("EPSG:32631").slice(0, 150), "RectifiedGrid"]),
    ).toBe(null);
  });

  it("is none where the GeoJP2 box is no TIFF, or its tags point beyond it", () => {
    const tiff = Uint8Array.of(
      0x49,
      0x49,
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      0x0e,
      0x83,
      12,
      0,
      3,
      0,
      0,
      0,
      0xff,
      0xff,
      0,
      0,
    );
    expect([
      placeFromGeoTiff(new Uint8Array(0)),
      placeFromGeoTiff(new Uint8Array(40)),
      placeFromGeoTiff(tiff),
    ]).toEqual([null, null, null]);
  });
});
