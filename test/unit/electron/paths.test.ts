import { expect, it } from "vitest";
import { foldersOf } from "../../../electron/paths.ts";
import { dataFolder } from "../../../native/folders.ts";

it("follows the XDG folders on Linux", () => {
  expect(foldersOf("linux", { XDG_DATA_HOME: "/big/data" }, "/ada")).toEqual({
    data: "/big/data/argil",
    cache: "/ada/.cache/argil",
    state: "/ada/.local/state/argil",
    config: "/ada/.config/argil",
  });
});

it("ignores relative and empty XDG folders, as the specification asks", () => {
  const env = { XDG_DATA_HOME: "data", XDG_CACHE_HOME: "" };
  const { data, cache } = foldersOf("linux", env, "/ada");
  expect([data, cache]).toEqual(["/ada/.local/share/argil", "/ada/.cache/argil"]);
});

it("keeps only settings in the roaming folder of Windows", () => {
  const env = { APPDATA: "C:\\ada\\AppData\\Roaming", LOCALAPPDATA: "D:\\Local" };
  expect(foldersOf("win32", env, "C:\\ada")).toEqual({
    data: "D:\\Local\\Argil",
    cache: "D:\\Local\\Argil\\Cache",
    state: "D:\\Local\\Argil\\State",
    config: "C:\\ada\\AppData\\Roaming\\Argil",
  });
});

it("uses the Library folder on macOS, whatever XDG says", () => {
  const folders = foldersOf("darwin", { XDG_DATA_HOME: "/big/data" }, "/ada");
  expect(folders.data).toBe("/ada/Library/Application Support/Argil");
  expect(folders.cache).toBe("/ada/Library/Caches/Argil");
});

it.each(["linux", "darwin", "win32"] as const)("finds the data of the command line on %s", (platform) => {
  const env = { XDG_DATA_HOME: "/big/data", LOCALAPPDATA: "/local" };
  const withSlashes = foldersOf(platform, env, "/ada").data.replaceAll("\\", "/");
  expect(withSlashes).toBe(dataFolder(env, platform, "/ada"));
});
