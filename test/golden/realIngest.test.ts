import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { listChips } from "../../native/archive/chips.ts";
import { openArchive } from "../../native/archive/openArchive.ts";
import { listScenes } from "../../native/archive/scenes.ts";
import type { IngestReport } from "../../native/jobs/ingest.ts";
import { runArgil } from "../support/runArgil.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("real");

interface Manifest {
  readonly datasets: readonly {
    readonly id: string;
    readonly files: readonly { readonly file: string; readonly date: string | null }[];
  }[];
}

/** Dates of a set by file name, from the manifest. */
function datesOf(id: string): Map<string, string> {
  const { datasets } = JSON.parse(readFileSync(sharedPath("data/manifest.json")!, "utf8")) as Manifest;
  const files = datasets.find((dataset) => dataset.id === id)!.files;
  return new Map(files.flatMap(({ file, date }) => (date === null ? [] : [[basename(file), date]])));
}

/** Ingests a folder by the command line and looks at what the archive holds then. */
async function ingested(name: string, path: string, chipPixels: number) {
  const archiveFolder = join(folder, name);
  const run = await runArgil([
    ...["--archive", archiveFolder, "--json"],
    ...["ingest", path, "--chip", String(chipPixels)],
  ]);
  const archive = openArchive(archiveFolder);
  const scenes = listScenes(archive).map((scene) => ({
    ...scene,
    groundIds: listChips(archive, { sceneId: scene.id }).map(({ groundId }) => groundId),
  }));
  archive.close();
  return { code: run.code, report: run.json as IngestReport, scenes };
}

describe("argil ingest", () => {
  it("takes all 97 dates of the spruce stand, each on the same ground", async ({ skip }) => {
    const path = sharedPath("data/timeseries/fordead31ufq");
    if (path === null) return skip(noSharedData);
    const { code, report, scenes } = await ingested("fordead", path, 32);
    const dates = datesOf("fordead31ufq");
    expect([code, dates.size, report.scenes.length]).toEqual([0, 97, 97]);
    expect(report.scenes.filter(({ status }) => status !== "done")).toEqual([]);
    expect(new Map(scenes.map(({ file, acquiredAt }) => [basename(file), acquiredAt.slice(0, 10)]))).toEqual(
      dates,
    );
    expect(new Set(scenes.map(({ groundIds }) => groundIds.join(" "))).size).toBe(1);
    expect(new Set(scenes.map(({ crsName, gsdMeters }) => `${crsName} ${gsdMeters}`))).toEqual(
      new Set(["EPSG:32631 10"]),
    );
    // The reference lies beside the scenes; the 31 cloud masks go with theirs.
    expect(report.ignored.length).toBe(1);
  });

  it("puts both dates of each city on the same ground, though their files are in degrees", async ({
    skip,
  }) => {
    const path = sharedPath("data/change_pairs");
    if (path === null) return skip(noSharedData);
    const { code, report, scenes } = await ingested("oscd", path, 64);
    const cities = ["aguasclaras", "beihai", "bordeaux", "mumbai", "nantes", "paris"];
    expect(code).toBe(0);
    const dates = datesOf("oscd");
    for (const city of cities) {
      const pair = scenes.filter(({ title }) => title.startsWith(`oscd_${city}_`));
      expect(pair.map(({ file, acquiredAt }) => [dates.get(basename(file)), acquiredAt.slice(11)])).toEqual(
        pair.map(({ acquiredAt }) => [acquiredAt.slice(0, 10), "00:00:00Z"]),
      );
      expect(pair.length).toBe(2);
      expect(pair[0]!.groundIds.length).toBeGreaterThan(30);
      expect(pair[1]!.groundIds).toEqual(pair[0]!.groundIds);
      expect(pair.map(({ sensorId, gsdMeters }) => [sensorId, gsdMeters])).toEqual([
        ["sentinel-2-l1c", 10],
        ["sentinel-2-l1c", 10],
      ]);
      expect(pair[0]!.bandNames.length).toBe(["aguasclaras", "nantes"].includes(city) ? 13 : 10);
    }
    expect(report.ignored.map(({ file }) => basename(file))).toEqual([
      ...cities.map((city) => `oscd_${city}_change.tif`),
      "taizhou_reference.tif",
    ]);
  });
});
