import type { Band, ClayBand, ClayUnits } from "./sensor.ts";

const band = (mean: number, standardDeviation: number, wavelengthMicrometers: number): ClayBand => ({
  mean,
  standardDeviation,
  wavelengthMicrometers,
});

/**
 * Clay's statistics by its sensor and our band role. Source: Clay-foundation/model, configs/metadata.yaml, main of
 * 2025-10-20 (v1.5), and for `vv`, `vh` in linear power the file of tag v1.0. Numbers are in Clay's units: digital
 * numbers as delivered, decibels for Sentinel-1 of v1.5.
 */
const statistics: Readonly<Record<string, Readonly<Record<string, ClayBand>>>> = {
  "sentinel-2-l2a": {
    blue: band(1105, 1809, 0.493),
    green: band(1355, 1757, 0.56),
    red: band(1552, 1888, 0.665),
    rededge071: band(1887, 1870, 0.704),
    rededge075: band(2422, 1732, 0.74),
    rededge078: band(2630, 1697, 0.783),
    nir: band(2743, 1742, 0.842),
    nir08: band(2785, 1648, 0.865),
    swir16: band(2388, 1470, 1.61),
    swir22: band(1835, 1379, 2.19),
  },
  "planetscope-sr": {
    coastal: band(1720, 747, 0.443),
    blue: band(1715, 698, 0.49),
    green05: band(1913, 739, 0.531),
    green: band(2088, 768, 0.565),
    yellow: band(2274, 849, 0.61),
    red: band(2290, 868, 0.665),
    rededge: band(2613, 849, 0.705),
    nir: band(3970, 914, 0.865),
  },
  "landsat-c2l1": {
    red: band(10678, 6025, 0.65),
    green: band(10563, 5411, 0.56),
    blue: band(11083, 5468, 0.48),
    nir08: band(14792, 6746, 0.86),
    swir16: band(12276, 5897, 1.6),
    swir22: band(10114, 4850, 2.2),
  },
  "landsat-c2l2-sr": {
    red: band(13705, 9578, 0.65),
    green: band(13310, 9408, 0.56),
    blue: band(12474, 10144, 0.48),
    nir08: band(17801, 8277, 0.86),
    swir16: band(14615, 5300, 1.6),
    swir22: band(12701, 4522, 2.2),
  },
  naip: {
    red: band(110.16, 47.23, 0.65),
    green: band(115.41, 39.82, 0.56),
    blue: band(98.15, 35.43, 0.48),
    nir: band(139.04, 49.86, 0.842),
  },
  linz: {
    red: band(89.96, 41.83, 0.635),
    green: band(99.46, 36.96, 0.555),
    blue: band(89.51, 31.45, 0.465),
  },
  "sentinel-1-rtc": {
    vv: band(0.123273, 1.492154, 3.5),
    vh: band(0.027337, 0.122182, 4),
    vv_db: band(-12.113, 8.314, 3.5),
    vh_db: band(-18.673, 8.017, 4),
  },
  modis: {
    red: band(1072, 1643, 0.645),
    nir: band(1624, 1878, 0.858),
    blue: band(931, 1449, 0.469),
    green: band(1023, 1538, 0.555),
    swir12: band(1599, 1763, 1.24),
    swir16: band(1404, 1618, 1.64),
    swir22: band(1051, 1396, 2.13),
  },
  "satellogic-MSI-L1D": {
    red: band(1451.54, 995.48, 0.64),
    green: band(1456.54, 771.29, 0.545),
    blue: band(1543.22, 708.86, 0.48),
    nir: band(2132.68, 1236.71, 0.825),
  },
};

/** What Clay's digital numbers of a sensor mean. */
const units: Readonly<Record<string, { readonly scale: number; readonly offset: number }>> = {
  "sentinel-2-l2a": { scale: 1e-4, offset: 0 },
  "planetscope-sr": { scale: 1e-4, offset: 0 },
  "landsat-c2l1": { scale: 2e-5, offset: -0.1 },
  "landsat-c2l2-sr": { scale: 2.75e-5, offset: -0.2 },
  naip: { scale: 1 / 255, offset: 0 },
  linz: { scale: 1 / 255, offset: 0 },
  "sentinel-1-rtc": { scale: 1, offset: 0 },
  modis: { scale: 1e-4, offset: 0 },
  "satellogic-MSI-L1D": { scale: 1e-4, offset: 0 },
};

/** Bands with Clay's statistics added where Clay's sensor has the role, and the units of those statistics. */
export function withClay(
  bands: readonly Band[],
  sensorId: string,
  fit: ClayUnits["fit"],
): { readonly bands: readonly Band[]; readonly clay: ClayUnits } {
  const ofSensor = statistics[sensorId];
  const unitsOf = units[sensorId];
  if (ofSensor === undefined || unitsOf === undefined) throw new Error(`Clay knows no sensor ${sensorId}`);
  return {
    bands: bands.map((one) => {
      const clay = ofSensor[one.commonName];
      return clay === undefined ? one : { ...one, clay };
    }),
    clay: { sensorId, fit, ...unitsOf },
  };
}
