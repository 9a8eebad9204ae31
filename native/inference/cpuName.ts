import { availableParallelism, cpus } from "node:os";

/** The processor in words, with the cores this process may use. */
export function cpuName(): string {
  const model = cpus()[0]?.model.replaceAll(/\s+/g, " ").trim() || process.arch;
  const cores = availableParallelism();
  return `${model}, ${cores} ${cores === 1 ? "core" : "cores"}`;
}
