import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** Path from the repository's root, with forward slashes -> text. */
export type Sources = ReadonlyMap<string, string>;

/** One import as written. */
export interface Import {
  readonly specifier: string;
  /** Written with `import type` or `export type`: it leaves no trace in what runs. */
  readonly isTypeOnly: boolean;
}

/** Reads all code of the rooms. */
export function readSources(root: string, rooms: readonly string[]): Sources {
  const patterns = rooms.map((room) => `${room}**/*.{ts,tsx,mts,mjs,js}`);
  const files = globSync(patterns, { cwd: root }).map((file) => file.split(path.sep).join("/"));
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}

/** Every `import`, `export … from`, `import()` of a fixed name and `import("…")` inside a type. */
export function parseImports(file: string, text: string): Import[] {
  const parsed = parseSync(file, text);
  if (parsed.errors[0]) throw new Error(`${file} cannot be parsed: ${parsed.errors[0].message}`);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const statements = [
    ...staticImports.map(({ start, moduleRequest }) => ({ start, moduleRequest })),
    ...staticExports.map(({ start, entries }) => ({
      start,
      moduleRequest: entries[0]?.moduleRequest ?? null,
    })),
  ];
  const imports = statements.flatMap(({ start, moduleRequest }) =>
    moduleRequest ? [{ specifier: moduleRequest.value, isTypeOnly: isTypeStatement(text, start) }] : [],
  );
  for (const { moduleRequest } of dynamicImports) {
    const specifier = fixedName(text.slice(moduleRequest.start, moduleRequest.end));
    if (specifier !== null) imports.push({ specifier, isTypeOnly: false });
  }
  return [...imports, ...typeImports(text, parsed)];
}

/** `import { type X }` does not count: with `verbatimModuleSyntax` it still loads the module. */
function isTypeStatement(text: string, start: number): boolean {
  return /^(import|export)\s+type\b(?!\s+from\b)/.test(text.slice(start, start + 40));
}

function fixedName(expression: string): string | null {
  return /^(["'`])([^$]+)\1$/.exec(expression)?.[2] ?? null;
}

function typeImports(text: string, parsed: ReturnType<typeof parseSync>): Import[] {
  if (!text.includes("import(")) return [];
  const found: Import[] = [];
  const visitor = new Visitor({
    TSImportType: (node) => void found.push({ specifier: node.source.value, isTypeOnly: true }),
  });
  visitor.visit(parsed.program);
  return found;
}
