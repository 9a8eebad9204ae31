import type { ProductBand } from "../../../models/sensors/clues.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import {
  commonScaling,
  momentOf,
  numberOf,
  type ProductReading,
  type ReadFor,
  type Scaling,
  unreadable,
} from "./reading.ts";
import { attributeOf, findElement, parseXml, textOf, type XmlElement } from "./xml.ts";

/** Metadata of the tile: where its pixels lie, and when it was seen. */
export interface TileMetadata {
  readonly epsg: number | null;
  readonly sensedAt: string | null;
  /** One for each resolution. */
  readonly grids: readonly TileGrid[];
}

export interface TileGrid {
  readonly gsdMeters: number;
  readonly width: number;
  readonly height: number;
  /** Map coordinates of the upper-left corner. */
  readonly left: number;
  readonly top: number;
}

// Elements as in the Sentinel-2 Products Specification Document (S2-PDGS-TAS-DI-PSD), from version 12 to 15.

/** Product metadata, `MTD_MSIL1C.xml` or `MTD_MSIL2A.xml` and their names before 2016. */
export function readSentinel2(
  sidecar: string,
  { product, tile }: { product: string; tile: TileMetadata | null },
  { bandNames }: ReadFor,
): ProductReading {
  const tree = parseXml(product);
  const level = tree === null ? null : read(tree, "PROCESSING_LEVEL");
  if (tree === null || level === null)
    return unreadable(sidecar, "it is not the metadata of a Sentinel-2 product");
  const bands = spectralBands(tree);
  const { scaling, findings } = scalingOf(sidecar, tree, bands, bandNames);
  return {
    facts: {
      source: sidecar,
      platform: read(tree, "SPACECRAFT_NAME"),
      level,
      productName: read(tree, "PRODUCT_URI") ?? read(tree, "PRODUCT_URI_2A") ?? read(tree, "PRODUCT_URI_1C"),
      processingBaseline: read(tree, "PROCESSING_BASELINE"),
      acquiredAt: tile?.sensedAt ?? momentOf(read(tree, "PRODUCT_START_TIME")),
      scaling,
      cloudPercent: numberOf(read(tree, "Cloud_Coverage_Assessment")),
      bands: bands.map(({ name, centerWavelengthMicrometers }) => ({
        name,
        commonName: null,
        centerWavelengthMicrometers,
      })),
    },
    findings: [...findings, ...missingBands(sidecar, tree, bandNames)],
  };
}

/** The number that marks pixels without a measurement, by the product's own table. */
export function sentinel2Nodata(product: string): number | null {
  const tree = parseXml(product);
  if (tree === null) return null;
  const values = findElement(tree, "Special_Values", "all");
  const nodata = values.find((value) => read(value, "SPECIAL_VALUE_TEXT")?.toUpperCase() === "NODATA");
  return nodata === undefined ? null : numberOf(read(nodata, "SPECIAL_VALUE_INDEX"));
}

/** `MTD_TL.xml`; null where it is something else. */
export function readTileMetadata(text: string): TileMetadata | null {
  const tree = parseXml(text);
  const geocoding = tree === null ? null : findElement(tree, "Tile_Geocoding");
  if (tree === null || geocoding === null) return null;
  const sizes = findElement(geocoding, "Size", "all");
  const grids = findElement(geocoding, "Geoposition", "all").flatMap((position) => {
    const resolution = attributeOf(position, "resolution");
    const size = sizes.find((one) => attributeOf(one, "resolution") === resolution);
    const [gsdMeters, left, top, height, width] = [
      numberOf(resolution),
      numberOf(read(position, "ULX")),
      numberOf(read(position, "ULY")),
      numberOf(size === undefined ? null : read(size, "NROWS")),
      numberOf(size === undefined ? null : read(size, "NCOLS")),
    ];
    if (gsdMeters === null || left === null || top === null || height === null || width === null) return [];
    return [{ gsdMeters, left, top, height, width }];
  });
  const code = /^EPSG:(\d{4,5})$/.exec(read(geocoding, "HORIZONTAL_CS_CODE") ?? "")?.[1];
  return {
    epsg: code === undefined ? null : Number(code),
    sensedAt: momentOf(read(tree, "SENSING_TIME")),
    grids,
  };
}

