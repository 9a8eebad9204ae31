import path from "node:path";

/** Where Argil keeps what, by the customs of the platform. All absolute. */
export interface Folders {
  readonly data: string;
  readonly cache: string;
  readonly state: string;
  readonly config: string;
}

/** The folders of this user; Electron has no names for XDG data and state, so they are worked out here. */
export function foldersOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): Folders {
  const { join, isAbsolute } = platform === "win32" ? path.win32 : path.posix;
  // The XDG specification says that relative values are to be ignored.
  const base = (name: string, ...usual: string[]) =>
    isAbsolute(env[name] ?? "") ? env[name]! : join(home, ...usual);
  if (platform === "win32") {
    const local = join(base("LOCALAPPDATA", "AppData", "Local"), "Argil");
    const config = join(base("APPDATA", "AppData", "Roaming"), "Argil");
    return { data: local, cache: join(local, "Cache"), state: join(local, "State"), config };
  }
  if (platform === "darwin") {
    const data = join(home, "Library", "Application Support", "Argil");
    const cache = join(home, "Library", "Caches", "Argil");
    return { data, cache, state: join(data, "State"), config: join(data, "Config") };
  }
  return {
    data: join(base("XDG_DATA_HOME", ".local", "share"), "argil"),
    cache: join(base("XDG_CACHE_HOME", ".cache"), "argil"),
    state: join(base("XDG_STATE_HOME", ".local", "state"), "argil"),
    config: join(base("XDG_CONFIG_HOME", ".config"), "argil"),
  };
}
