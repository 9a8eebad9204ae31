import { withClay } from "./clay.ts";
import type { Band, Sensor } from "./sensor.ts";

const timesTenThousand = {
  scale: 0.0001,
  offset: 0,
  measures: "reflectance",
  zeroFill: "every-band",
  fillDigitalNumber: null,
  validDigitalNumbers: null,
} as const;

// Band centres: Planet, Understanding PlanetScope Instruments (SuperDove); common names: STAC eo extension.
const superDove: readonly Band[] = [
  { name: "coastal_blue", commonName: "coastal", centerWavelengthMicrometers: 0.443 },
  { name: "blue", commonName: "blue", centerWavelengthMicrometers: 0.49 },
  { name: "green_i", commonName: "green05", centerWavelengthMicrometers: 0.531 },
  { name: "green", commonName: "green", centerWavelengthMicrometers: 0.565 },
  { name: "yellow", commonName: "yellow", centerWavelengthMicrometers: 0.61 },
  { name: "red", commonName: "red", centerWavelengthMicrometers: 0.665 },
  { name: "rededge", commonName: "rededge", centerWavelengthMicrometers: 0.705 },
  { name: "nir", commonName: "nir", centerWavelengthMicrometers: 0.865 },
];

/** PlanetScope surface reflectance (asset `_SR`), eight bands of SuperDove. */
export const planetscope8: Sensor = {
  id: "planetscope-sr",
  title: "PlanetScope surface reflectance, 8 bands",
  gsdMeters: [3],
  ...timesTenThousand,
  ...withClay(superDove, "planetscope-sr", "own"),
};

/** PlanetScope surface reflectance of four bands, blue first. */
export const planetscope4: Sensor = {
  id: "planetscope-sr-4b",
  title: "PlanetScope surface reflectance, 4 bands",
  gsdMeters: [3],
  ...timesTenThousand,
  ...withClay(
    superDove.filter(({ name }) => ["blue", "green", "red", "nir"].includes(name)),
    "planetscope-sr",
    "nearest",
  ),
};

/** PlanetScope as recorded (asset without `_SR`): radiance x 100 in W/(m2 sr um); its XML holds what makes it reflectance. */
export const planetscopeRadiance: Sensor = {
  id: "planetscope-radiance",
  title: "PlanetScope radiance",
  gsdMeters: [3],
  ...timesTenThousand,
  scale: 0.01,
  measures: "radiance",
  bands: superDove,
  clay: null,
};

/** Satellogic NewSat L1D as in its EarthView data: top of atmosphere reflectance x 10000. */
export const satellogic: Sensor = {
  id: "satellogic-l1d",
  title: "Satellogic L1D",
  gsdMeters: [1, 0.7],
  ...timesTenThousand,
  ...withClay(
    [
      { name: "red", commonName: "red", centerWavelengthMicrometers: 0.64 },
      { name: "green", commonName: "green", centerWavelengthMicrometers: 0.545 },
      { name: "blue", commonName: "blue", centerWavelengthMicrometers: 0.48 },
      { name: "nir", commonName: "nir", centerWavelengthMicrometers: 0.825 },
    ],
    "satellogic-MSI-L1D",
    "own",
  ),
};
