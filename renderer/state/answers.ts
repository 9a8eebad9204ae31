import { create } from "zustand";
import type { RememberedAnswer } from "../../native/contract/examine.ts";
import { ask } from "../engine/engine.ts";
import { reportTrouble } from "./notice.ts";

/** Answers that are given for the user where a like file raises the same question. */
export const useAnswers = create<{ readonly answers: readonly RememberedAnswer[] }>()(() => ({
  answers: [],
}));

export async function loadAnswers(): Promise<void> {
  try {
    useAnswers.setState({ answers: await ask((api) => api.rememberedAnswers(undefined)) });
  } catch (error) {
    reportTrouble(error);
  }
}

export async function removeAnswer(productType: string): Promise<void> {
  try {
    await ask((api) => api.forgetAnswer({ productType }));
    await loadAnswers();
  } catch (error) {
    reportTrouble(error);
  }
}
