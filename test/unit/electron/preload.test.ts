import { build } from "vite";
import { expect, it, vi } from "vitest";
import config from "../../../electron.vite.config.ts";

interface Chunk {
  readonly fileName: string;
  readonly code: string;
}

const { preload } = config as unknown as { preload: { build: { rolldownOptions: object } } };

async function buildPreload(): Promise<readonly Chunk[]> {
  const { rolldownOptions } = preload.build;
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: false, rolldownOptions: { ...rolldownOptions, external: ["electron"] } },
  });
  return (built as unknown as { output: readonly Chunk[] }).output;
}

it("is one CommonJS file that needs only what a sandboxed window gives, and offers the bridge and nothing else", async () => {
  const chunks = await buildPreload();
  expect(chunks.map(({ fileName }) => fileName)).toEqual(["preload.cjs"]);
  const exposed: [string, object][] = [];
  const invoke = vi.fn(async () => ["/a.tif"]);
  const needed: string[] = [];
  const standIn = {
    contextBridge: { exposeInMainWorld: (key: string, api: object) => exposed.push([key, api]) },
    ipcRenderer: { on: vi.fn(), send: vi.fn(), invoke },
    webUtils: { getPathForFile: (file: { name: string }) => `/home/${file.name}` },
  };
  const require = (name: string) => {
    needed.push(name);
    return standIn;
  };
  new Function("require", "exports", chunks[0]!.code)(require, {});
  const [key, bridge] = exposed[0]! as [string, { pickFiles(): unknown; pathsOf(files: object[]): unknown }];
  expect([exposed.length, key, Object.keys(bridge).sort()]).toEqual([
    1,
    "bridge",
    ["connectEngine", "onMenuCommand", "pathsOf", "pickFiles", "pickFolder", "pickWeights"],
  ]);
  expect([...new Set(needed)]).toEqual(["electron"]);
  expect(await bridge.pickFiles()).toEqual(["/a.tif"]);
  expect(bridge.pathsOf([{ name: "b.tif" }])).toEqual(["/home/b.tif"]);
});
