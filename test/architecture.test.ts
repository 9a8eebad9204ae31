import { describe, expect, it } from "vitest";
import { layers, rooms } from "./layers.ts";
import { checkLayers } from "./support/checkLayers.ts";
import { readSources } from "./support/imports.ts";

const root = new URL("..", import.meta.url).pathname;

/** Checks made-up files; each is a path and its text. */
function faultsOf(files: Readonly<Record<string, string>>): string[] {
  return checkLayers(new Map(Object.entries(files)), layers);
}

describe("the house", () => {
  it("imports only as test/layers.ts allows, without circles and without long files", () => {
    const sources = readSources(root, rooms);
    expect(sources.size).toBeGreaterThan(50);
    expect(checkLayers(sources, layers)).toEqual([]);
  });

  it("has a folder or file for every row of the tables", () => {
    const files = [...readSources(root, rooms).keys()];
    const owners = Object.values(layers.libraryOwners).flat();
    const named = [...Object.keys(layers.directions), ...owners, ...layers.pureLayers, ...layers.nodeRooms];
    expect([...new Set(named)].filter((row) => !files.some((file) => file.startsWith(row)))).toEqual([]);
  });
});

describe("the check of the house", () => {
  const violations: readonly { name: string; files: Record<string, string>; fault: string }[] = [
    {
      name: "an import against the direction",
      files: { "native/raster/a.ts": 'import { b } from "../jobs/b.ts";' },
      fault: 'native/raster/a.ts imports "../jobs/b.ts": native/raster/ may import only itself, models/',
    },
    {
      name: "one screen importing another",
      files: { "renderer/search/A.tsx": 'export { B } from "../intake/B.tsx";' },
      fault: 'renderer/search/A.tsx imports "../intake/B.tsx": renderer/search/ may import only itself',
    },
    {
      name: "a wrong direction hidden in import()",
      files: { "models/a.ts": 'export const a = () => import("../native/engine.ts");' },
      fault: 'models/a.ts imports "../native/engine.ts": models/ may import only itself',
    },
    {
      name: "a wrong direction hidden in a type",
      files: { "models/a.ts": 'export type A = import("../native/engine.ts").Engine;' },
      fault: 'models/a.ts imports "../native/engine.ts": models/ may import only itself',
    },
    {
      name: "code where only types may cross",
      files: { "renderer/engine/a.ts": 'import { type A } from "../../native/contract/a.ts";' },
      fault: "from renderer/ to native/ only `import type` may go",
    },
    {
      name: "a library outside of its folder",
      files: { "native/jobs/a.ts": 'import Database from "better-sqlite3";' },
      fault: 'native/jobs/a.ts imports "better-sqlite3": better-sqlite3 belongs to native/archive/',
    },
    {
      name: "a part of a scoped library outside of its folder",
      files: { "renderer/state/a.ts": 'import { RPCLink } from "@orpc/client/websocket";' },
      fault: "@orpc/client belongs to renderer/engine/",
    },
    {
      name: "a library that nobody owns",
      files: { "native/jobs/a.ts": 'import _ from "lodash/fp";' },
      fault: "lodash has no owner in test/layers.ts",
    },
    {
      name: "Node in the window",
      files: { "renderer/state/a.ts": 'import fs from "node:fs";' },
      fault: "Node's modules belong to native/, electron/",
    },
    {
      name: "Node in a folder that only computes",
      files: { "native/analysis/a.ts": 'import { hash } from "node:crypto";' },
      fault: "this folder only computes, nothing of Node may be imported",
    },
    {
      name: "a library in a folder that only computes",
      files: { "native/contract/a.ts": 'import type { Fn } from "ws";' },
      fault: "this folder only computes, the libraries it may use are zod, protobufjs",
    },
    {
      name: "a folder without a row",
      files: { "native/attic/a.ts": 'import { b } from "../raster/b.ts";' },
      fault: "native/attic/a.ts has no row in the directions of test/layers.ts",
    },
    {
      name: "a circle, even of types",
      files: {
        "models/a.ts": 'import { b } from "./b.ts";',
        "models/b.ts": 'import type { C } from "./c.ts";',
        "models/c.ts": 'export { a } from "./a.ts";',
      },
      fault: "import cycle: models/a.ts -> models/b.ts -> models/c.ts -> models/a.ts",
    },
    {
      name: "a long file",
      files: { "models/a.ts": "const a = 1;\n".repeat(251) },
      fault: "models/a.ts has 251 lines: split it, 250 is the most",
    },
  ];

  it.each(violations)("names $name", ({ files, fault }) => {
    expect(faultsOf(files)).toEqual([expect.stringContaining(fault)]);
  });

  it("lets good files pass", () => {
    const files = {
      "renderer/search/A.tsx": 'import type { A } from "../../native/contract/a.ts";\nimport "./A.css";',
      "native/contract/a.ts":
        'import type { Id } from "../../models/vocabulary/ids.ts";\nimport { z } from "zod";',
      "native/raster/b.ts":
        'import { readFile } from "node:fs/promises";\nimport { fromFile } from "geotiff";',
      "models/onnx/c.ts": 'import protobuf from "protobufjs/light.js";',
    };
    expect(faultsOf(files)).toEqual([]);
  });
});
