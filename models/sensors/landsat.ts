import { withClay } from "./clay.ts";
import type { Band, Sensor } from "./sensor.ts";

// Centre wavelengths: USGS Landsat 4-7 and Landsat 8-9 Data Users Handbooks; common names: STAC eo extension.

const etm: readonly Band[] = [
  { name: "B1", commonName: "blue", centerWavelengthMicrometers: 0.483 },
  { name: "B2", commonName: "green", centerWavelengthMicrometers: 0.56 },
  { name: "B3", commonName: "red", centerWavelengthMicrometers: 0.662 },
  { name: "B4", commonName: "nir08", centerWavelengthMicrometers: 0.835 },
  { name: "B5", commonName: "swir16", centerWavelengthMicrometers: 1.648 },
  { name: "B6", commonName: "lwir", centerWavelengthMicrometers: 11.335 },
  { name: "B7", commonName: "swir22", centerWavelengthMicrometers: 2.206 },
  { name: "B8", commonName: "pan", centerWavelengthMicrometers: 0.706 },
];

const tm: readonly Band[] = [
  { name: "B1", commonName: "blue", centerWavelengthMicrometers: 0.485 },
  { name: "B2", commonName: "green", centerWavelengthMicrometers: 0.56 },
  { name: "B3", commonName: "red", centerWavelengthMicrometers: 0.66 },
  { name: "B4", commonName: "nir08", centerWavelengthMicrometers: 0.83 },
  { name: "B5", commonName: "swir16", centerWavelengthMicrometers: 1.65 },
  { name: "B6", commonName: "lwir", centerWavelengthMicrometers: 11.45 },
  { name: "B7", commonName: "swir22", centerWavelengthMicrometers: 2.215 },
];

const oli: readonly Band[] = [
  { name: "B1", commonName: "coastal", centerWavelengthMicrometers: 0.443 },
  { name: "B2", commonName: "blue", centerWavelengthMicrometers: 0.482 },
  { name: "B3", commonName: "green", centerWavelengthMicrometers: 0.561 },
  { name: "B4", commonName: "red", centerWavelengthMicrometers: 0.655 },
  { name: "B5", commonName: "nir08", centerWavelengthMicrometers: 0.865 },
  { name: "B6", commonName: "swir16", centerWavelengthMicrometers: 1.609 },
  { name: "B7", commonName: "swir22", centerWavelengthMicrometers: 2.201 },
  { name: "B8", commonName: "pan", centerWavelengthMicrometers: 0.59 },
  { name: "B9", commonName: "cirrus", centerWavelengthMicrometers: 1.373 },
];

/** Thermal and panchromatic bands have other scales and sizes, so surface products here are without them. */
const isReflective = ({ commonName }: Band) => !["lwir", "pan", "cirrus"].includes(commonName);

/** Surface reflectance x 10000 (LEDAPS and LaSRC of before Collection 2, HLS) and 8-bit numbers of TM and ETM+. */
const timesTenThousand = {
  scale: 0.0001,
  offset: 0,
  measures: "reflectance",
  zeroFill: "any-band",
  fillDigitalNumber: -9999,
  validDigitalNumbers: { low: -2000, high: 16000 },
} as const;

/** Landsat Collection 2 Science Product Guides (LSDS-1618, LSDS-1619): scale, offset, fill 0, valid range. */
const collection2Level2 = {
  gsdMeters: [30],
  scale: 0.0000275,
  offset: -0.2,
  measures: "reflectance",
  // Pixels of an SLC-off gap or at the edge of the swath miss in single bands.
  zeroFill: "any-band",
  fillDigitalNumber: null,
  validDigitalNumbers: { low: 7273, high: 43636 },
} as const;

/**
 * Collection 2 level 1 as recorded. REFLECTANCE_MULT and REFLECTANCE_ADD of the MTL file make them reflectance; for
 * OLI they are these constants in every scene (sun height not corrected), for 8-bit TM and ETM+ they differ by band.
 */
const collection2Level1 = {
  measures: "reflectance",
  zeroFill: "any-band",
  fillDigitalNumber: null,
} as const;
const oliLevel1 = {
  ...collection2Level1,
  scale: 0.00002,
  offset: -0.1,
  validDigitalNumbers: { low: 1, high: 65535 },
};
const tmLevel1 = {
  ...collection2Level1,
  scale: 1 / 255,
  offset: 0,
  validDigitalNumbers: { low: 1, high: 255 },
};

/** Landsat 4, 5 and 7: the numbering in which B1 is blue. */
export const landsat7: Sensor = {
  id: "landsat-7",
  title: "Landsat 4-7 TM/ETM+",
  gsdMeters: [30, 28.5, 15],
  ...timesTenThousand,
  ...withClay(etm, "landsat-c2l2-sr", "nearest"),
};

/** Landsat 8 and 9: the numbering in which B2 is blue. */
export const landsat89: Sensor = {
  id: "landsat-8-9",
  title: "Landsat 8-9 OLI",
  gsdMeters: [30, 15],
  ...timesTenThousand,
  ...withClay(oli, "landsat-c2l2-sr", "nearest"),
};

export const landsat45C2l1: Sensor = {
  id: "landsat-4-5-c2l1",
  title: "Landsat 4-5 TM, Collection 2 level 1",
  gsdMeters: [30],
  ...tmLevel1,
  ...withClay(tm, "landsat-c2l1", "nearest"),
};

export const landsat45C2l2: Sensor = {
  id: "landsat-4-5-c2l2",
  title: "Landsat 4-5 TM, Collection 2 level 2",
  ...collection2Level2,
  ...withClay(tm.filter(isReflective), "landsat-c2l2-sr", "own"),
};

export const landsat7C2l1: Sensor = {
  id: "landsat-7-c2l1",
  title: "Landsat 7 ETM+, Collection 2 level 1",
  gsdMeters: [30, 15],
  ...tmLevel1,
  ...withClay(etm, "landsat-c2l1", "nearest"),
};

export const landsat7C2l2: Sensor = {
  id: "landsat-7-c2l2",
  title: "Landsat 7 ETM+, Collection 2 level 2",
  ...collection2Level2,
  ...withClay(etm.filter(isReflective), "landsat-c2l2-sr", "own"),
};

export const landsat89C2l1: Sensor = {
  id: "landsat-8-9-c2l1",
  title: "Landsat 8-9 OLI, Collection 2 level 1",
  gsdMeters: [30, 15],
  ...oliLevel1,
  ...withClay(oli, "landsat-c2l1", "own"),
};

export const landsat89C2l2: Sensor = {
  id: "landsat-8-9-c2l2",
  title: "Landsat 8-9 OLI, Collection 2 level 2",
  ...collection2Level2,
  ...withClay(oli.filter(isReflective), "landsat-c2l2-sr", "own"),
};
