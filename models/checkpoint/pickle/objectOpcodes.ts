import { construct, findStorage } from "./construct.ts";
import { findGlobal } from "./globals.ts";
import type { PickleMachine } from "./machine.ts";
import type { Opcodes } from "./plainOpcodes.ts";
import { isKind, type PickleValue } from "./values.ts";

/** Lists, dicts, sets, tuples, and what stands for Python's objects. Names as in Python's pickletools. */
export const objectOpcodes: Opcodes = {
  /** EMPTY_DICT, EMPTY_LIST, EMPTY_TUPLE, EMPTY_SET */
  125: (machine) => machine.pushContainer(new Map()),
  93: (machine) => machine.pushContainer([]),
  41: (machine) => pushTuple(machine, []),
  143: (machine) => machine.pushContainer(new Set()),
  /** TUPLE, TUPLE1, TUPLE2, TUPLE3 */
  116: (machine) => pushTuple(machine, machine.popToMark()),
  133: (machine) => pushTuple(machine, popSeveral(machine, 1)),
  134: (machine) => pushTuple(machine, popSeveral(machine, 2)),
  135: (machine) => pushTuple(machine, popSeveral(machine, 3)),
  /** FROZENSET */
  145: (machine) => machine.pushContainer(new Set(machine.popToMark())),
  /** APPEND, APPENDS */
  97: (machine) => appendTo(machine, [machine.pop()]),
  101: (machine) => appendTo(machine, machine.popToMark()),
  /** ADDITEMS */
  144(machine) {
    const items = machine.popToMark();
    const set = machine.top();
    if (set instanceof Set) for (const item of items) set.add(item);
    else requireOpaque(machine, set);
  },
  /** SETITEM, SETITEMS */
  115: (machine) => setItems(machine, popSeveral(machine, 2)),
  117: (machine) => setItems(machine, machine.popToMark()),
  /** GLOBAL, STACK_GLOBAL */
  99: (machine) => machine.push(findGlobal(machine.bytes.line(), machine.bytes.line())),
  147(machine) {
    const [module, name] = popSeveral(machine, 2);
    if (typeof module !== "string" || typeof name !== "string") throw machine.defect("a class has no name");
    machine.push(findGlobal(module, name));
  },
  /** REDUCE and NEWOBJ: both call a class or function. */
  82: (machine) => call(machine),
  129: (machine) => call(machine),
  /** NEWOBJ_EX: the same with named arguments, which only opaque classes have. */
  146(machine) {
    machine.pop();
    const [made] = popSeveral(machine, 2);
    if (!isKind(made, "global") || !made.isOpaque)
      throw machine.defect("a class is called in a way that is not known");
    machine.pushContainer(construct(made, []));
  },
  /** BUILD: an object's inner state. Dicts have some (`_metadata` of a state dict), which is of no interest. */
  98(machine) {
    machine.pop();
    const value = machine.top();
    if (!(value instanceof Map)) requireOpaque(machine, value);
  },
  /** BINPERSID */
  81(machine) {
    const storage = findStorage(machine.pop());
    if (isKind(storage, "storage")) machine.storages.set(storage.key, storage);
    machine.push(storage);
  },
};

function popSeveral(machine: PickleMachine, count: number): PickleValue[] {
  return Array.from({ length: count }, () => machine.pop()).reverse();
}

function pushTuple(machine: PickleMachine, items: readonly PickleValue[]): void {
  machine.pushContainer({ kind: "tuple", items });
}

function appendTo(machine: PickleMachine, items: readonly PickleValue[]): void {
  const list = machine.top();
  if (Array.isArray(list)) for (const item of items) list.push(item);
  else requireOpaque(machine, list);
}

function setItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  if (items.length % 2 !== 0) throw machine.defect("a key has no value");
  const dict = machine.top();
  if (!(dict instanceof Map)) requireOpaque(machine, dict);
  else for (let index = 0; index < items.length; index += 2) dict.set(items[index]!, items[index + 1]!);
}

function call(machine: PickleMachine): void {
  const [made, args] = popSeveral(machine, 2);
  // A function of an opaque package may have made a class, which is called in turn.
  if (isKind(made, "opaque")) machine.push(made);
  else if (isKind(made, "global") && isKind(args, "tuple"))
    machine.pushContainer(construct(made, args.items));
  else throw machine.defect("something is called that is no class");
}

function requireOpaque(machine: PickleMachine, value: PickleValue): void {
  if (!isKind(value, "opaque")) throw machine.defect("something is changed that cannot be");
}
