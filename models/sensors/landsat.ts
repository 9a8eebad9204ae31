import type { Sensor } from "./sensor.ts";

// Centre wavelengths: USGS Landsat 7 and Landsat 8-9 Data Users Handbooks; common names: STAC eo extension.

/** Landsat 4, 5 and 7: the numbering in which B1 is blue. */
export const landsat7: Sensor = {
  id: "landsat-7",
  title: "Landsat 4-7 TM/ETM+",
  bands: [
    { name: "B1", commonName: "blue", centerWavelengthMicrometers: 0.483 },
    { name: "B2", commonName: "green", centerWavelengthMicrometers: 0.56 },
    { name: "B3", commonName: "red", centerWavelengthMicrometers: 0.662 },
    { name: "B4", commonName: "nir08", centerWavelengthMicrometers: 0.835 },
    { name: "B5", commonName: "swir16", centerWavelengthMicrometers: 1.648 },
    { name: "B6", commonName: "lwir", centerWavelengthMicrometers: 11.335 },
    { name: "B7", commonName: "swir22", centerWavelengthMicrometers: 2.206 },
    { name: "B8", commonName: "pan", centerWavelengthMicrometers: 0.706 },
  ],
  gsdMeters: [30, 28.5, 15],
  scale: 0.0001,
  offset: 0,
};

/** Landsat 8 and 9: the numbering in which B2 is blue. */
export const landsat89: Sensor = {
  id: "landsat-8-9",
  title: "Landsat 8-9 OLI",
  bands: [
    { name: "B1", commonName: "coastal", centerWavelengthMicrometers: 0.443 },
    { name: "B2", commonName: "blue", centerWavelengthMicrometers: 0.482 },
    { name: "B3", commonName: "green", centerWavelengthMicrometers: 0.561 },
    { name: "B4", commonName: "red", centerWavelengthMicrometers: 0.655 },
    { name: "B5", commonName: "nir08", centerWavelengthMicrometers: 0.865 },
    { name: "B6", commonName: "swir16", centerWavelengthMicrometers: 1.609 },
    { name: "B7", commonName: "swir22", centerWavelengthMicrometers: 2.201 },
    { name: "B8", commonName: "pan", centerWavelengthMicrometers: 0.59 },
    { name: "B9", commonName: "cirrus", centerWavelengthMicrometers: 1.373 },
  ],
  gsdMeters: [30, 15],
  scale: 0.0001,
  offset: 0,
};
