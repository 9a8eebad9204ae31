import { sensorOf } from "../../../../../models/sensors/index.ts";
import { decideScaling } from "../../../../../models/sensors/scaling/decideScaling.ts";
import type { ScalingInput } from "../../../../../models/sensors/scaling/scalingInput.ts";
import { sampleOf } from "../clues.ts";

export type About = Omit<Partial<ScalingInput>, "sensor" | "bands"> & {
  readonly sensor: string;
  readonly roles?: string;
};

/** The verdict on a scene that says nothing of its numbers, but for what is given. */
export function decide({ sensor: id, roles, ...about }: About) {
  const sensor = sensorOf(id)!;
  const bands = (roles?.split(" ") ?? sensor.bands.map(({ commonName }) => commonName)).map((role) => ({
    role,
    name: sensor.bands.find(({ commonName }) => commonName === role)?.name ?? role,
    wavelengthMicrometers: null,
  }));
  return decideScaling({
    sensor,
    bands,
    isSensorTold: false,
    dataType: "uint16",
    tags: bands.map(() => null),
    sample: null,
    product: null,
    metadata: {},
    fileName: "scene.tif",
    acquiredAt: null,
    answer: {},
    ...about,
  });
}

/** As many bands, all alike. */
export const all = (count: number, low: number, middle: number, high: number) =>
  sampleOf(...Array.from({ length: count }, () => [low, middle, high] as const));
