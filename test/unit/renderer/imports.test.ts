import { describe, expect, it } from "vitest";
import type { JobId } from "../../../models/vocabulary/ids.ts";
import type { Job } from "../../../native/contract/jobs.ts";
import { outcome } from "../../../renderer/jobs/jobWords.ts";
import { encoderTask, isAnswered, openImports } from "../../../renderer/state/encoderTask.ts";
import { failureWords, needsHeads } from "../../../renderer/ui/failureWords.ts";
import { doneOf, figure, shareDone, timeLeft } from "../../../renderer/ui/progressWords.ts";

describe("imports in words", () => {
  const job: Job = {
    id: "1" as JobId,
    title: "Importing clay.ckpt",
    task: { kind: "import", path: "/in/clay.ckpt" },
    state: { kind: "running", phase: "importing the encoder" },
    progress: {
      kind: "bytes",
      bytesDone: 812e6,
      bytesTotal: 1246e6,
      bytesPerSecond: 210e6,
      secondsLeft: 2,
    },
    refused: [],
    startedAt: "2026-01-01T00:00:00Z",
    seconds: 4,
  };
  const failed: Job = {
    ...job,
    state: {
      kind: "failed",
      failure: {
        kind: "checkpoint-refused",
        path: "/tmp/p/checkpoints/clay.ckpt",
        detail: "it is a Clay encoder of unusual width 64; say how many heads it has with --heads",
      },
      sentence: "",
    },
  };

  it("say how far they are", () => {
    expect(doneOf(job)).toBe("812 of 1\u202f246 MB written");
    expect(timeLeft(job)).toBe("210 MB/s, about 2 s left");
    expect(figure(job)).toEqual({ large: "812", of: "of 1\u202f246 MB" });
    expect(shareDone(job)).toEqual({ max: 1246e6, value: 812e6 });
  });

  it("say so where nobody knows how much will come", () => {
    const open: Job = {
      ...job,
      state: { kind: "running", phase: "downloading" },
      progress: {
        kind: "bytes",
        bytesDone: 3.1e6,
        bytesTotal: null,
        bytesPerSecond: null,
        secondsLeft: null,
      },
    };
    expect([doneOf(open), timeLeft(open)]).toEqual(["3.1 MB fetched", ""]);
    expect(shareDone(open)).toEqual({ max: 1 });
  });

  it("say that nothing was changed where they ended early", () => {
    expect(outcome(failed)).toBe("Stopped; nothing was changed.");
  });

  it("are told from jobs that read scenes", () => {
    expect(encoderTask(job)).toEqual({ kind: "import", path: "/in/clay.ckpt" });
    expect(encoderTask({ task: { kind: "ingest" } })).toBeNull();
  });

  it("are answered by trying again", () => {
    const retried: Job = { ...job, id: "2" as JobId, state: { kind: "done" } };
    expect(isAnswered(failed, [retried, failed])).toBe(true);
    expect(isAnswered(failed, [failed, retried])).toBe(false);
    expect(outcome(retried)).toBe("812 MB written in 4 s");
  });

  it("stay listed until they are done or tried again", () => {
    const retried: Job = { ...job, id: "2" as JobId, state: { kind: "done" } };
    expect(openImports([failed])).toEqual([failed]);
    expect(openImports([retried, failed])).toEqual([]);
  });

  it("ask for heads in the window's own words, not the command line's", () => {
    const { state } = failed;
    if (state.kind !== "failed") throw new Error("It has failed.");
    expect(needsHeads(state.failure)).toBe(true);
    expect(failureWords(state)).toBe(
      "clay.ckpt is a Clay encoder of unusual width 64. Say how many attention heads it has.",
    );
    const exists = { failure: { kind: "encoder-exists", encoderId: "clay-v1.5" }, sentence: "" } as const;
    expect(failureWords(exists)).not.toMatch(/--\w/);
  });
});
