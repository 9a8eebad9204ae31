import { expect, it } from "vitest";
import { planRestart } from "../../../electron/restartPolicy.ts";

it("starts again soon after the first death, and later after each further one", () => {
  const delays = [[0], [0, 1_000], [0, 1_000, 2_000], [0, 1_000, 2_000, 3_000]].map((diedAt) =>
    planRestart(diedAt, 3_000),
  );
  expect(delays).toEqual(
    [250, 500, 1000, 2000].map((delayMilliseconds) => ({ kind: "restart", delayMilliseconds })),
  );
});

it("gives up at the fifth death within a minute", () => {
  expect(planRestart([0, 10_000, 20_000, 30_000, 40_000], 40_000)).toEqual({
    kind: "give-up",
    deathCount: 5,
  });
});

it("forgets deaths that are more than a minute old", () => {
  const diedAt = [0, 1_000, 2_000, 3_000, 100_000];
  expect(planRestart(diedAt, 100_000)).toEqual({ kind: "restart", delayMilliseconds: 250 });
});
