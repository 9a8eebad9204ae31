import { sensorOf, sensors } from "../../sensors/index.ts";
import type { ClayBand } from "../../sensors/sensor.ts";
import type { ClayConfig } from "./config.ts";
import { ClayRefusal } from "./refusal.ts";

/** One input plane that Clay can take: which of the scene's bands, and what turns its digital numbers into Clay's numbers. */
export interface ClayInputBand {
  /** Position among the scene's bands. */
  readonly bandIndex: number;
  readonly role: string;
  /** Micrometres as Clay was trained with; radar bands have made-up ones. */
  readonly wave: number;
  readonly mean: number;
  readonly std: number;
  /** value = clayNumber * scale + offset, before a step between power and decibels. */
  readonly units: { readonly scale: number; readonly offset: number };
  readonly convert: "none" | "to-decibels" | "to-power";
}

export interface ClayBands {
  /** Clay's own name of the sensor whose statistics these are, `landsat-c2l2-sr`. */
  readonly clay: string;
  /** `own`: statistics of this very product; `nearest`: of the product that is most like it. */
  readonly fit: "own" | "nearest";
  /** Metres a pixel in Clay's table of sensors. */
  readonly gsd: number;
  /** Whether Clay's sensor was among the training data of that generation. */
  readonly isTrained: boolean;
  /** By wavelength, so that files with other band orders give equal embeddings. */
  readonly bands: readonly ClayInputBand[];
  /** Roles of the bands that Clay has no statistics for. */
  readonly leftOut: readonly string[];
}

interface ClaySensor {
  readonly gsd: number;
  readonly trainedIn: readonly ClayConfig["generation"][];
}

const both = ["v1", "v1.5"] as const;

/** Clay-foundation/model, configs/metadata.yaml and the lists of its data modules, main of 2025-10-20 and tag v1.0. */
const claySensors: Readonly<Record<string, ClaySensor>> = {
  "sentinel-2-l2a": { gsd: 10, trainedIn: both },
  "planetscope-sr": { gsd: 5, trainedIn: [] },
  "landsat-c2l1": { gsd: 30, trainedIn: both },
  "landsat-c2l2-sr": { gsd: 30, trainedIn: both },
  naip: { gsd: 1, trainedIn: both },
  linz: { gsd: 0.5, trainedIn: both },
  "sentinel-1-rtc": { gsd: 10, trainedIn: both },
  modis: { gsd: 500, trainedIn: ["v1.5"] },
  "satellogic-MSI-L1D": { gsd: 1, trainedIn: [] },
};

/**
 * What Clay takes of a scene's bands, known by their roles. The generations differ in Sentinel-1 alone: v1 takes linear
 * power, v1.5 decibels, and either is made from the other.
 * @throws ClayRefusal where the sensor has no Clay statistics or none of the bands has.
 */
export function clayBands(
  sensorId: string,
  bands: readonly { readonly role: string }[],
  generation: ClayConfig["generation"],
): ClayBands {
  const sensor = sensorOf(sensorId);
  const title = sensor?.title ?? sensorId;
  if (!sensor?.clay)
    throw new ClayRefusal(
      `Clay knows no numbers like those of ${title}; name a sensor that it knows, or use the built-in encoder.`,
    );
  const { sensorId: clay, fit, scale, offset } = sensor.clay;
  const taken: ClayInputBand[] = [];
  const leftOut: string[] = [];
  bands.forEach(({ role }, bandIndex) => {
    const { statisticsRole, convert } = clayRole(role, generation);
    const statistics = statisticsOf(clay, statisticsRole);
    if (statistics === undefined) leftOut.push(role);
    else {
      const { mean, standardDeviation: std, wavelengthMicrometers: wave } = statistics;
      taken.push({ bandIndex, role, wave, mean, std, units: { scale, offset }, convert });
    }
  });
  if (taken.length === 0)
    throw new ClayRefusal(
      `Clay takes none of these bands of ${title} (${leftOut.join(", ")}); use the built-in encoder.`,
    );
  const { gsd, trainedIn } = claySensors[clay]!;
  return {
    clay,
    fit,
    gsd,
    isTrained: trainedIn.includes(generation),
    bands: taken.sort((first, second) => first.wave - second.wave),
    leftOut,
  };
}

/** Which statistics a generation has for a role: radar roles end in `_db` where their numbers are decibels. */
function clayRole(role: string, generation: ClayConfig["generation"]) {
  const isPower = role === "vv" || role === "vh";
  if (isPower && generation === "v1.5")
    return { statisticsRole: `${role}_db`, convert: "to-decibels" } as const;
  if (role.endsWith("_db") && generation === "v1")
    return { statisticsRole: role.slice(0, -"_db".length), convert: "to-power" } as const;
  return { statisticsRole: role, convert: "none" } as const;
}

/** Records of several sensors can share Clay's statistics; those of power and decibels lie in two of them. */
function statisticsOf(clay: string, role: string): ClayBand | undefined {
  const ofClay = sensors.filter((sensor) => sensor.clay?.sensorId === clay);
  return ofClay.flatMap(({ bands }) => bands).find((band) => band.commonName === role && band.clay)?.clay;
}
