import { PickleMachine } from "./machine.ts";
import { objectOpcodes } from "./objectOpcodes.ts";
import { PickleBytes } from "./pickleBytes.ts";
import { plainOpcodes } from "./plainOpcodes.ts";
import type { PickleValue, StorageMark } from "./values.ts";

const opcodes = { ...plainOpcodes, ...objectOpcodes };
const stop = 0x2e;

/** More than any checkpoint needs: one of a thousand tensors with the optimizer's state has half a megabyte. */
export const mostPickleBytes = 64 * 1024 ** 2;

export interface ReadPickle {
  readonly value: PickleValue;
  /** Every storage that it names, by key. */
  readonly storages: ReadonlyMap<string, StorageMark>;
  /** Where the next pickle may start. */
  readonly endBytes: number;
}

/**
 * Reads a Python value written by pickle, protocols 2 to 5. Nothing of Python is run: the few classes that weights
 * need are known here (globals.ts), other harmless ones become opaque.
 * @throws Defect on damage, on a global that is refused, on more values than any checkpoint has; PickleEnds when
 * the bytes end before the pickle does.
 */
export function readPickle(bytes: Uint8Array): ReadPickle {
  const reader = new PickleBytes(bytes);
  const machine = new PickleMachine(reader);
  for (;;) {
    const opcode = reader.uint8();
    if (opcode === stop) return { value: machine.pop(), storages: machine.storages, endBytes: reader.at };
    const run = opcodes[opcode];
    if (run === undefined)
      throw machine.defect(`opcode 0x${opcode.toString(16).padStart(2, "0")} is not known`);
    run(machine);
  }
}
