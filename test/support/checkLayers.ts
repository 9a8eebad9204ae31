import path from "node:path/posix";
import type { Layers } from "../layers.ts";
import { findCycles } from "./findCycles.ts";
import { type Import, parseImports, type Sources } from "./imports.ts";

/** One sentence for each import, cycle or file that breaks a table. */
export function checkLayers(sources: Sources, layers: Layers): string[] {
  const faults: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, text] of sources) {
    const targets: string[] = [];
    for (const found of parseImports(file, text)) {
      const target = targetOf(file, found.specifier);
      const rules =
        target === null ? libraryFaults(file, found, layers) : pathFaults(file, target, found, layers);
      faults.push(...rules.map((rule) => `${file} imports "${found.specifier}": ${rule}`));
      if (target !== null && sources.has(target)) targets.push(target);
    }
    graph.set(file, targets);
    const lineCount = text.trimEnd().split("\n").length;
    if (lineCount > layers.mostLines) {
      faults.push(`${file} has ${lineCount} lines: split it, ${layers.mostLines} is the most`);
    }
  }
  return [...faults, ...findCycles(graph).map((cycle) => `import cycle: ${cycle.join(" -> ")}`)];
}

/** The imported file from the repository's root; null for a library. */
function targetOf(file: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, "");
  return bare.startsWith(".") ? path.join(path.dirname(file), bare) : null;
}

function pathFaults(file: string, target: string, found: Import, layers: Layers): string[] {
  const row = longestRow(file, Object.keys(layers.directions));
  if (row === null) return [`${file} has no row in the directions of test/layers.ts`];
  const allowed = [row, ...layers.directions[row]!, "resources/"];
  const faults: string[] = [];
  if (!allowed.some((prefix) => target.startsWith(prefix))) {
    faults.push(
      `${row} may import only itself${allowed
        .slice(1)
        .map((name) => `, ${name}`)
        .join("")}`,
    );
  }
  for (const { from, to } of layers.typeOnlyBorders) {
    if (file.startsWith(from) && target.startsWith(to) && !found.isTypeOnly) {
      faults.push(`from ${from} to ${to} only \`import type\` may go`);
    }
  }
  return faults;
}

function libraryFaults(file: string, { specifier }: Import, layers: Layers): string[] {
  if (file.startsWith("test/")) return [];
  const isPure = layers.pureLayers.some((room) => file.startsWith(room));
  if (specifier.startsWith("node:")) {
    if (isPure) return ["this folder only computes, nothing of Node may be imported"];
    const isNodeRoom = layers.nodeRooms.some((room) => file.startsWith(room));
    return isNodeRoom ? [] : [`Node's modules belong to ${layers.nodeRooms.join(", ")}`];
  }
  const library = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  if (isPure && !layers.pureLibraries.includes(library)) {
    return [`this folder only computes, the libraries it may use are ${layers.pureLibraries.join(", ")}`];
  }
  const owners = Object.hasOwn(layers.libraryOwners, library) ? layers.libraryOwners[library]! : [];
  if (owners.length === 0) return [`${library} has no owner in test/layers.ts`];
  return owners.some((owner) => file.startsWith(owner)) ? [] : [`${library} belongs to ${owners.join(", ")}`];
}

function longestRow(file: string, rows: readonly string[]): string | null {
  const matching = rows.filter((row) => file.startsWith(row));
  return matching.sort((a, b) => b.length - a.length)[0] ?? null;
}
