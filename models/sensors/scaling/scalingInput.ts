import type { Finding } from "../../vocabulary/evidence.ts";
import type { DataType } from "../../vocabulary/raster.ts";
import type { PixelSample, ProductFacts } from "../clues.ts";
import type { Answer, MatchedBand, Question } from "../match.ts";
import type { Sensor } from "../sensor.ts";

/** value = digitalNumber * scale + offset. */
export interface LinearScaling {
  readonly scale: number;
  readonly offset: number;
}

/** Everything that bears on the meaning of a scene's numbers. */
export interface ScalingInput {
  readonly sensor: Sensor;
  /** True where the user named the sensor: then its usual scaling is the user's word too. */
  readonly isSensorTold: boolean;
  /** One entry a spectral band, in file order, as are the two lists below. */
  readonly bands: readonly MatchedBand[];
  readonly dataType: DataType;
  /** Scale and offset of the file itself; null for a band that has neither. */
  readonly tags: readonly (LinearScaling | null)[];
  readonly sample: PixelSample | null;
  readonly product: ProductFacts | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly fileName: string;
  /** ISO 8601. */
  readonly acquiredAt: string | null;
  readonly answer: Pick<Answer, "offset" | "scaling">;
}

/** The dark end of the pixels, as the contract's `DarkEnd`. */
export interface DarkEnd {
  readonly bandName: string;
  readonly darkestPercentDigitalNumber: number;
  readonly counts: readonly number[];
  readonly highDigitalNumber: number;
}

/** The contract's `ScalingReport`, and the question where the verdict is `asked`. */
export interface ScalingDecision extends LinearScaling {
  readonly evidence: string;
  readonly verdict: "tagged" | "removed" | "still-in" | "assumed" | "asked" | "told";
  readonly findings: readonly Finding[];
  readonly darkEnd: DarkEnd | null;
  readonly question: Question | null;
}

export const decision = (
  scaling: LinearScaling,
  verdict: ScalingDecision["verdict"],
  findings: readonly Finding[],
  more: { readonly question?: Question; readonly darkEnd?: DarkEnd | null } = {},
): ScalingDecision => ({
  scale: scaling.scale,
  offset: scaling.offset,
  evidence: findings.map(({ sentence }) => sentence).join(" "),
  verdict,
  findings,
  darkEnd: more.darkEnd ?? null,
  question: more.question ?? null,
});

/** A question about the scale; each answer holds its scaling, the first is suggested. */
export const scaleQuestion = (
  title: string,
  options: readonly (readonly [label: string, choices: Answer])[],
): Question => ({
  kind: "scale",
  title,
  options: options.map(([label, choices], index) => ({ label, choices, isSuggested: index === 0 })),
  input: null,
});
