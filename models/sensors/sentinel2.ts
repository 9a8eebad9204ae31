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

export const sentinel2L2a: Sensor = {
  id: "sentinel-2-l2a",
  title: "Sentinel-2 L2A",
  bands: bands.filter((band) => band.name !== "B10"),
  gsdMeters: [10, 20, 60],
  scale: 0.0001,
  offset: 0,
};

export const sentinel2L1c: Sensor = {
  id: "sentinel-2-l1c",
  title: "Sentinel-2 L1C",
  bands,
  gsdMeters: [10, 20, 60],
  scale: 0.0001,
  offset: 0,
};
