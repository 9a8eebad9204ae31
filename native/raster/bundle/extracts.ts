import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { diskFailure, EngineError } from "../../engineError.ts";

/** Unpacked files of one zip, shared by all that have it open; the last one to let go takes them away. */
export interface Extracts {
  /** The unpacked file, unpacked at the first call. @throws EngineError when the disk is full or the entry damaged. */
  extract(entry: string, open: () => Promise<Readable>): Promise<string>;
  release(): Promise<void>;
}

interface Shared {
  readonly folder: string;
  readonly files: Map<string, Promise<string>>;
  users: number;
}

const prefix = "argil-zip-";
const inUse = new Map<string, Shared>();
let swept: Promise<void> | null = null;

/** A zip is known by its path, size and time of change: a changed one is unpacked anew. */
export async function keepExtracts(zipPath: string): Promise<Extracts> {
  const { size, mtimeMs } = await stat(zipPath);
  const key = createHash("sha256").update(`${zipPath}\n${size}\n${mtimeMs}`).digest("hex").slice(0, 16);
  swept ??= removeLeftovers();
  await swept;
  const shared = inUse.get(key) ?? {
    folder: join(tmpdir(), `${prefix}${process.pid}-${key}`),
    files: new Map(),
    users: 0,
  };
  inUse.set(key, shared);
  shared.users++;
  return {
    extract(entry, open) {
      const known = shared.files.get(entry);
      if (known !== undefined) return known;
      // Entries' own names never become paths.
      const file = unpack(zipPath, join(shared.folder, `${shared.files.size}`), open);
      shared.files.set(entry, file);
      return file;
    },
    async release() {
      shared.users--;
      if (shared.users > 0) return;
      inUse.delete(key);
      await Promise.allSettled(shared.files.values());
      await rm(shared.folder, { recursive: true, force: true });
    },
  };
}

async function unpack(zipPath: string, file: string, open: () => Promise<Readable>): Promise<string> {
  try {
    await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
    await pipeline(await open(), createWriteStream(file, { flags: "wx", mode: 0o600 }));
    return file;
  } catch (error) {
    await rm(file, { force: true });
    const failure = diskFailure(error, tmpdir());
    if (failure instanceof EngineError) throw failure;
    throw new EngineError({ kind: "file-damaged", path: zipPath, detail: (error as Error).message });
  }
}

/** Folders of processes that ended without taking them away. */
async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? 0);
    if (pid > 0 && !isRunning(pid))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
