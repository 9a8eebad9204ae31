import { withClay } from "./clay.ts";
import type { Band, Sensor } from "./sensor.ts";

const display = {
  scale: 1 / 255,
  offset: 0,
  measures: "display",
  // Black is a colour here.
  zeroFill: "none",
  fillDigitalNumber: null,
  validDigitalNumbers: null,
} as const;

const redGreenBlueNir: readonly Band[] = [
  { name: "red", commonName: "red", centerWavelengthMicrometers: 0.65 },
  { name: "green", commonName: "green", centerWavelengthMicrometers: 0.56 },
  { name: "blue", commonName: "blue", centerWavelengthMicrometers: 0.48 },
  { name: "nir", commonName: "nir", centerWavelengthMicrometers: 0.84 },
];
const redGreenBlue = redGreenBlueNir.slice(0, 3);

/** Aerial and drone pictures, and exports for display: 8-bit red, green, blue and perhaps near infrared. */
export const orthophoto: Sensor = {
  id: "orthophoto",
  title: "Aerial or drone orthophoto",
  gsdMeters: [],
  ...display,
  ...withClay(redGreenBlueNir, "naip", "nearest"),
};

/** USDA National Agriculture Imagery Program; sample distances and band order: USDA NAIP information sheet. */
export const naip: Sensor = {
  id: "naip",
  title: "NAIP aerial",
  gsdMeters: [1, 0.6, 0.3],
  ...display,
  ...withClay(redGreenBlueNir, "naip", "own"),
};

/** Toitū Te Whenua Land Information New Zealand, aerial photographs as published. */
export const linz: Sensor = {
  id: "linz",
  title: "LINZ aerial",
  gsdMeters: [],
  ...display,
  ...withClay(redGreenBlue, "linz", "own"),
};

export const drone: Sensor = {
  id: "drone",
  title: "Drone orthomosaic",
  gsdMeters: [],
  ...display,
  ...withClay(redGreenBlue, "linz", "nearest"),
};
