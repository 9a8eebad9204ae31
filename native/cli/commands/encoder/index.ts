import type { Command } from "commander";
import type { Action } from "../../action.ts";
import { addDownload, addImport } from "./imports.ts";
import { addList, addRemove, addUse } from "./kept.ts";
import { addBench, addMeasure, addVerify } from "./measures.ts";
import { addRun } from "./run.ts";

export function addEncoder(program: Command, action: Action): void {
  const encoder = program
    .command("encoder")
    .description("encoders: list, import, download, use, remove, verify, measure, bench, run");
  for (const add of [
    addList,
    addImport,
    addDownload,
    addUse,
    addRemove,
    addVerify,
    addMeasure,
    addBench,
    addRun,
  ])
    add(encoder, action);
}
