import { create } from "zustand";
import { troubleOf } from "../engine/failure.ts";

/** The one line above the map that says what could not be done. */
export type Notice =
  | { readonly kind: "none" }
  | { readonly kind: "hint"; readonly sentence: string }
  | { readonly kind: "failure"; readonly sentence: string }
  | { readonly kind: "bug"; readonly text: string };

export const useNotice = create<{ readonly notice: Notice }>()(() => ({ notice: { kind: "none" } }));

/** Shows a rejected call: failures in their own words, bugs as bugs. Broken lines have their own banner. */
export function reportTrouble(error: unknown): void {
  const trouble = troubleOf(error);
  if (trouble.kind === "failure" || trouble.kind === "bug") useNotice.setState({ notice: trouble });
}

export function hint(sentence: string): void {
  useNotice.setState({ notice: { kind: "hint", sentence } });
}

export function clearNotice(): void {
  useNotice.setState({ notice: { kind: "none" } });
}
