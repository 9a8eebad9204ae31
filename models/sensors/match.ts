import type { Finding } from "../vocabulary/evidence.ts";
import type { Sensor } from "./sensor.ts";

export interface MatchedBand {
  readonly role: string;
  readonly name: string;
  readonly wavelengthMicrometers: number | null;
}

/** One way to read a file that does not say enough itself. */
export interface SensorCandidate {
  readonly sensor: Sensor;
  /** In file order. */
  readonly bands: readonly MatchedBand[];
  readonly why: string;
}

/** What the user would say with an answer; see `SceneChoices` of the contract. */
export interface Answer {
  readonly sensorId?: string;
  readonly bandRoles?: readonly string[];
  readonly offset?: "removed" | "still-in";
  readonly scaling?: { readonly scale: number; readonly offset: number };
}

/** As the contract's `IntakeQuestion`: the suggested answer comes first. */
export interface Question {
  readonly kind: "offset" | "date" | "sensor" | "scale";
  readonly title: string;
  readonly options: readonly {
    readonly label: string;
    readonly choices: Answer;
    readonly isSuggested: boolean;
  }[];
  readonly input: "date" | null;
}

export type SensorMatch =
  | {
      readonly kind: "matched";
      readonly sensor: Sensor;
      readonly bands: readonly MatchedBand[];
      /** The findings as plain sentences. */
      readonly evidence: readonly string[];
      readonly findings: readonly Finding[];
    }
  | {
      /** Several readings are possible and the file cannot settle which; the likeliest comes first. */
      readonly kind: "question";
      readonly candidates: readonly SensorCandidate[];
      readonly question: Question;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: "unknown" }
  | { readonly kind: "mismatch"; readonly detail: string }
  | { readonly kind: "not-imagery"; readonly detail: string };

export const fact = (sentence: string): Finding => ({ tone: "fact", sentence });
export const supports = (sentence: string): Finding => ({ tone: "supports", sentence });
export const doubts = (sentence: string): Finding => ({ tone: "doubts", sentence });

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
