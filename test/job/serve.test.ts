import { once } from "node:events";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { ChipId } from "../../models/vocabulary/ids.ts";
import type { EngineApi } from "../../native/contract/engineApi.ts";
import type { Job } from "../../native/contract/jobs.ts";
import { askHost } from "../support/askHost.ts";
import { startHost } from "../support/startHost.ts";

const host = startHost();

describe("the browser host's door", () => {
  it("trades the token for a cookie that scripts cannot read, and takes it out of the address", () => {
    expect([host.firstAnswer().status, host.firstAnswer().headers.location]).toEqual([303, "/"]);
    expect(host.firstAnswer().headers["set-cookie"]?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it("takes the token once", async () => {
    const again = await askHost(host.origin(), host.tokenPath(), { headers: host.localHeaders() });
    expect([again.status, again.headers["set-cookie"]]).toEqual([403, undefined]);
  });

  it.each(["/", "/thumb/1?size=64", "/raster/x", "/index.html"])(
    "answers %s only with the cookie",
    async (path) => {
      expect((await askHost(host.origin(), path, { headers: host.localHeaders() })).status).toBe(403);
    },
  );

  it("refuses another host's name, as a page that rebinds its name would send", async () => {
    const { port } = new URL(host.origin());
    expect((await host.ask("/", { host: `evil.example:${port}` })).status).toBe(403);
    expect((await host.ask("/", { host: `localhost:${port}` })).status).toBe(200);
  });

  it("refuses requests that come from another origin", async () => {
    expect((await host.ask("/", { origin: "https://evil.example" })).status).toBe(403);
    expect((await host.ask("/", { origin: host.origin() })).status).toBe(200);
  });

  it("sends the policy that keeps the window off the network with every answer", async () => {
    for (const path of ["/", "/nothing.js", "/raster/x"]) {
      const { headers } = await host.ask(path);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).toContain("connect-src 'self'");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it.each([
    "/../secret.json",
    "/%2e%2e/secret.json",
    "/..%2fsecret.json",
    "/%2e%2e%2fsecret.json",
    "/a/../../secret.json",
    "/..%5csecret.json",
  ])("does not let %s out of the window's folder", async (path) => {
    expect((await host.ask(path)).status).toBe(404);
  });
});

describe("the contract over a WebSocket", () => {
  const socketUrl = () => `${host.origin().replace("http", "ws")}/engine`;
  const connect = (headers: Record<string, string>, url = socketUrl()) =>
    new WebSocket(url, { headers: { ...host.localHeaders(), ...headers } });

  it.each([
    ["no cookie", () => connect({ origin: host.origin() })],
    ["another origin", () => connect({ cookie: host.cookie(), origin: "https://evil.example" })],
    ["no origin", () => connect({ cookie: host.cookie() })],
    [
      "another path",
      () =>
        connect({ cookie: host.cookie(), origin: host.origin() }, socketUrl().replace("/engine", "/other")),
    ],
  ])("is refused with %s", async (_, open) => {
    const [error] = (await once(open(), "error")) as [Error];
    expect(error.message).toContain("403");
  });

  async function inWindow<Result>(work: (api: EngineApi) => Promise<Result>): Promise<Result> {
    const socket = connect({ cookie: host.cookie(), origin: host.origin() });
    await once(socket, "open");
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    try {
      return await work(createORPCClient(link) as unknown as EngineApi);
    } finally {
      socket.close();
    }
  }

  it("answers a call", async () => {
    const project = await inWindow((api) => api.project(undefined));
    expect(project).toMatchObject({ name: "project", sceneCount: 1, chipCount: 16 });
  });

  it("finds chips like one", async () => {
    const like = [{ kind: "chip", chipId: host.chipId() }] as const;
    const answer = await inWindow((api) => api.search({ like, unlike: [], filters: {}, limit: 3 }));
    expect([answer.scanned, answer.hits.length, answer.hits[0]?.chipId]).toEqual([16, 3, host.chipId()]);
  });

  it("brings a failure over as its code, its kind and its sentence", async () => {
    const call = inWindow((api) => api.chip({ chipId: "999" as ChipId }));
    await expect(call).rejects.toMatchObject({
      code: "ENGINE_FAILURE",
      data: {
        failure: { kind: "chip-unknown", chipId: "999" },
        sentence: "Chip 999 is not in this archive; list them with argil chips.",
      },
    });
  });

  it("checks what it is sent", async () => {
    const bad = { like: [], unlike: [], filters: {}, limit: -1 };
    await expect(inWindow((api) => api.search(bad))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("tells a watcher of a job from its start to its end", async () => {
    await inWindow(async (api) => {
      const jobId = await api.startIngest({ paths: [host.scenePath], chipPixels: 32 });
      let seen: Job | undefined;
      for await (const jobs of await api.watchJobs(undefined)) {
        seen = jobs.find(({ id }) => id === jobId);
        if (seen?.state.kind !== "waiting" && seen?.state.kind !== "running") break;
      }
      expect(seen).toMatchObject({
        state: { kind: "done" },
        progress: { chipsDone: 4, chipsTotal: 4 },
        refused: [],
      });
    });
  });
});
