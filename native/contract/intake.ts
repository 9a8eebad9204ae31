import type { Finding } from "../../models/vocabulary/evidence.ts";

/** What a user may say of a scene; it outranks what the file says. Kept with the scene as part of its provenance. */
export interface SceneChoices {
  readonly sensorId?: string;
  /** ISO 8601. */
  readonly acquiredAt?: string;
  /** Sentinel-2's -1000: already taken out of the numbers, or still to be subtracted. */
  readonly offset?: "removed" | "still-in";
  /** value = digitalNumber * scale + offset, where neither file nor sensor settles it. */
  readonly scaling?: { readonly scale: number; readonly offset: number };
  /** Common names of the bands in file order, where nothing in the file tells them. */
  readonly bandRoles?: readonly string[];
  /** Centre wavelengths of the bands in file order, for sensor `generic`. */
  readonly wavelengthsMicrometers?: readonly number[];
}

/** One thing that the file cannot settle. The suggested answer comes first. */
export interface IntakeQuestion {
  readonly kind: "offset" | "date" | "sensor" | "scale";
  /** As asked: "Has the −1 000 offset been taken out already?" */
  readonly title: string;
  readonly options: readonly IntakeOption[];
  /** A field beside the options, where the answer cannot be listed. */
  readonly input: "date" | null;
}

export interface IntakeOption {
  readonly label: string;
  readonly choices: SceneChoices;
  readonly isSuggested: boolean;
}

/** The dark end of the pixels, as the card draws it. Digital numbers. */
export interface DarkEnd {
  /** Which band it is of. */
  readonly bandName: string;
  /** 1st percentile of the valid pixels that were looked at. */
  readonly darkestPercentDigitalNumber: number;
  /** Pixels in equal steps from 0 to `highDigitalNumber`. */
  readonly counts: readonly number[];
  readonly highDigitalNumber: number;
}

/** How digital numbers become reflectance (value = digitalNumber * scale + offset), and why Argil thinks so. */
export interface ScalingReport {
  readonly scale: number;
  readonly offset: number;
  /** All findings as one text. */
  readonly evidence: string;
  /** `tagged`: said by file or sidecar; `removed`/`still-in`: Sentinel-2's offset; `assumed`: usual for the sensor; `asked`: waits for the user; `told`: the user's word. */
  readonly verdict: "tagged" | "removed" | "still-in" | "assumed" | "asked" | "told";
  readonly findings: readonly Finding[];
  readonly darkEnd: DarkEnd | null;
}

/** What is measured and what is not; from the pixels that were looked at, or from all of them with statistics. */
export interface ValidityReport {
  readonly validFraction: number;
  /** True when every pixel was looked at. */
  readonly isExact: boolean;
  /** "DN 0 in every band is no data", one sentence a rule. */
  readonly rules: readonly string[];
}

export interface CloudReport {
  /** Share of the valid pixels. */
  readonly fraction: number;
  /** `mask`: decoded from a mask of the product; `estimate`: from the reflectances. */
  readonly source: "mask" | "estimate";
  readonly sentence: string;
}

/** What an ingest of the scene would do. */
export interface IngestPlan {
  readonly chipPixels: number;
  readonly chipCount: number;
  /** Chips that reach over the edge of what was measured. */
  readonly partialCount: number;
  /** Null before anything was measured on this machine. */
  readonly seconds: number | null;
  readonly bytes: number;
}
