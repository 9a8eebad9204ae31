import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** A disk of its own in memory, or null where this user may not mount one. */
export function mountSmallDisk(folder: string, megabytes: number) {
  mkdirSync(folder, { recursive: true });
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: "ignore" });
  try {
    run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder);
  } catch {
    return null;
  }
  return {
    makeReadOnly: () => run("mount", "-o", "remount,ro", folder),
    unmount: () => run("umount", "-l", folder),
  };
}
