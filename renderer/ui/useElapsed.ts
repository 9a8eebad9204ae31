import { useEffect, useState } from "react";

/** Whole seconds since a moment, null in the first one and where nothing is waited for: nothing spins before a second. */
export function useElapsed(since: number | null): number | null {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (since === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [since]);
  if (since === null) return null;
  const seconds = Math.floor((now - since) / 1000);
  return seconds >= 1 ? seconds : null;
}
