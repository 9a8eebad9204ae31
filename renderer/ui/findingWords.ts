/** A finding as it is listed: `conclusion` is what its observation comes to, empty where it is not said apart. */
export interface FindingWords {
  readonly observation: string;
  readonly conclusion: string;
}

/** Entries of a list carry no full stop, and numbers below zero a minus. */
export function findingWords(sentence: string): FindingWords {
  const isOne = !/\. \S/.test(sentence);
  const plain = (isOne ? sentence.replace(/\.$/, "") : sentence).replace(/(^|[\s(])-(?=\d)/g, "$1−");
  // Listed without the sentences before it, "it" would have nothing to stand for.
  const parts = /^(.*, so )(?:it|the offset) looks (already removed|still in)$/.exec(plain);
  if (parts === null) return { observation: plain, conclusion: "" };
  return { observation: `${parts[1]}the offset looks `, conclusion: parts[2] ?? "" };
}
