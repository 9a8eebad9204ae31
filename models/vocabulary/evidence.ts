/**
 * One sentence of evidence and what it does for the conclusion: `fact` only states, `supports` and `doubts` weigh,
 * `rules-out` decides against. Facts come first, the conclusion last.
 */
export interface Finding {
  readonly tone: "fact" | "supports" | "doubts" | "rules-out";
  readonly sentence: string;
}
