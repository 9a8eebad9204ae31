import { describe, expect, it } from "vitest";
import { chipsLine } from "../../../../native/cli/progressBar.ts";
import { noProgress } from "../../../../native/jobs/progressMeter.ts";

describe("chipsLine", () => {
  it("shows share, rate, time left and scene", () => {
    const line = chipsLine({
      ...noProgress,
      chipsDone: 50,
      chipsTotal: 200,
      chipsPerSecond: 12.34,
      secondsLeft: 12.1,
      sceneTitle: "s2_20200601",
    });
    expect(line).toBe("[######..................] 50 of 200 chips, 12.3 chips/s, 13 s left, s2_20200601");
  });

  it("shows nothing that is not known yet", () => {
    expect(chipsLine(noProgress)).toBe("[........................] 0 of 0 chips");
  });

  it("is never longer than full", () => {
    const line = chipsLine({ ...noProgress, chipsDone: 7, chipsTotal: 5 });
    expect(line).toBe("[########################] 7 of 5 chips");
  });
});
