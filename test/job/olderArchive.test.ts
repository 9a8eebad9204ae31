import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { applicationId, migrations } from "../../native/archive/migrations.ts";
import { databaseFile, openArchive } from "../../native/archive/openArchive.ts";
import { projectEncoder } from "../../native/archive/projectEncoder.ts";
import { ensureSpace } from "../../native/archive/saveChips.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("older-archive");

it("brings an archive of before there were precisions up to date, with its vectors as float32 ones", () => {
  const database = new Database(join(folder, databaseFile));
  for (const sql of migrations.slice(0, 2)) database.exec(sql);
  database.pragma(`application_id = ${applicationId}`);
  database.pragma("user_version = 2");
  const space = { spaceKey: "baseline/1/red", encoderId: "baseline", encoderSha256: "0", dimensions: 640 };
  database
    .prepare(
      `INSERT INTO spaces (space_key, encoder_id, encoder_sha256, dimensions)
       VALUES (@spaceKey, @encoderId, @encoderSha256, @dimensions)`,
    )
    .run(space);
  database.close();

  const archive = openArchive(folder);
  const precisions = archive.database.prepare("SELECT precision FROM spaces").pluck().all();
  const again = ensureSpace(archive, { ...space, precision: "fp32" });
  const chosen = projectEncoder(archive);
  archive.close();
  expect(precisions).toEqual(["fp32"]);
  expect(again).toMatchObject({ spaceId: 1, precision: "fp32" });
  expect(chosen).toBeNull();
});
