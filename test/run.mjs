// `npm test` starts here. Readable for old versions of Node, which only hand on to the pinned one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const pinned = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
const isNewEnough = Number(process.versions.napi) >= 10 && Boolean(process.features.typescript);

if (isNewEnough) {
  await import("./run.ts");
} else if (existsSync(pinned) && !process.env.ARGIL_REEXECUTED) {
  const script = fileURLToPath(new URL("./run.ts", import.meta.url));
  const env = { ...process.env, ARGIL_REEXECUTED: "1" };
  const { status } = spawnSync(pinned, [script, ...process.argv.slice(2)], { stdio: "inherit", env });
  process.exitCode = status ?? 1;
} else {
  console.error(
    `Node ${process.versions.node} is too old for Argil's tests: install Node 24, or run "npm ci" on a platform with a pinned Node.`,
  );
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
