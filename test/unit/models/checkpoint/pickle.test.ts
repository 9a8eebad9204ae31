import { describe, expect, it } from "vitest";
import { PickleEnds } from "../../../../models/checkpoint/pickle/pickleBytes.ts";
import { readPickle } from "../../../../models/checkpoint/pickle/readPickle.ts";
import { toPlainValue } from "../../../../models/checkpoint/pytorch/toPlainValue.ts";

/** A pickle from its opcodes, letters as Latin-1. */
const pickle = (...parts: readonly string[]) => Buffer.from(["\x80\x02", ...parts, "."].join(""), "latin1");
const read = (...parts: readonly string[]) => readPickle(pickle(...parts)).value;

describe("a pickle", () => {
  it.each<[string, string, unknown]>([
    ["BININT", "J\xff\xff\xff\xff", -1],
    ["BININT2", "M\x01\x02", 513],
    ["LONG1 of no bytes", "\x8a\0", 0],
    ["LONG1", "\x8a\x02\x00\x80", -32768],
    ["LONG1 beyond 2^53", "\x8a\x08\0\0\0\0\0\0\0\x40", 2n ** 62n],
    ["LONG4", "\x8b\x01\0\0\0\x05", 5],
    ["BINFLOAT", "G\x3f\xf8\0\0\0\0\0\0", 1.5],
    ["BINUNICODE8", "\x8d\x02\0\0\0\0\0\0\0\xc3\xa4", "ä"],
    ["SHORT_BINSTRING", "U\x02ab", "ab"],
    ["FROZENSET", "(K\x01\x91", new Set([1])],
    ["ADDITEMS", "\x8f(K\x01K\x02\x90", new Set([1, 2])],
    ["POP and DUP", "K\x01K\x020\x32\x86", { kind: "tuple", items: [1, 1] }],
    ["POP of a mark", "K\x01(0", 1],
    ["POP_MARK", "K\x01(K\x02K\x031", 1],
    ["FRAME and MEMOIZE", "\x95\x05\0\0\0\0\0\0\0K\x07\x94h\0\x86", { kind: "tuple", items: [7, 7] }],
    ["NEWOBJ", "ccollections\nOrderedDict\n)\x81K\x01K\x02s", new Map([[1, 2]])],
    ["STACK_GLOBAL", "\x8c\x05torch\x8c\x04Size\x93K\x02\x85\x85R", { kind: "tuple", items: [2] }],
    ["BUILD of a dict", "ccollections\nOrderedDict\n)R}b", new Map()],
    ["NEWOBJ_EX of an opaque class", "cnumpy\ndtype\n)}\x92", { kind: "opaque", global: "numpy.dtype" }],
  ])("is read: %s", (_, opcodes, value) => {
    expect(read(opcodes)).toEqual(value);
  });

  it.each([
    ["opcode 0x69 is not known", "i"],
    ["protocol 9 is not known", "\x80\x09"],
    ["its stack is empty", "K\x01(a"],
    ["a mark is missing", "K\x01t"],
    ["value 3 is used, but was never kept", "h\x03"],
    ["a key has no value", "}(K\x01u"],
    ["something is changed that cannot be", "K\x01K\x02a"],
    ["something is called that is no class", "K\x01)R"],
    ["a class is called in a way that is not known", "ccollections\nOrderedDict\n)}\x92"],
    ["it calls torch.FloatStorage in a way that is not known", "ctorch\nFloatStorage\n)R"],
    ["it calls torch._utils._rebuild_tensor_v2 in a way", "ctorch._utils\n_rebuild_tensor_v2\n)R"],
    ["it has a persistent id that is not of a storage", "K\x01Q"],
    ["is no UTF-8", "X\x01\0\0\0\xff"],
    ["it has a number of 70000 bytes", "\x8b\x70\x11\x01\0"],
  ])("is refused: %s", (sentence, opcodes) => {
    expect(() => read(opcodes)).toThrow(sentence);
  });

  it("that is cut off, or says that it holds more than there is, ends too early", () => {
    expect(() => read("B\xff\xff\xff\xff")).toThrow(PickleEnds);
    expect(() => read("\x8d\xff\xff\xff\xff\xff\xff\xff\xff")).toThrow(PickleEnds);
    expect(() => readPickle(Buffer.from("\x80\x02ctorch", "latin1"))).toThrow(PickleEnds);
  });

  it("holds no more values than any checkpoint has", () => {
    expect(() => readPickle(Buffer.alloc(5_000_000, "N"))).toThrow("more than 4000000 values");
    expect(() => readPickle(Buffer.alloc(5_000_000, "}"))).toThrow("more than 1000000 lists and dicts");
  });

  it("whose values hold themselves or are nested without end is refused where they are wanted", () => {
    expect(() => toPlainValue(read("]q\0h\0a"))).toThrow("hold themselves");
    expect(() => toPlainValue(read("]".repeat(100), "a".repeat(99)))).toThrow("nested more than 64 deep");
    const shared = toPlainValue(read("]", "q\0]q\x01h\0ah\0a", "q\0]q\x01h\0ah\0a".repeat(50)));
    expect(Array.isArray(shared)).toBe(true);
  });
});
