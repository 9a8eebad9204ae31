import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { downloadFile } from "../../native/encoders/download.ts";
import { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { downloadRelease } from "../../native/jobs/downloadRelease.ts";
import { computerIn } from "../support/clayProject.ts";
import { Random } from "../support/random.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyClay } from "../support/tinyClay.ts";

const folder = tempFolder("download");
const content = Buffer.from(new Random(7).vector(50_000).buffer);
const sha256 = createHash("sha256").update(content).digest("hex");
const cutAt = 70_000;

/** A server of one file that does as it is told and keeps what it was asked. */
const served = {
  content,
  tag: '"one"',
  cutsAfter: Infinity,
  stalls: false,
  asked: [] as IncomingHttpHeaders[],
  sent: 0,
};
const usual = { ...served };
const server = createServer((request, response) => {
  served.asked.push(request.headers);
  if (request.url === "/gone") return void response.writeHead(404).end();
  if (request.url === "/linked")
    return void response.writeHead(302, { location: "/file.ckpt", "x-linked-etag": `"${sha256}"` }).end();
  if (request.url === "/loop") return void response.writeHead(302, { location: "/loop" }).end();
  sendFile(request.headers, response);
});

function sendFile({ range, "if-range": ifRange }: IncomingHttpHeaders, response: ServerResponse): void {
  const from = ifRange === served.tag ? Number(range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0) : 0;
  if (from >= served.content.length) return void response.writeHead(416).end();
  const rest = served.content.subarray(from);
  const headers = { "content-length": rest.length, etag: served.tag };
  const partial = {
    ...headers,
    "content-range": `bytes ${from}-${served.content.length - 1}/${served.content.length}`,
  };
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? partial : headers);
  served.sent += Math.min(rest.length, served.cutsAfter);
  if (served.cutsAfter >= rest.length) return void response.end(rest);
  response.write(rest.subarray(0, served.cutsAfter), () => {
    // After a while, in which what was sent arrives.
    if (!served.stalls) setTimeout(() => response.destroy(), 100);
  });
}

await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => void Object.assign(served, usual, { asked: [], sent: 0 }));

let lastFile = 0;
const emptyPlace = () => join(folder, `${lastFile++}`, "file.ckpt");

function download(to: string, wish: Partial<Parameters<typeof downloadFile>[0]> = {}) {
  const { signal } = new AbortController();
  return downloadFile({ url: `${address}/file.ckpt`, sha256, to, signal, onBytes: () => undefined, ...wish });
}

/** Downloads until the connection is cut, and gives how much came. */
async function cutOffAt(to: string): Promise<number> {
  served.cutsAfter = cutAt;
  await expect(download(to)).rejects.toThrow(/could not be downloaded \(.*cut off.* kept\); try again/);
  served.cutsAfter = Infinity;
  return statSync(`${to}.part`).size;
}

describe("a download", () => {
  it("comes whole, with its progress, and gets its name after its hash was compared", async () => {
    const to = emptyPlace();
    const seen: (readonly [number, number | null])[] = [];
    const done = await download(to, { onBytes: (...bytes) => void seen.push(bytes) });
    expect(done).toEqual({ sha256, checkedAgainst: "card" });
    expect(readFileSync(to)).toEqual(content);
    expect(existsSync(`${to}.part`)).toBe(false);
    expect([seen[0], seen.at(-1)]).toEqual([
      [0, content.length],
      [content.length, content.length],
    ]);
  });

  it("that was cut off goes on where it stopped: only the rest is sent", async () => {
    const to = emptyPlace();
    const size = await cutOffAt(to);
    expect(size).toBe(cutAt);
    Object.assign(served, { asked: [], sent: 0 });
    const done: number[] = [];
    await download(to, { onBytes: (bytes) => void done.push(bytes) });
    expect(readFileSync(to)).toEqual(content);
    expect(served.asked[0]).toMatchObject({ range: `bytes=${size}-`, "if-range": '"one"' });
    expect([served.sent, done[0]]).toEqual([content.length - size, size]);
  });

  it("starts from the front where the file on the server is another one now", async () => {
    const to = emptyPlace();
    await cutOffAt(to);
    const changed = Buffer.from(content).reverse();
    Object.assign(served, { content: changed, tag: '"two"', sent: 0 });
    await download(to, { sha256: createHash("sha256").update(changed).digest("hex") });
    expect(readFileSync(to)).toEqual(changed);
    expect(served.sent).toBe(changed.length);
  });

  it("does not join parts where the server names no strong tag, or the address is another", async () => {
    const weak = emptyPlace();
    served.tag = 'W/"one"';
    await cutOffAt(weak);
    await download(weak);
    const moved = emptyPlace();
    served.tag = usual.tag;
    await cutOffAt(moved);
    await download(moved, { url: `${address}/mirror.ckpt` });
    expect(served.asked.map(({ range }) => range)).toEqual([undefined, undefined, undefined, undefined]);
    expect([readFileSync(weak), readFileSync(moved)]).toEqual([content, content]);
  });

  it("takes the hash that the server which sends on tells of a large file", async () => {
    const wish = { url: `${address}/linked`, sha256: null };
    expect(await download(emptyPlace(), wish)).toEqual({ sha256, checkedAgainst: "server" });
    const to = emptyPlace();
    served.content = Buffer.from(content).fill(1, 900, 910);
    await expect(download(to, wish)).rejects.toThrow(/SHA-256 is .* instead of .*thrown away/);
    expect(readdirSync(join(to, ".."))).toEqual([]);
  });

  it("with a wrong hash is thrown away, and the next try starts from the front", async () => {
    const to = emptyPlace();
    await expect(download(to, { sha256: "0".repeat(64) })).rejects.toThrow(/instead of 000000000000…/);
    expect(readdirSync(join(to, ".."))).toEqual([]);
    await download(to);
    expect(served.asked[1]!.range).toBeUndefined();
  });

  it("whose hash nobody told says so", async () => {
    expect((await download(emptyPlace(), { sha256: null })).checkedAgainst).toBe("nothing");
  });

  it("that is still there whole is not sent again", async () => {
    const to = emptyPlace();
    await download(to);
    served.sent = 0;
    expect(await download(to)).toEqual({ sha256, checkedAgainst: "card" });
    expect([served.sent, readFileSync(to).equals(content)]).toEqual([0, true]);
  });
});

