import { describe, expect, it } from "vitest";
import type { IngestProgress } from "../../../../native/contract/jobs.ts";
import { noChips } from "../../../../native/jobs/ingestScene.ts";
import { ProgressMeter } from "../../../../native/jobs/progressMeter.ts";

/** A meter with a clock that stands still until it is moved. */
function meterWithClock() {
  let now = 1000;
  let last: IngestProgress | undefined;
  const meter = new ProgressMeter(
    (progress) => {
      last = progress;
    },
    () => now,
  );
  return { meter, wait: (seconds: number) => (now += seconds), seen: () => last! };
}

describe("ProgressMeter", () => {
  it("adds up what is planned, saved, found done and skipped", () => {
    const { meter, seen } = meterWithClock();
    meter.planned(1, 40);
    meter.planned(2, 60);
    meter.sceneStarted("north");
    meter.saved({ ...noChips, alreadyThere: 10, skippedNodata: 2 });
    meter.saved({ ...noChips, embedded: 20, skippedNodata: 3, skippedCloud: 1 });
    meter.sceneDone();
    expect(seen()).toMatchObject({
      chipsDone: 36,
      chipsTotal: 100,
      scenesDone: 1,
      scenesTotal: 2,
      sceneTitle: "north",
      skippedNodata: 5,
      skippedCloud: 1,
    });
  });

  it("gives a rate where a chip takes longer than ten seconds", () => {
    const { meter, wait, seen } = meterWithClock();
    meter.planned(1, 100);
    meter.sceneStarted("north");
    for (let chip = 0; chip < 8; chip++) {
      wait(20);
      meter.saved({ ...noChips, embedded: 1 });
      expect(seen().chipsPerSecond).toBeCloseTo(1 / 20, 3);
    }
    expect(seen().secondsLeft).toBeCloseTo(92 * 20, 0);
  });

  it("gives the rate of the last ten seconds and what is left at that rate", () => {
    const { meter, wait, seen } = meterWithClock();
    meter.planned(1, 1000);
    meter.sceneStarted("north");
    for (let second = 0; second < 20; second++) {
      wait(1);
      meter.saved({ ...noChips, embedded: second < 10 ? 1 : 20 });
    }
    expect(seen().chipsPerSecond).toBeGreaterThan(19);
    expect(seen().chipsPerSecond).toBeLessThan(23);
    expect(seen().secondsLeft).toBeCloseTo((1000 - 210) / seen().chipsPerSecond!, 6);
  });

  it("knows no rate before something was embedded, and does not call found chips work", () => {
    const { meter, wait, seen } = meterWithClock();
    meter.planned(1, 1000);
    meter.sceneStarted("north");
    wait(1);
    meter.saved({ ...noChips, alreadyThere: 500, skippedNodata: 7 });
    expect([seen().chipsPerSecond, seen().secondsLeft]).toEqual([null, null]);
  });

  it("keeps one number a second, at most 120", () => {
    const { meter, wait, seen } = meterWithClock();
    meter.sceneStarted("north");
    for (let half = 0; half < 400; half++) {
      wait(0.5);
      meter.saved({ ...noChips, embedded: 2 });
    }
    expect(seen().recentChipsPerSecond.length).toBe(120);
    expect(seen().recentChipsPerSecond.at(-2)).toBe(4);
  });

  it("takes a scene that was refused half way out of all counts", () => {
    const { meter, seen } = meterWithClock();
    meter.planned(1, 40);
    meter.planned(2, 60);
    meter.sceneStarted("north");
    const saved = { ...noChips, embedded: 12, skippedNodata: 3 };
    meter.saved(saved);
    meter.sceneDropped(40, saved);
    expect(seen()).toMatchObject({ chipsDone: 0, chipsTotal: 60, scenesTotal: 1, skippedNodata: 0 });
  });
});
