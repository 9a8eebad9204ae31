import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rememberAnswer } from "../../native/archive/answers.ts";
import { type Archive, openArchive } from "../../native/archive/openArchive.ts";
import type { SceneChoices } from "../../native/contract/intake.ts";
import { answerFromMemory, type Look } from "../../native/jobs/answerFromMemory.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("answer-from-memory");
let archive: Archive;

beforeAll(() => {
  archive = openArchive(join(folder, "project"));
  rememberAnswer(archive, "no sensor", { sensorId: "sentinel-2-l2a" });
  rememberAnswer(archive, "no offset", { offset: "removed" });
  rememberAnswer(archive, "not this one", { sensorId: "landsat-7" });
});
afterAll(() => archive.close());

/** A scene that is open while somebody uses it. */
function scenes(lookAt: (choices: SceneChoices) => Omit<Look<number>, "seen">) {
  const open = new Set<number>();
  let count = 0;
  const look = async (choices: SceneChoices): Promise<Look<number>> => {
    const left = lookAt(choices);
    open.add(++count);
    return { seen: count, ...left };
  };
  const discard = async (seen: number) => void open.delete(seen);
  return { open, look, discard };
}

describe("answers from memory", () => {
  it("settle a question that an answer raised, and leave only the last look open", async () => {
    const { open, look, discard } = scenes(({ sensorId, offset }) => ({
      openFor: sensorId === undefined ? "no sensor" : offset === undefined ? "no offset" : null,
      failureKind: null,
    }));
    expect(await answerFromMemory(archive, {}, look, discard)).toEqual({
      seen: 3,
      choices: { sensorId: "sentinel-2-l2a", offset: "removed" },
      rememberedAs: ["no sensor", "no offset"],
    });
    expect([...open]).toEqual([3]);
  });

  it("do not refuse a file that they do not fit: its question stays open", async () => {
    const { open, look, discard } = scenes(({ sensorId }) =>
      sensorId === undefined
        ? { openFor: "not this one", failureKind: "sensor-unclear" }
        : { openFor: null, failureKind: "sensor-mismatch" },
    );
    expect(await answerFromMemory(archive, {}, look, discard)).toEqual({
      seen: 1,
      choices: {},
      rememberedAs: [],
    });
    expect([...open]).toEqual([1]);
  });

  it("leave nothing open where the second look fails", async () => {
    const { open, look, discard } = scenes(({ sensorId }) => {
      if (sensorId !== undefined) throw new Error("the disk is gone");
      return { openFor: "no sensor", failureKind: null };
    });
    await expect(answerFromMemory(archive, {}, look, discard)).rejects.toThrow("the disk is gone");
    expect([...open]).toEqual([]);
  });

  it("give way to what is said now, and are not asked twice for the same type", async () => {
    const { look, discard } = scenes(() => ({ openFor: "no sensor", failureKind: null }));
    expect(await answerFromMemory(archive, { sensorId: "naip" }, look, discard)).toMatchObject({
      choices: { sensorId: "naip" },
      rememberedAs: ["no sensor"],
    });
  });
});
