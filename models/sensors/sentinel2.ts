import { withClay } from "./clay.ts";
import type { Sensor } from "./sensor.ts";

// Centre wavelengths: mean of Sentinel-2A and 2B, ESA Sentinel-2 MSI spectral responses; common names: STAC eo extension.
const bands = [
  { name: "B01", commonName: "coastal", centerWavelengthMicrometers: 0.443 },
  { name: "B02", commonName: "blue", centerWavelengthMicrometers: 0.493 },
  { name: "B03", commonName: "green", centerWavelengthMicrometers: 0.56 },
  { name: "B04", commonName: "red", centerWavelengthMicrometers: 0.665 },
  { name: "B05", commonName: "rededge071", centerWavelengthMicrometers: 0.704 },
  { name: "B06", commonName: "rededge075", centerWavelengthMicrometers: 0.74 },
  { name: "B07", commonName: "rededge078", centerWavelengthMicrometers: 0.783 },
  { name: "B08", commonName: "nir", centerWavelengthMicrometers: 0.842 },
  { name: "B8A", commonName: "nir08", centerWavelengthMicrometers: 0.865 },
  { name: "B09", commonName: "nir09", centerWavelengthMicrometers: 0.945 },
  { name: "B10", commonName: "cirrus", centerWavelengthMicrometers: 1.373 },
  { name: "B11", commonName: "swir16", centerWavelengthMicrometers: 1.61 },
  { name: "B12", commonName: "swir22", centerWavelengthMicrometers: 2.19 },
] as const;

const common = {
  gsdMeters: [10, 20, 60],
  scale: 0.0001,
  // From processing baseline 04.00 on ESA adds 1000; whether it is still there is decided scene by scene.
  offset: 0,
  measures: "reflectance",
  // 0 in one band is a measurement, or one of the few that fell on it; 0 in all of them is outside the swath.
  zeroFill: "every-band",
  fillDigitalNumber: null,
  validDigitalNumbers: null,
} as const;

/** Surface reflectance; Sen2Cor, MAJA and HLS alike. */
export const sentinel2L2a: Sensor = {
  id: "sentinel-2-l2a",
  title: "Sentinel-2 L2A",
  ...common,
  ...withClay(
    bands.filter((band) => band.name !== "B10"),
    "sentinel-2-l2a",
    "own",
  ),
};

/** Reflectance at the top of the atmosphere. */
export const sentinel2L1c: Sensor = {
  id: "sentinel-2-l1c",
  title: "Sentinel-2 L1C",
  ...common,
  ...withClay(bands, "sentinel-2-l2a", "nearest"),
};
