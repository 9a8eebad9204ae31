/** What to do after the engine died without being asked to. */
export type Restart =
  | { readonly kind: "restart"; readonly delayMilliseconds: number }
  | { readonly kind: "give-up"; readonly deathCount: number };

const windowMilliseconds = 60_000;
const mostDeaths = 4;
const firstDelayMilliseconds = 250;

/** Restarts with doubling delays; gives up when the engine died too often within a minute. */
export function planRestart(diedAt: readonly number[], now: number): Restart {
  const deathCount = diedAt.filter((moment) => now - moment < windowMilliseconds).length;
  if (deathCount > mostDeaths) return { kind: "give-up", deathCount };
  return { kind: "restart", delayMilliseconds: firstDelayMilliseconds * 2 ** Math.max(0, deathCount - 1) };
}
