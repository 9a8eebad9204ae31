/** A finding as it is listed: `conclusion` is what its observation comes to, empty where it is not said apart. */
export interface FindingWords {
  readonly observation: string;
  readonly conclusion: string;
}

/** Entries of a list carry no full stop, and numbers below zero a minus. */
export function findingWords(sentence: string): FindingWords {
  const isOne = !/\. \S/.test(sentence);
  const plain = (isOne ? sentence.replace(/\.$/, "") : sentence).replace(/(^|[\s(])-(?=\d)/g, "$1−");
  const parts = /^(.*, so (?:it|the offset) looks )(.+)$/.exec(plain);
  return { observation: parts?.[1] ?? plain, conclusion: parts?.[2] ?? "" };
}
