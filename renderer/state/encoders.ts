import { create } from "zustand";
import type {
  EncoderRelease,
  EncoderSummary,
  EncoderVerdict,
  Precision,
} from "../../native/contract/encoders.ts";
import { ask } from "../engine/engine.ts";
import { troubleOf } from "../engine/failure.ts";
import { reportTrouble } from "./notice.ts";
import { loadProject } from "./project.ts";

/** What became of looking whether an encoder is right. */
export type Verification =
  | { readonly kind: "running"; readonly since: number }
  | { readonly kind: "done"; readonly verdict: EncoderVerdict }
  | { readonly kind: "failed"; readonly sentence: string };

interface EncodersState {
  readonly encoders: readonly EncoderSummary[];
  readonly releases: readonly EncoderRelease[];
  readonly isLoaded: boolean;
  readonly verifications: ReadonlyMap<string, Verification>;
}

/** Encoders of this computer, and what this project has of them. */
export const useEncoders = create<EncodersState>()(() => ({
  encoders: [],
  releases: [],
  isLoaded: false,
  verifications: new Map(),
}));

export async function loadEncoders(): Promise<void> {
  try {
    const encoders = await ask((api) => api.encoders(undefined));
    useEncoders.setState({ encoders, isLoaded: true });
  } catch (error) {
    reportTrouble(error);
  }
}

/** Asking fetches nothing: the list is part of Argil. */
export async function loadReleases(): Promise<void> {
  try {
    useEncoders.setState({ releases: await ask((api) => api.releases(undefined)) });
  } catch (error) {
    reportTrouble(error);
  }
}

/** The encoder that this project embeds and searches with. */
export function chosenEncoder(encoders: readonly EncoderSummary[]): EncoderSummary | null {
  return encoders.find(({ chosenPrecision }) => chosenPrecision !== null) ?? null;
}

/** True where a choice was made. */
export async function chooseEncoder(encoderId: string, precision: Precision): Promise<boolean> {
  try {
    await ask((api) => api.chooseEncoder({ encoderId, precision }));
    await Promise.all([loadEncoders(), loadProject()]);
    return true;
  } catch (error) {
    reportTrouble(error);
    return false;
  }
}

/** Chooses it and reads every chip of the project with it, beside what others made of them. */
export async function embedProjectWith({ id, chosenPrecision }: EncoderSummary): Promise<void> {
  if (chosenPrecision === null && !(await chooseEncoder(id, "fp32"))) return;
  await ask((api) => api.startReembed(undefined)).catch(reportTrouble);
}

export async function removeEncoder(encoderId: string): Promise<void> {
  try {
    await ask((api) => api.removeEncoder({ encoderId }));
    useEncoders.setState(({ verifications }) => ({
      verifications: new Map([...verifications].filter(([id]) => id !== encoderId)),
    }));
    await Promise.all([loadEncoders(), loadProject()]);
  } catch (error) {
    reportTrouble(error);
  }
}

export async function verifyEncoder({ id, chosenPrecision }: EncoderSummary): Promise<void> {
  const set = (verification: Verification) =>
    useEncoders.setState(({ verifications }) => ({
      verifications: new Map([...[...verifications].filter(([one]) => one !== id), [id, verification]]),
    }));
  set({ kind: "running", since: Date.now() });
  try {
    const precision = chosenPrecision ?? "fp32";
    const verdict = await ask((api) => api.verifyEncoder({ encoderId: id, precision }));
    set({ kind: "done", verdict });
    void loadProject();
  } catch (error) {
    const trouble = troubleOf(error);
    const sentence = trouble.kind === "failure" ? trouble.sentence : "It could not be verified.";
    set({ kind: "failed", sentence });
    if (trouble.kind === "bug") reportTrouble(error);
  }
}

/** Measures a precision on chips of this project. */
export async function comparePrecision(encoderId: string, precision: Precision): Promise<void> {
  await ask((api) => api.startComparison({ encoderId, precision })).catch(reportTrouble);
}
