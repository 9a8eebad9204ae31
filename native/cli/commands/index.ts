import type { Command } from "commander";
import type { Action } from "../action.ts";
import { addDemo } from "./demo.ts";
import { addDoctor } from "./doctor.ts";
import { addEncoder } from "./encoder/index.ts";
import { addIngest } from "./ingest.ts";
import { addInspect } from "./inspect.ts";
import { addChips, addScenes } from "./lists.ts";
import { addSearch } from "./search.ts";
import { addServe } from "./serve.ts";
import { addStart } from "./start.ts";

/** Adds every command; each loads what it needs only when it runs. */
export function addCommands(program: Command, action: Action): void {
  for (const add of [
    addInspect,
    addIngest,
    addScenes,
    addChips,
    addEncoder,
    addSearch,
    addServe,
    addStart,
    addDemo,
    addDoctor,
  ]) {
    add(program, action);
  }
}
