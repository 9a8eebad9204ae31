import { findAnswer } from "../archive/answers.ts";
import type { Archive } from "../archive/openArchive.ts";
import type { EngineFailure } from "../contract/failures.ts";
import type { SceneChoices } from "../contract/intake.ts";

/** A scene as it was looked at, and what that look left open. */
export interface Look<Seen> {
  readonly seen: Seen;
  /** Product type of the file where it raises a question, else null. */
  readonly openFor: string | null;
  readonly failureKind: EngineFailure["kind"] | null;
}

export interface Answered<Seen> {
  readonly seen: Seen;
  readonly choices: SceneChoices;
  /** Product types whose answers were used. */
  readonly rememberedAs: readonly string[];
}

/**
 * Looks at a scene; while it raises a question that was answered before for files like it, looks again with that
 * answer. Only questions are answered from memory: what a file says by itself is not overruled by another file's answer.
 * An answer may raise the next question, and be of another product type.
 */
export async function answerFromMemory<Seen>(
  archive: Archive,
  choices: SceneChoices,
  look: (choices: SceneChoices) => Promise<Look<Seen>>,
  /** Frees what is not returned. */
  discard: (seen: Seen) => Promise<void> = async () => {},
): Promise<Answered<Seen>> {
  const rememberedAs: string[] = [];
  let [{ seen, openFor }, together] = [await look(choices), choices];
  while (openFor !== null && !rememberedAs.includes(openFor)) {
    const remembered = findAnswer(archive, openFor);
    if (remembered === null) break;
    const next = { ...remembered, ...together };
    const answered = await look(next).catch(async (error: unknown) => {
      await discard(seen);
      throw error;
    });
    // What was said of a like file does not fit this one: the question stays open.
    if (answered.failureKind === "sensor-mismatch") {
      await discard(answered.seen);
      break;
    }
    await discard(seen);
    rememberedAs.push(openFor);
    [seen, openFor, together] = [answered.seen, answered.openFor, next];
  }
  return { seen, choices: together, rememberedAs };
}
