import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { staticFile } from "../../../../native/serve/staticFiles.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const outside = tempFolder("static");
const folder = join(outside, "window");

beforeAll(() => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "start");
  writeFileSync(join(folder, "assets", "a b.js"), "script");
  writeFileSync(join(folder, "notes.txt"), "notes");
  writeFileSync(join(outside, "secret.json"), "secret");
  mkdirSync(`${folder}-other`);
  writeFileSync(join(`${folder}-other`, "secret.json"), "secret");
});

describe("staticFile", () => {
  it("answers the start page at the root, and files with their type", async () => {
    const [start, script] = await Promise.all([
      staticFile("/", folder),
      staticFile("/assets/a%20b.js", folder),
    ]);
    expect([await start.text(), start.headers.get("content-type")]).toEqual([
      "start",
      "text/html; charset=utf-8",
    ]);
    expect([await script.text(), script.headers.get("content-type")]).toEqual([
      "script",
      "text/javascript; charset=utf-8",
    ]);
  });

  it.each([
    "/../secret.json",
    "/%2e%2e/secret.json",
    "/assets/../../secret.json",
    "/..%2fsecret.json",
    "/../window-other/secret.json",
    "//etc/passwd",
    "/%00/../../secret.json",
    "/%E0%A4%A",
    "/notes.txt",
    "/assets",
    "/nothing.js",
  ])("does not know %s", async (pathname) => {
    expect((await staticFile(pathname, folder)).status).toBe(404);
  });
});
