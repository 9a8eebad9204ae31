import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where models and archives go: the operating system's folder for data. */
export function dataFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (platform === "win32") return join(environment.LOCALAPPDATA ?? join(home, "AppData", "Local"), "Argil");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Argil");
  return join(environment.XDG_DATA_HOME || join(home, ".local", "share"), "argil");
}

/** The project folder where the user names none. */
export function defaultArchiveFolder(environment: Environment = process.env): string {
  return environment.ARGIL_ARCHIVE || join(dataFolder(environment), "project");
}

/** Where imported encoders lie; all projects share them. */
export function modelsFolder(environment: Environment = process.env): string {
  return environment.ARGIL_MODELS || join(dataFolder(environment), "models");
}
