/** One spectral channel of a sensor. */
export interface Band {
  /** The sensor's own name, `B04`. */
  readonly name: string;
  /** STAC common name, `red`; independent of the sensor. */
  readonly commonName: string;
  readonly centerWavelengthMicrometers: number;
}

/** Instrument and processing level that fix the bands. */
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
}
