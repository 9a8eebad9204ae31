import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { listScenes } from "../../native/archive/scenes.ts";
import { askHost } from "../support/askHost.ts";
import { startHost } from "../support/startHost.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const host = startHost();

describe("pictures", () => {
  it("of a chip are WebP of the asked size", async () => {
    const { status, headers, body } = await host.ask(`/thumb/${host.chipId()}?size=48`);
    const { format, width, height } = await sharp(body).metadata();
    expect([status, headers["content-type"], format, width, height]).toEqual([
      200,
      "image/webp",
      "webp",
      48,
      48,
    ]);
  });

  it("of a scene are WebP with the asked longest side", async () => {
    const { format, width } = await sharp(
      (await host.ask(`/preview/${host.sceneId()}?size=40`)).body,
    ).metadata();
    expect([format, width]).toEqual(["webp", 40]);
  });

  it("of a map tile are PNG where the scene is and nothing where it is not", async () => {
    const [west, south, east, north] = listScenes(host.engine().archive)[0]!.bounds;
    const z = 12;
    const x = Math.floor((((west + east) / 2 + 180) / 360) * 2 ** z);
    const latitude = (((south + north) / 2) * Math.PI) / 180;
    const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * 2 ** z);
    const there = await host.ask(`/tile/${host.sceneId()}/${z}/${x}/${y}.png`);
    const { format, width, hasAlpha } = await sharp(there.body).metadata();
    expect([there.status, format, width, hasAlpha]).toEqual([200, "png", 256, true]);
    const elsewhere = await host.ask(`/tile/${host.sceneId()}/${z}/${x + 40}/${y}.png`);
    expect([elsewhere.status, elsewhere.body.length]).toEqual([204, 0]);
  });

  it("of a scene that waits for its date are drawn, and of what cannot be decoded there is none", async () => {
    const undated = await writeTinyScene(join(host.folder, "undated.tif"));
    const secret = join(host.folder, "secret.json");
    const ids: string[] = [];
    for await (const event of await host.engine().api.examine({ paths: [undated, secret] }))
      if (event.kind === "scene") ids.push(event.id);
    const drawn = await host.ask(`/intake-preview/${ids[0]}?size=40`);
    const { format, width } = await sharp(drawn.body).metadata();
    expect([drawn.status, format, width]).toEqual([200, "webp", 40]);
    const none = await host.ask(`/intake-preview/${ids[1]}?size=40`);
    expect([none.status, none.body.length]).toEqual([204, 0]);
    expect((await host.ask(`/intake-preview/${encodeURIComponent(undated)}`)).status).toBe(404);
  });

  it.each([
    "/thumb/999",
    "/intake-preview/..%2f..%2fsecret.json",
    "/thumb/..%2f..%2fsecret",
    "/preview/nothing",
    "/tile/nothing/1/0/0.png",
    "/raster/nothing",
  ])("that are not there (%s) are answered with 404", async (path) => {
    expect((await host.ask(path)).status).toBe(404);
  });
});

describe("the scene's own file", () => {
  it("comes whole without a range", async () => {
    const { status, body } = await host.ask(`/raster/${host.sceneId()}`);
    expect([status, body.equals(readFileSync(host.scenePath))]).toEqual([200, true]);
  });

  it("comes by range with 206", async () => {
    const { status, headers, body } = await host.ask(`/raster/${host.sceneId()}`, { range: "bytes=100-299" });
    const file = readFileSync(host.scenePath);
    expect([status, headers["content-range"]]).toEqual([206, `bytes 100-299/${file.length}`]);
    expect(body.equals(file.subarray(100, 300))).toBe(true);
  });

  it("answers 416 to a range behind its end", async () => {
    const { status, headers } = await host.ask(`/raster/${host.sceneId()}`, { range: "bytes=99999999-" });
    expect([status, headers["content-range"]]).toEqual([
      416,
      `bytes */${readFileSync(host.scenePath).length}`,
    ]);
  });
});

describe("an upload", () => {
  const upload = (name: string, headers: Record<string, string> = { origin: host.origin() }) =>
    askHost(host.origin(), `/upload?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { ...host.localHeaders(), cookie: host.cookie(), ...headers },
      body: Buffer.from("pixels"),
    });

  it("lands in the project's folder for scenes with the folders it came in, and both are answered", async () => {
    const { status, body } = await upload("S2B.SAFE/GRANULE/L2A/new_20210101.jp2");
    const top = join(host.project, "scenes", "S2B.SAFE");
    const path = join(top, "GRANULE", "L2A", "new_20210101.jp2");
    expect([status, JSON.parse(body.toString())]).toEqual([200, { path, top }]);
    expect(readFileSync(path, "utf8")).toBe("pixels");
    expect(existsSync(`${path}.part`)).toBe(false);
    const { body: loose } = await upload("new_20210101.tif.aux.xml");
    const file = join(host.project, "scenes", "new_20210101.tif.aux.xml");
    expect(JSON.parse(loose.toString())).toEqual({ path: file, top: file });
  });

  it.each([
    "../evil.tif",
    "../../evil.tif",
    "/tmp/argil-evil.tif",
    "a/../../../evil.tif",
    "",
    "..\\..\\evil.tif",
    "a//evil.tif",
    "a/./evil.tif",
    "a/.. /../evil.tif",
    "points.csv",
    "run.sh",
    `${"a/".repeat(20)}evil.tif`,
    ".",
  ])("named %j is refused", async (name) => {
    const { status } = await upload(name);
    const strays = [join(host.project, "evil.tif"), join(host.folder, "evil.tif"), "/tmp/argil-evil.tif"];
    expect([status, strays.filter((path) => existsSync(path))]).toEqual([400, []]);
  });

  it("from outside the window is refused", async () => {
    expect((await upload("x_20210101.tif", {})).status).toBe(403);
    expect((await upload("x_20210101.tif", { origin: "https://evil.example" })).status).toBe(403);
  });
});
