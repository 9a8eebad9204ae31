import type { Finding } from "../vocabulary/evidence.ts";
import { genericSensor } from "./generic.ts";
import { type MatchedBand, plural, type SensorMatch, supports } from "./match.ts";
import { matchedAs, matchedBand } from "./matchBands.ts";
import type { Sensor } from "./sensor.ts";

/** What the user says of the bands, in file order. */
export interface ToldBands {
  readonly bandRoles?: readonly string[];
  readonly wavelengthsMicrometers?: readonly number[];
}

/** Bands as the user lists them; null where nothing was listed. */
export function toldBands(
  sensor: Sensor,
  bandCount: number,
  { bandRoles, wavelengthsMicrometers }: ToldBands,
  findings: readonly Finding[],
): SensorMatch | null {
  const listed = bandRoles ?? wavelengthsMicrometers;
  if (listed === undefined) return null;
  if (listed.length !== bandCount || (wavelengthsMicrometers?.length ?? bandCount) !== bandCount)
    return {
      kind: "mismatch",
      detail: `${plural(bandCount, "band")}, but ${plural(listed.length, "role or wavelength")} given`,
    };
  const roles = bandRoles ?? rolesAt(wavelengthsMicrometers ?? []);
  const twice = roles.find((role, index) => roles.indexOf(role) !== index);
  if (twice !== undefined) return { kind: "mismatch", detail: `role ${twice} is given twice` };
  const bands = roles.map((role, index): MatchedBand | null => {
    const wavelengthMicrometers = wavelengthsMicrometers?.[index] ?? null;
    const band = sensor.bands.find(({ commonName }) => commonName === role);
    if (band !== undefined) return matchedBand(band);
    return sensor === genericSensor ? { role, name: role, wavelengthMicrometers } : null;
  });
  const missing = roles.filter((_, index) => bands[index] === null);
  if (missing.length > 0)
    return { kind: "mismatch", detail: `${sensor.title} has no band ${missing.slice(0, 4).join(", ")}` };
  const what = bandRoles === undefined ? "wavelengths" : "roles";
  return matchedAs(
    sensor,
    bands.filter((band) => band !== null),
    [...findings, supports(`The ${what} of its ${plural(bandCount, "band")} were given by the user.`)],
  );
}

/** Common names by wavelength in micrometres: STAC eo extension; the red edge split at Sentinel-2's bands. */
const ranges: readonly (readonly [low: number, high: number, role: string])[] = [
  [0.4, 0.45, "coastal"],
  [0.45, 0.51, "blue"],
  [0.51, 0.58, "green"],
  [0.58, 0.62, "yellow"],
  [0.62, 0.69, "red"],
  [0.69, 0.722, "rededge071"],
  [0.722, 0.76, "rededge075"],
  [0.76, 0.8, "rededge078"],
  [0.8, 0.9, "nir"],
  [0.9, 1, "nir09"],
  [1.35, 1.4, "cirrus"],
  [1.55, 1.75, "swir16"],
  [2.05, 2.35, "swir22"],
  [10, 12.6, "lwir"],
];

/** A role that two bands would share belongs to neither, so that no band is taken for another. */
function rolesAt(wavelengthsMicrometers: readonly number[]): readonly string[] {
  const roles = wavelengthsMicrometers.map(
    (wavelength) => ranges.find(([low, high]) => wavelength >= low && wavelength < high)?.[2] ?? null,
  );
  return roles.map((role, index) =>
    role !== null && roles.filter((other) => other === role).length === 1 ? role : `band${index + 1}`,
  );
}
