import type { Sensor } from "./sensor.ts";

/** Aerial and drone pictures, and exports for display: 8-bit red, green, blue and perhaps near infrared. */
export const orthophoto: Sensor = {
  id: "orthophoto",
  title: "Aerial or drone orthophoto",
  bands: [
    { name: "red", commonName: "red", centerWavelengthMicrometers: 0.65 },
    { name: "green", commonName: "green", centerWavelengthMicrometers: 0.56 },
    { name: "blue", commonName: "blue", centerWavelengthMicrometers: 0.48 },
    { name: "nir", commonName: "nir", centerWavelengthMicrometers: 0.84 },
  ],
  gsdMeters: [],
  scale: 1 / 255,
  offset: 0,
};
