import { readdirSync, readFileSync } from "node:fs";

/** Largest memory that a process and its children held at once, by asking Linux every 20 ms. */
export interface WatchedMemory {
  /** Of all processes together, and of the largest one. */
  stop(): { readonly togetherBytes: number; readonly largestBytes: number };
}

const intervalMilliseconds = 20;

/** Watches from now on; zero on systems without /proc. */
export function watchMemory(pid: number): WatchedMemory {
  let [togetherBytes, largestBytes] = [0, 0];
  const look = () => {
    const sizes = familyOf(pid).map(residentBytes);
    togetherBytes = Math.max(
      togetherBytes,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    largestBytes = Math.max(largestBytes, ...sizes);
  };
  const timer = setInterval(look, intervalMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      return { togetherBytes, largestBytes };
    },
  };
}

function familyOf(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
    return [pid, ...children.flatMap(familyOf)];
  } catch {
    return [pid];
  }
}

function residentBytes(pid: number): number {
  try {
    return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