const read = (tree: XmlElement, name: string) => textOf(findElement(tree, name));

interface SpectralBand extends ProductBand {
  /** As in `bandId` and `band_id`. */
  readonly id: string;
}

function spectralBands(tree: XmlElement): SpectralBand[] {
  return findElement(tree, "Spectral_Information", "all").flatMap((element) => {
    const name = attributeOf(element, "physicalBand");
    const id = attributeOf(element, "bandId");
    const nanometers = numberOf(read(element, "CENTRAL"));
    if (name === null || id === null) return [];
    const centerWavelengthMicrometers = nanometers === null ? null : nanometers / 1000;
    return [{ id, name: paddedName(name), commonName: null, centerWavelengthMicrometers }];
  });
}

const paddedName = (name: string) =>
  name.replace(/^B(\d)(A?)$/, (_, digit, a) => (a ? `B${digit}A` : `B0${digit}`));

/** reflectance = (digitalNumber + offset) / quantification; products before baseline 04.00 have no offset. */
function scalingOf(
  sidecar: string,
  tree: XmlElement,
  bands: readonly SpectralBand[],
  bandNames: readonly string[],
): { scaling: Scaling | null; findings: Finding[] } {
  const quantification = numberOf(
    read(tree, "BOA_QUANTIFICATION_VALUE") ??
      read(tree, "L2A_BOA_QUANTIFICATION_VALUE") ??
      read(tree, "QUANTIFICATION_VALUE"),
  );
  if (quantification === null || quantification <= 0) {
    const sentence = `${sidecar} has no quantification value, so no scale was taken from it.`;
    return { scaling: null, findings: [{ tone: "doubts", sentence }] };
  }
  const offsets = [
    ...findElement(tree, "BOA_ADD_OFFSET", "all"),
    ...findElement(tree, "RADIO_ADD_OFFSET", "all"),
  ];
  if (offsets.length === 0) return { scaling: { scale: 1 / quantification, offset: 0 }, findings: [] };
  const idsOfScene = bands.filter(({ name }) => bandNames.includes(name)).map(({ id }) => id);
  const ofScene = offsets.filter((offset) => {
    const id = attributeOf(offset, "band_id");
    return idsOfScene.length === 0 || id === null || idsOfScene.includes(id);
  });
  const numbers = ofScene.map((offset) => numberOf(textOf(offset)));
  if (numbers.length < idsOfScene.length || numbers.includes(null)) {
    const sentence = `${sidecar} gives an offset for some bands only, so none was taken from it.`;
    return { scaling: null, findings: [{ tone: "doubts", sentence }] };
  }
  return commonScaling(
    sidecar,
    numbers.map((offset) => ({ scale: 1 / quantification, offset: offset! / quantification })),
  );
}

/** Bands that the product lists and the folder lacks, as after a download that was broken off. */
function missingBands(sidecar: string, tree: XmlElement, bandNames: readonly string[]): Finding[] {
  const files = ["IMAGE_FILE", "IMAGE_FILE_2A", "IMAGE_ID"].flatMap((name) => findElement(tree, name, "all"));
  const listed = files.flatMap((file) => /_(B\d[\dA])(?:_\d0m)?$/.exec(textOf(file) ?? "")?.[1] ?? []);
  const missing = [...new Set(listed)].filter((name) => !bandNames.includes(name)).sort();
  if (missing.length === 0 || bandNames.length === 0) return [];
  const sentence = `${sidecar} lists ${missing.join(", ")}, which ${missing.length === 1 ? "is" : "are"} not there.`;
  return [{ tone: "doubts", sentence }];
}
