import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import type { EngineToHost } from "../../../../native/contract/host.ts";
import { HostedInference } from "../../../../native/engineHost/hostedInference.ts";

class Port extends EventEmitter {
  readonly posted: unknown[] = [];
  isStarted = false;
  postMessage = (message: unknown) => void this.posted.push(message);
  start = () => {
    this.isStarted = true;
  };
}

/** A process that main has started, seen from both sides. */
async function startOne() {
  const told: EngineToHost[] = [];
  const hosted = new HostedInference((message) => told.push(message));
  const starting = hosted.start({ LD_LIBRARY_PATH: "/cuda" });
  const asked = told[0]!;
  if (asked.kind !== "fork-inference") throw new Error(`asked for ${asked.kind}`);
  const port = new Port();
  hosted.connect(asked.id, port);
  return { told, hosted, asked, port, channel: await starting };
}

it("asks main for a process with its environment and talks through the port", async () => {
  const { asked, port, channel } = await startOne();
  expect(asked).toMatchObject({ deviceEnv: { LD_LIBRARY_PATH: "/cuda" } });
  const replies: unknown[] = [];
  channel.onReply((reply) => replies.push(reply));
  channel.post({ call: 1, kind: "unload", session: 1 });
  port.emit("message", { data: { call: 1, kind: "unloaded" } });
  expect([port.isStarted, port.posted, replies]).toEqual([
    true,
    [{ call: 1, kind: "unload", session: 1 }],
    [{ call: 1, kind: "unloaded" }],
  ]);
});

it("keeps its last words and gives the last of them with its end, once", async () => {
  const { hosted, asked, channel } = await startOne();
  const ends: string[] = [];
  channel.onExit((reason) => ends.push(reason));
  hosted.hear(asked.id, [...Array(500).keys()].map(String));
  hosted.hear(asked.id, ["", "libcublas.so.13: cannot open shared object file"]);
  hosted.hear("another", ["not ours"]);
  hosted.end(asked.id, 139);
  hosted.end(asked.id, 139);
  expect(ends).toEqual(["it ended with code 139: libcublas.so.13: cannot open shared object file"]);
  expect([channel.lastWords().length, channel.lastWords()[0]]).toEqual([400, "101"]);
});

it("has main kill it", async () => {
  const { told, asked, channel } = await startOne();
  channel.kill();
  expect(told.at(-1)).toEqual({ kind: "end-inference", id: asked.id });
});
