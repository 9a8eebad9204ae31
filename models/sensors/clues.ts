import type { DataType } from "../vocabulary/raster.ts";

/** One band as a product's own metadata lists it. */
export interface ProductBand {
  /** The product's name: `B04`, `SR_B4`, `red`. */
  readonly name: string;
  /** STAC common name, where the metadata has one. */
  readonly commonName: string | null;
  readonly centerWavelengthMicrometers: number | null;
}

/** What a sidecar (Sentinel-2 XML, Landsat MTL, STAC item) says of a scene. Null where it says nothing. */
export interface ProductFacts {
  /** File name of the sidecar, for the evidence. */
  readonly source: string;
  /** As written there: `Sentinel-2B`, `LANDSAT_9`. */
  readonly platform: string | null;
  /** As written there: `Level-2A`, `L2SP`, `MSIL1C`. */
  readonly level: string | null;
  readonly productName: string | null;
  /** Sentinel-2: `05.09`. */
  readonly processingBaseline: string | null;
  /** ISO 8601 UTC. */
  readonly acquiredAt: string | null;
  /** reflectance = digitalNumber * scale + offset, where the sidecar gives it for all bands of the scene alike. */
  readonly scaling: { readonly scale: number; readonly offset: number } | null;
  readonly cloudPercent: number | null;
  readonly bands: readonly ProductBand[];
}

/** What a scene says of itself, as far as it bears on the sensor. Arrays have one entry a spectral band, in file order; alpha is left out. */
export interface SensorClues {
  readonly fileName: string;
  /** Items of the dataset's metadata, names in capitals. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Band descriptions, empty where there is none; for a scene of one file a band, the band's name as in its file name. */
  readonly descriptions: readonly string[];
  readonly isRgb: boolean;
  readonly hasAlpha: boolean;
  readonly dataType: DataType | null;
  readonly gsdMeters: number | null;
  readonly product: ProductFacts | null;
}

/** The valid pixels that were looked at, in digital numbers. */
export interface PixelSample {
  /** One entry a spectral band, in file order, each sorted from dark to bright. */
  readonly sortedDigitalNumbers: readonly Float32Array[];
}
