import { describe, expect, it } from "vitest";
import { crsFromGeoKeys } from "../../../../../native/raster/place/crs/geoKeys.ts";
import { crsFromWkt } from "../../../../../native/raster/place/crs/wkt.ts";
import { projectionOf } from "../../../../../native/raster/place/projection.ts";
import { Random } from "../../../../support/random.ts";

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]';
const utm31 = `PROJCS["mine",${wgs84},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",3],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]`;

describe("crsFromWkt", () => {
  it("takes a code before the parameters, also of the horizontal part of a compound CRS", () => {
    const coded = `PROJCS["ETRS89 / LAEA",${wgs84},PROJECTION["Unheard_Of"],UNIT["metre",1],AUTHORITY["EPSG","3035"]]`;
    expect(crsFromWkt(coded)).toMatchObject({ epsg: 3035, name: "ETRS89 / LAEA" });
    expect(crsFromWkt(`COMPD_CS["both",${coded},VERT_CS["height",VERT_DATUM["x",2005]]]`)).toMatchObject({
      epsg: 3035,
    });
    expect(crsFromWkt('PROJCRS["x",ID["EPSG",32633]]')).toMatchObject({ epsg: 32633 });
  });

  it("knows a UTM zone by its parameters, so that its ground is that of the code", () => {
    expect(crsFromWkt(utm31)).toMatchObject({
      epsg: 32631,
      proj4: "+proj=utm +zone=31 +datum=WGS84 +units=m +no_defs",
    });
  });

  it("does not take feet for metres", () => {
    const crs = crsFromWkt(
      utm31.replace('"metre",1', '"US survey foot",0.3048006096012192').replace("500000", "1640416.6666667"),
    );
    if ("unknown" in crs) throw new Error(crs.unknown);
    expect([crs.epsg, crs.metersPerUnit]).toEqual([null, expect.closeTo(0.3048006096, 10)]);
    const [lon] = projectionOf(crs).toLonLat(1640416.6666667, 16_000_000);
    expect(lon).toBeCloseTo(3, 9);
  });

  it("takes the shift that is written, and doubts a datum on an old ellipsoid that it does not know", () => {
    const old = (rest: string) =>
      crsFromWkt(
        `GEOGCS["old",DATUM["Somebodys_Survey_1897",SPHEROID["Bessel",6377397.155,299.1528128]${rest}],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]`,
      );
    expect(old(",TOWGS84[598.1,73.7,418.2,0.202,0.045,-2.455,6.7]")).toMatchObject({
      proj4: expect.stringContaining("+towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7"),
    });
    expect(old("")).toMatchObject({ doubt: expect.stringMatching(/^The datum Somebodys_Survey_1897 .*\.$/) });
  });

  it("refuses what it cannot place: other bodies, unknown methods, axes to the west, local systems, no text at all", () => {
    const moon = wgs84.replace("6378137,298.257223563", "1737400,0");
    for (const text of [
      moon,
      utm31.replace("Transverse_Mercator", "Bipolar_Oblique"),
      utm31.replace('UNIT["metre",1]]', 'UNIT["metre",1],AXIS["Westing",WEST],AXIS["Southing",SOUTH]]'),
      'LOCAL_CS["site",UNIT["metre",1]]',
      "",
      "PROJCS[",
      "+proj=utm",
      `${utm31}]`,
      "[".repeat(5000),
    ])
      expect(crsFromWkt(text)).toHaveProperty("unknown");
    expect(crsFromWkt(moon)).toEqual({ unknown: "WGS 84, not on Earth" });
  });

  it("answers 3000 damaged texts without an exception", () => {
    const random = new Random(3);
    const letters = '[]",()AZ09.-+ \u0000é';
    for (let trial = 0; trial < 3000; trial++) {
      let text = random.unit() < 0.5 ? utm31 : wgs84;
      for (let change = random.whole(1, 4); change > 0; change--) {
        const at = random.whole(0, text.length - 1);
        const cut = random.whole(0, 12);
        text = text.slice(0, at) + letters[random.whole(0, letters.length - 1)] + text.slice(at + cut);
      }
      const crs = crsFromWkt(text);
      if (!("unknown" in crs)) expect(() => projectionOf(crs).toLonLat(500_000, 1_000_000)).not.toThrow();
    }
  });
});

describe("crsFromGeoKeys", () => {
  it("is null without keys that say something, and unknown for a code that does not exist", () => {
    expect(crsFromGeoKeys({ GTRasterTypeGeoKey: 1 })).toBeNull();
    expect(crsFromGeoKeys({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 12 })).toEqual({
      unknown: "EPSG:12",
    });
    expect(crsFromGeoKeys({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 2046 })).toEqual({
      unknown: "EPSG:2046",
    });
  });

  it("reads the text that ESRI hides in a citation", () => {
    const keys = {
      GTModelTypeGeoKey: 32767,
      GeographicTypeGeoKey: 32767,
      PCSCitationGeoKey: `ESRI PE String = ${utm31}|\u0000`,
    };
    expect(crsFromGeoKeys(keys)).toMatchObject({ epsg: 32631 });
  });

  it("shifts the datum of a CRS whose base alone has a code", () => {
    const keys = {
      GTModelTypeGeoKey: 1,
      GeographicTypeGeoKey: 4267,
      ProjectedCSTypeGeoKey: 32767,
      ProjCoordTransGeoKey: 1,
      ProjNatOriginLongGeoKey: -117,
      ProjNatOriginLatGeoKey: 0,
      ProjScaleAtNatOriginGeoKey: 0.9996,
      ProjFalseEastingGeoKey: 500_000,
      ProjFalseNorthingGeoKey: 0,
      ProjLinearUnitsGeoKey: 9001,
    };
    const crs = crsFromGeoKeys(keys);
    if (crs === null || "unknown" in crs) throw new Error("no CRS");
    const [lon, lat] = projectionOf(crs).toLonLat(440_720, 3_751_320);
    expect([lon, lat]).toEqual([expect.closeTo(-117.64204, 4), expect.closeTo(33.90237, 4)]);
  });

  it("doubts an old ellipsoid without a datum, but no sphere", () => {
    const keys = { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 32767, GeogInvFlatteningGeoKey: 299.15 };
    expect(crsFromGeoKeys({ ...keys, GeogSemiMajorAxisGeoKey: 6377397 })).toHaveProperty("doubt");
    expect(crsFromGeoKeys({ ...keys, GeogSemiMajorAxisGeoKey: 6378137 })).not.toHaveProperty("doubt");
  });

  it("keeps the text of CRSs without a code, which ground ids are made of", () => {
    const modis = {
      GTModelTypeGeoKey: 1,
      GeographicTypeGeoKey: 32767,
      GeogSemiMajorAxisGeoKey: 6371007.181,
      GeogSemiMinorAxisGeoKey: 6371007.181,
      ProjectedCSTypeGeoKey: 32767,
      ProjCoordTransGeoKey: 24,
      ProjLinearUnitsGeoKey: 9001,
      ProjFalseEastingGeoKey: 0,
      ProjFalseNorthingGeoKey: 0,
      ProjCenterLongGeoKey: 0,
    };
    expect(crsFromGeoKeys(modis)).toMatchObject({
      epsg: null,
      proj4: "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +a=6371007.181 +b=6371007.181 +no_defs",
    });
  });
});
