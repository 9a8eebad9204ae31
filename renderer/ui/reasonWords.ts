/** A failure's sentence in two. */
export interface SplitReason {
  readonly wrong: string;
  /** What to do; empty where the sentence only tells what to type on a command line. */
  readonly remedy: string;
}

/** What is wrong, and what to do, without the path that stands beside it already. */
export function splitReason(reason: string, file: string, called = "This file"): SplitReason {
  const folder = /^.*[\\/]/.exec(file)?.[0] ?? "";
  const named = reason.replace(file, called);
  const words = folder.length > 1 ? named.replaceAll(folder, "") : named;
  const cut = words.lastIndexOf("; ");
  if (cut < 0) return { wrong: words, remedy: "" };
  const remedy = words.slice(cut + 2);
  return {
    wrong: `${words.slice(0, cut)}.`,
    remedy: /(^|\s)--\w/.test(remedy) ? "" : remedy.charAt(0).toUpperCase() + remedy.slice(1),
  };
}
