import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerWindow, pageHeaders, sortRequest } from "../../../electron/protocol.ts";

const folder = "/app/out/renderer";

describe("sortRequest", () => {
  it("finds page files inside of the page folder", () => {
    const wanted = sortRequest("GET", "argil://app/assets/index%20a.js?v=1", folder);
    expect(wanted).toEqual({ kind: "file", file: `${folder}/assets/index a.js` });
  });

  it.each(["/thumb/1:2?size=96", "/tile/s/1/2/3.png", "/preview/s?size=512", "/raster/s"])(
    "sends %s to the engine, with its query",
    (wantedPath) => {
      expect(sortRequest("GET", `argil://app${wantedPath}`, folder)).toEqual({
        kind: "picture",
        path: wantedPath,
      });
    },
  );

  it.each(["/..%2f..%2fmain/main.js", "/%2e%2e/%2e%2e%2fsecret", "/..%2frenderer-other/a", "/"])(
    "does not leave the page folder for %s",
    (hostile) => {
      expect(sortRequest("GET", `argil://app${hostile}`, folder)).toEqual({ kind: "refused", status: 404 });
    },
  );

  it("refuses other hosts, other methods and broken escapes", () => {
    const statuses = [
      sortRequest("GET", "argil://elsewhere/index.html", folder),
      sortRequest("POST", "argil://app/thumb/1", folder),
      sortRequest("GET", "argil://app/%zz", folder),
    ];
    expect(statuses).toEqual([404, 405, 400].map((status) => ({ kind: "refused", status })));
  });
});

it("names the type of every file that the window's build makes", () => {
  const types = ["a.html", "a.js", "a.css", "a.svg", "a.woff2", "a.json", "a.unknown"].map(
    (file) => pageHeaders(file)["content-type"],
  );
  expect(types).toEqual([
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/css; charset=utf-8",
    "image/svg+xml",
    "font/woff2",
    "application/json",
    "application/octet-stream",
  ]);
});

describe("answerWindow", () => {
  const asked: IncomingMessage[] = [];
  let server: Server;
  let pages: string;
  let host: { pictureOrigin: string; token: string };

  beforeAll(async () => {
    pages = await mkdtemp(path.join(tmpdir(), "argil-pages-"));
    await writeFile(path.join(pages, "index.html"), "<title>Argil</title>");
    server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(206, {
        "content-type": "image/tiff",
        "content-range": "bytes 0-3/9",
        "x-inner": "1",
      });
      response.end("abcd");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    host = { pictureOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: "t0ken" };
  });

  afterAll(async () => {
    server.close();
    await rm(pages, { recursive: true });
  });

  const ask = (address: string, headers: Record<string, string> = {}) =>
    answerWindow(new Request(address, { headers }), pages, async () => host);

  it("serves the page with its policy", async () => {
    const answer = await ask("argil://app/index.html");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await answer.text()).toBe("<title>Argil</title>");
  });

  it("says 404 for a file that is not there", async () => {
    expect((await ask("argil://app/assets/none.js")).status).toBe(404);
  });

  it("passes a range on to the engine, with the token, and the part back", async () => {
    const answer = await ask("argil://app/raster/scene-1", { range: "bytes=0-3" });
    const { url, headers } = asked.at(-1)!;
    expect([url, headers.range, headers.authorization]).toEqual([
      "/raster/scene-1",
      "bytes=0-3",
      "Bearer t0ken",
    ]);
    expect([answer.status, answer.headers.get("content-range"), answer.headers.get("x-inner")]).toEqual([
      206,
      "bytes 0-3/9",
      null,
    ]);
    expect(await answer.text()).toBe("abcd");
  });

  it("says 503 when the engine does not answer", async () => {
    const gone = async () => ({ pictureOrigin: "http://127.0.0.1:1", token: "" });
    const answer = await answerWindow(new Request("argil://app/thumb/1"), pages, gone);
    expect(answer.status).toBe(503);
  });
});
