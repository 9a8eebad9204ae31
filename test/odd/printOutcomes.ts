import { inspectScene } from "../../native/raster/scene/reportScene.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { compareOdd } from "./compareOdd.ts";
import { oddFiles } from "./oddFile.ts";

/** Prints what becomes of every file of `shared/data/odd`: `npm run odd`, with `--all` also what was expected. */
const files = oddFiles();
if (files.length === 0) console.log(`skipped: ${noSharedData}`);
const counts = { same: 0, refused: 0, differs: 0 };
let slowestMilliseconds = 0;
for (const expected of files) {
  const started = performance.now();
  const report = await inspectScene(sharedPath(`data/odd/${expected.file}`)!, {}, { withStats: true });
  const milliseconds = performance.now() - started;
  slowestMilliseconds = Math.max(slowestMilliseconds, milliseconds);
  const { verdict, differences } = compareOdd(report, expected);
  counts[verdict]++;
  const what = report.status === "ready" ? "" : `: ${(report.reason ?? "").replace(/^\S*\/odd\//, "")}`;
  console.log(
    `${verdict.padEnd(8)} ${milliseconds.toFixed(0).padStart(5)} ms  ${expected.file}  ${report.status}${what}`,
  );
  for (const difference of differences) console.log(`           ${difference.replaceAll(/\S*\/odd\//g, "")}`);
  if (process.argv.includes("--all")) console.log(`           expected: ${expected.expect}`);
}
console.log(
  `${files.length} files: ${counts.same} with GDAL's numbers, ${counts.refused} refused with a reason, ${counts.differs} otherwise; ` +
    `slowest ${slowestMilliseconds.toFixed(0)} ms, peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
process.exitCode = counts.differs === 0 ? 0 : 1;
