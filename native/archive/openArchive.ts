import { accessSync, constants, mkdirSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import * as sqliteVec from "sqlite-vec";
import { diskFailure, EngineError } from "../engineError.ts";
import { applicationId, migrations } from "./migrations.ts";

export type Connection = Database.Database;

/** The project folder and its database. One process may write at a time; others wait up to ten seconds. */
export interface Archive {
  readonly folder: string;
  readonly database: Connection;
  close(): void;
}

export const databaseFile = "argil.sqlite";
const busyTimeoutMilliseconds = 10_000;

/** Opens or makes the archive of a project folder and brings its format up to date. @throws EngineError when it cannot. */
export function openArchive(folder: string): Archive {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw diskFailure(error, folder);
  }
  let database: Connection | undefined;
  try {
    database = new Database(join(folder, databaseFile), { timeout: busyTimeoutMilliseconds });
    refuseForeign(database, folder);
    loadVectorFunctions(database);
    // A vector of 1024 floats fits into a page of 16 kB; over the usual 4 kB it would be scattered over overflow pages.
    database.pragma("page_size = 16384");
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = NORMAL");
    database.pragma("foreign_keys = ON");
    migrate(database);
    const opened = database;
    return { folder, database, close: () => void opened.close() };
  } catch (error) {
    database?.close();
    throw isForeign(error)
      ? new EngineError({ kind: "archive-foreign", folder })
      : diskFailure(error, folder);
  }
}

/** Level by level: below /proc the recursion of mkdir itself never ends, since the system answers ENOENT there. */
function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) throw new EngineError({ kind: "not-a-folder", folder });
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new EngineError({ kind: "folder-read-only", folder });
    // Another Argil may have made it in between.
    if (code !== "EEXIST") throw error;
  }
}

const isForeign = (error: unknown) => (error as { code?: unknown } | null)?.code === "SQLITE_NOTADB";

function refuseForeign(database: Connection, folder: string): void {
  const id = database.pragma("application_id", { simple: true });
  const version = Number(database.pragma("user_version", { simple: true }));
  const tables = database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
  if (id !== applicationId && tables !== 0) throw new EngineError({ kind: "archive-foreign", folder });
  if (version > migrations.length) {
    throw new EngineError({ kind: "archive-newer", folder, version, known: migrations.length });
  }
}

/** Inside an Electron package the library lies beside the asar, where SQLite can open it. */
function loadVectorFunctions(database: Connection): void {
  database.loadExtension(sqliteVec.getLoadablePath().replace(/app\.asar(?=[\\/])/, "app.asar.unpacked"));
}

function migrate(database: Connection): void {
  const version = () => Number(database.pragma("user_version", { simple: true }));
  if (version() === migrations.length) return;
  database
    .transaction(() => {
      // Another process may have done it while this one waited for the lock.
      for (const [index, sql] of migrations.entries()) if (index >= version()) database.exec(sql);
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}

/** Bytes free on the disk that holds the folder. */
export function freeDiskBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Versions of SQLite and sqlite-vec as they run here. */
export function libraryVersions({ database }: Archive): { sqlite: string; sqliteVec: string } {
  const ask = (sql: string) => String(database.prepare(sql).pluck().get());
  return { sqlite: ask("SELECT sqlite_version()"), sqliteVec: ask("SELECT vec_version()") };
}
