import { describe, expect, it } from "vitest";
import type { ChipId, JobId } from "../../../models/vocabulary/ids.ts";
import type { Job } from "../../../native/contract/jobs.ts";
import { pauseBeforeRetry } from "../../../renderer/engine/engine.ts";
import { outcome, rates } from "../../../renderer/jobs/jobWords.ts";
import { sparkline } from "../../../renderer/jobs/sparkline.ts";
import { nextArea } from "../../../renderer/shell/areas.ts";
import { matchCommands, parsePlace } from "../../../renderer/shell/commands.ts";
import { emptyQuery, redo, undo, withExample } from "../../../renderer/state/query.ts";
import { bytes, count, duration, place, topShare } from "../../../renderer/ui/format.ts";

const chip = (id: string) => ({ kind: "chip", chipId: id as ChipId }) as const;

describe("the query", () => {
  it("starts over with a plain search and adds with the others", () => {
    const first = withExample(emptyQuery, chip("a"), "search");
    const second = withExample(first, chip("b"), "like");
    expect(second).toEqual({ like: [chip("a"), chip("b")], unlike: [] });
    expect(withExample(second, chip("c"), "search")).toEqual({ like: [chip("c")], unlike: [] });
  });

  it("never holds one chip on both sides", () => {
    const query = withExample({ like: [chip("a")], unlike: [] }, chip("a"), "unlike");
    expect(query).toEqual({ like: [], unlike: [chip("a")] });
  });

  it("comes back after undo and redo", () => {
    const history = { past: [emptyQuery], query: { like: [chip("a")], unlike: [] }, future: [] };
    expect(undo(history).query).toEqual(emptyQuery);
    expect(redo(undo(history))).toEqual(history);
  });

  it("stays as it is where there is nothing to undo", () => {
    const history = { past: [], query: emptyQuery, future: [] };
    expect(undo(history)).toBe(history);
  });
});

describe("numbers in words", () => {
  it("puts narrow spaces between thousands", () => {
    expect(count(1234567)).toBe("1\u202f234\u202f567");
  });

  it("never says top 0.0 %", () => {
    expect(topShare(100)).toBe("top 0.1 %");
    expect(topShare(95.7)).toBe("top 4.3 %");
  });

  it("says durations and bytes as people do", () => {
    expect([duration(41), duration(200), duration(4800)]).toEqual(["41 s", "3 min", "80 min"]);
    expect([bytes(214e9), bytes(1.5e9), bytes(38e6)]).toEqual(["214 GB", "1.5 GB", "38 MB"]);
  });

  it("names the hemisphere instead of a sign", () => {
    expect(place([-62.1, -9.5])).toBe("9.50000° S, 62.10000° W");
  });
});

describe("the command field", () => {
  const command = (title: string) => ({ id: title, title, run: () => undefined });

  it("takes longitude before latitude and refuses what is off the map", () => {
    expect(parsePlace("8.54, 47.37")).toEqual([8.54, 47.37]);
    expect(parsePlace("-62 -9.5")).toEqual([-62, -9.5]);
    expect(parsePlace("8.54, 97")).toBeNull();
    expect(parsePlace("go to 8")).toBeNull();
  });

  it("lists what begins with the text first", () => {
    const commands = [command("Go to scene Add_2021"), command("Add scenes")];
    expect(matchCommands("add", commands).map(({ title }) => title)).toEqual([
      "Add scenes",
      "Go to scene Add_2021",
    ]);
  });
});

describe("F6", () => {
  it("goes round the areas on the screen and leaves out the others", () => {
    expect(nextArea(["bar", "map", "panel"], "map", 1)).toBe("panel");
    expect(nextArea(["bar", "map", "panel"], "panel", 1)).toBe("bar");
    expect(nextArea(["bar", "map", "panel"], "bar", -1)).toBe("panel");
    expect(nextArea(["bar", "map"], null, 1)).toBe("bar");
  });
});

describe("jobs in words", () => {
  const chips = {
    chipsDone: 3842,
    chipsTotal: 6214,
    scenesDone: 1,
    scenesTotal: 2,
    sceneTitle: null,
    skippedNodata: 0,
    skippedCloud: 0,
    chipsPerSecond: 58.4,
    secondsLeft: 41,
    recentChipsPerSecond: [50, 58.4],
  };
  const job: Job = {
    id: "j" as JobId,
    title: "Indexing",
    task: { kind: "ingest" },
    state: { kind: "cancelled" },
    progress: { kind: "chips", ...chips },
    refused: [],
    startedAt: "2026-01-01T00:00:00Z",
    seconds: 70,
  };

  it("says what is safe when a job was stopped", () => {
    expect(outcome(job)).toBe("Cancelled at 3\u202f842 of 6\u202f214 chips; all are saved.");
  });

  it("tells the present rate from the average", () => {
    expect(rates(chips, 70)).toBe("58.4 now, 54.9 on average");
  });

  it("draws no line through a single point", () => {
    expect(sparkline([5], 100, 40)).toBeNull();
    expect(sparkline([0, 10], 100, 44)?.line).toBe("M0.0 44.0L100.0 4.0");
  });
});

describe("the engine's line", () => {
  it("waits longer after every failed try, up to eight seconds", () => {
    expect([0, 1, 2, 9].map(pauseBeforeRetry)).toEqual([250, 500, 1000, 8000]);
  });
});
