import { defineConfig } from "vitest/config";

const kinds = [
  { name: "architecture", include: ["test/architecture.test.ts"] },
  { name: "unit", include: ["test/unit/**/*.test.{ts,tsx}"] },
  { name: "job", include: ["test/job/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
  { name: "golden", include: ["test/golden/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
  // One at a time: each file has an engine and a Chromium of its own.
  {
    name: "e2e",
    include: ["test/e2e/**/*.spec.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
  {
    name: "electron",
    include: ["test/electron/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: kinds.map((test) => ({ test: { pool: "forks" as const, ...test } })),
  },
});
