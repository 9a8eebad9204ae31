import type { PickleMachine } from "./machine.ts";

export type Opcodes = Readonly<Record<number, (machine: PickleMachine) => void>>;

const lastProtocol = 5;

/** Numbers, words, the stack and the memory. Names as in Python's pickletools. */
export const plainOpcodes: Opcodes = {
  /** PROTO */
  128(machine) {
    const protocol = machine.bytes.uint8();
    if (protocol < 2 || protocol > lastProtocol) throw machine.defect(`protocol ${protocol} is not known`);
  },
  /** FRAME: a hint for readers of streams, of no use here. */
  149(machine) {
    machine.bytes.uint64();
  },
  /** NONE, NEWTRUE, NEWFALSE */
  78: (machine) => machine.push(null),
  136: (machine) => machine.push(true),
  137: (machine) => machine.push(false),
  /** BININT, BININT1, BININT2, LONG1, LONG4, BINFLOAT */
  74: (machine) => machine.push(machine.bytes.int32()),
  75: (machine) => machine.push(machine.bytes.uint8()),
  77: (machine) => machine.push(machine.bytes.uint16()),
  138: (machine) => machine.push(machine.bytes.whole(machine.bytes.uint8())),
  139: (machine) => machine.push(machine.bytes.whole(machine.bytes.uint32())),
  71: (machine) => machine.push(machine.bytes.float64()),
  /** BINUNICODE, SHORT_BINUNICODE, BINUNICODE8 */
  88: (machine) => machine.push(machine.bytes.text(machine.bytes.uint32())),
  140: (machine) => machine.push(machine.bytes.text(machine.bytes.uint8())),
  141: (machine) => machine.push(machine.bytes.text(machine.bytes.uint64())),
  /** BINSTRING, SHORT_BINSTRING */
  84: (machine) => machine.push(machine.bytes.latin1(machine.bytes.uint32())),
  85: (machine) => machine.push(machine.bytes.latin1(machine.bytes.uint8())),
  /** BINBYTES, SHORT_BINBYTES, BINBYTES8, BYTEARRAY8 */
  66: (machine) => machine.push(machine.bytes.slice(machine.bytes.uint32())),
  67: (machine) => machine.push(machine.bytes.slice(machine.bytes.uint8())),
  142: (machine) => machine.push(machine.bytes.slice(machine.bytes.uint64())),
  150: (machine) => machine.push(machine.bytes.slice(machine.bytes.uint64())),
  /** MARK, POP, POP_MARK, DUP */
  40: (machine) => machine.mark(),
  48: (machine) => machine.popOrUnmark(),
  49(machine) {
    machine.popToMark();
  },
  50: (machine) => machine.push(machine.top()),
  /** BINPUT, LONG_BINPUT, MEMOIZE */
  113: (machine) => machine.remember(machine.bytes.uint8()),
  114: (machine) => machine.remember(machine.bytes.uint32()),
  148: (machine) => machine.rememberNext(),
  /** BINGET, LONG_BINGET */
  104: (machine) => machine.recall(machine.bytes.uint8()),
  106: (machine) => machine.recall(machine.bytes.uint32()),
};
