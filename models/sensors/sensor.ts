/** One spectral channel of a sensor. */
export interface Band {
  /** The sensor's own name, `B04`. */
  readonly name: string;
  /** STAC common name, `red`; independent of the sensor. */
  readonly commonName: string;
  /** Null for an index, which has none. */
  readonly centerWavelengthMicrometers: number | null;
  /** What Clay was given for this band; missing where Clay knows no such band. */
  readonly clay?: ClayBand;
}

/** Clay's normalisation of one band: (number - mean) / standardDeviation, in the units of the sensor's `ClayUnits`. */
export interface ClayBand {
  readonly mean: number;
  readonly standardDeviation: number;
  /** As Clay was trained with; radar bands have made-up ones. */
  readonly wavelengthMicrometers: number;
}

/** Which of Clay's sensors stands for this one, and the units of its statistics. */
export interface ClayUnits {
  /** Clay's own name, `landsat-c2l2-sr`. */
  readonly sensorId: string;
  /** `own`: statistics of this very product; `nearest`: of the product that is most like it. */
  readonly fit: "own" | "nearest";
  /** value = clayNumber * scale + offset turns Clay's numbers into the values that this sensor measures. */
  readonly scale: number;
  readonly offset: number;
}

/** Instrument and processing level that fix the bands and the meaning of the numbers. */
export interface Sensor {
  readonly id: string;
  readonly title: string;
  /** All bands the instrument delivers, in its own order; a file may hold some of them in any order. */
  readonly bands: readonly Band[];
  /** Ground sample distances that its products come in. */
  readonly gsdMeters: readonly number[];
  /** reflectance = digitalNumber * scale + offset, where the file itself says nothing. */
  readonly scale: number;
  readonly offset: number;
  /** What value = digitalNumber * scale + offset is; for `display` and `amplitude` a share of the brightest number. */
  readonly measures:
    | "reflectance"
    | "radiance"
    | "backscatter-power"
    | "backscatter-decibels"
    | "amplitude"
    | "display"
    | "index"
    | "anything";
  /** Where unsigned numbers hold 0 for "not measured": in every band at once, in any single band, or never. */
  readonly zeroFill: "every-band" | "any-band" | "none";
  /** The product's fill value by its specification, beside 0 and the file's own tag. */
  readonly fillDigitalNumber: number | null;
  /** Range of measured digital numbers that the product's specification states. */
  readonly validDigitalNumbers: { readonly low: number; readonly high: number } | null;
  /** Null where Clay has no statistics that fit. */
  readonly clay: ClayUnits | null;
}
