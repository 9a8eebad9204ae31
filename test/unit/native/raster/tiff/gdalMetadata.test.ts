import { describe, expect, it } from "vitest";
import { parseGdalMetadata } from "../../../../../native/raster/tiff/gdalMetadata.ts";

describe("parseGdalMetadata", () => {
  it("reads items of the dataset and of each band", () => {
    const xml = `<GDALMetadata>
      <Item name="Sensor">Sentinel-2</Item>
      <Item name="DESCRIPTION" sample="0" role="description">B02 blue</Item>
      <Item name="SCALE" sample="0" role="scale">0.0001</Item>
      <Item name="OFFSET" sample="1" role="offset">-0.1</Item>
    </GDALMetadata>`;
    expect(parseGdalMetadata(xml)).toEqual({
      dataset: { SENSOR: "Sentinel-2" },
      descriptions: new Map([[0, "B02 blue"]]),
      scales: new Map([[0, 0.0001]]),
      offsets: new Map([[1, -0.1]]),
    });
  });

  it("undoes the double escaping of GDAL", () => {
    const item = (text: string) => parseGdalMetadata(`<Item name="A">${text}</Item>`).dataset.A;
    expect(item("NDVI &amp;gt; 0.5 &amp;amp; dry")).toBe("NDVI > 0.5 & dry");
    expect(item("&quot;wet&quot; &lt; &apos;dry&apos;")).toBe("\"wet\" < 'dry'");
  });

  it("leaves out scales that are no numbers and items without a name", () => {
    const xml = '<Item sample="0" role="scale">1</Item><Item name="S" sample="1" role="scale">one</Item>';
    expect(parseGdalMetadata(xml)).toMatchObject({ dataset: {}, scales: new Map() });
  });

  it("finds nothing in an empty or broken tag", () => {
    const nothing = { dataset: {}, descriptions: new Map(), scales: new Map(), offsets: new Map() };
    expect(parseGdalMetadata("")).toEqual(nothing);
    expect(parseGdalMetadata("<GDALMetadata><Item name=")).toEqual(nothing);
  });
});