describe("a download that fails", () => {
  it.each([
    ["/gone", /\/gone could not be downloaded \(the server answered 404\)/],
    ["/loop", /sent on more than 6 times/],
  ])("says why: %s", async (path, says) => {
    await expect(download(emptyPlace(), { url: address + path })).rejects.toThrow(says);
  });

  it("says that nobody answers where no server is", async () => {
    const url = "http://127.0.0.1:9/file.ckpt";
    await expect(download(emptyPlace(), { url })).rejects.toThrow(/nobody answers there|bad port/);
  });

  it("is told of a folder that cannot be made", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    await expect(download(join(file, "below", "file.ckpt"))).rejects.toThrow(
      /ENOTDIR|could not be downloaded/,
    );
  });

  it("keeps what came when it is stopped", async () => {
    const to = emptyPlace();
    Object.assign(served, { cutsAfter: cutAt, stalls: true });
    const stop = new AbortController();
    const onBytes = (bytes: number) => void (bytes >= cutAt && stop.abort());
    await expect(download(to, { signal: stop.signal, onBytes })).rejects.toThrow(/abort/i);
    expect(existsSync(to)).toBe(false);
    Object.assign(served, { cutsAfter: Infinity, stalls: false, sent: 0 });
    await download(to);
    expect(readFileSync(to)).toEqual(content);
    expect(served.sent).toBe(content.length - cutAt);
  });
});

describe("argil encoder download", () => {
  it("fetches a checkpoint, imports it, and leaves no copy behind", async () => {
    const { models, argil } = computerIn(join(folder, "computer"));
    const path = writeTinyClay(join(folder, "tiny.ckpt"));
    served.content = readFileSync(path);
    const { code, json, stderr } = await argil(
      "p",
      "encoder",
      "download",
      `${address}/tiny.ckpt`,
      "--heads",
      "2",
    );
    expect([code, json]).toEqual([0, expect.objectContaining({ id: "clay-v1.5-d32", isNew: true })]);
    expect(stderr).toMatch(
      /tiny\.ckpt has SHA-256 [0-9a-f]{64}, which neither card nor server could confirm\./,
    );
    expect(readdirSync(join(models.folder, ".downloads"))).toEqual([]);
  });

  it("keeps the file while its import fails, and fetches nothing when it is tried again", async () => {
    const models = new ModelsFolder(join(folder, "kept"));
    mkdirSync(models.folder);
    const parts = { models, signal: new AbortController().signal, onProgress: () => undefined };
    const first = await downloadRelease(`${address}/big.ckpt`, parts);
    served.sent = 0;
    const second = await downloadRelease(`${address}/big.ckpt`, parts);
    expect([second.path, served.sent]).toEqual([first.path, 0]);
    await second.discard();
    expect(readdirSync(join(models.folder, ".downloads"))).toEqual([]);
  });

  it("takes a release that can be had or an address with encryption, and nothing else", async () => {
    const { argil } = computerIn(join(folder, "computer"));
    for (const wanted of ["clay-v1", "clay-v9", "http://a.example/clay.ckpt", "file:///etc/passwd"]) {
      const { code, stderr } = await argil("p", "encoder", "download", wanted);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining("it takes clay-v1.5, or the https address"),
      ]);
    }
  });
});
