import { describe, expect, it } from "vitest";
import { openCheckpoint } from "../../../../models/checkpoint/openCheckpoint.ts";
import { memorySource } from "../../../support/byteSources.ts";

/** A file with this header and so many bytes of data, counting up from 0. */
function open(header: unknown, dataBytes = 8) {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const data = Uint8Array.from({ length: dataBytes }, (_, index) => index);
  return openCheckpoint(memorySource("weights.safetensors", Buffer.concat([length, text, data])));
}
const entry = (dtype: string, shape: unknown, begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe("a safetensors file", () => {
  it("gives its tensors in the order of their bytes, whatever their names", async () => {
    const checkpoint = await open({
      __metadata__: { format: "pt" },
      b: entry("U8", [4], 4, 8),
      7: entry("I16", [2], 0, 4),
      __proto__x: entry("F32", [0], 4, 4),
    });
    expect([...checkpoint.tensors.keys()]).toEqual(["7", "__proto__x", "b"]);
    expect(await checkpoint.read("b")).toEqual(Uint8Array.of(4, 5, 6, 7));
    expect(await checkpoint.read("7")).toEqual(Int16Array.of(0x0100, 0x0302));
  });

  it("refuses a type that cannot be read only when it is asked for", async () => {
    const checkpoint = await open({ a: entry("F8_E4M3", [4], 0, 4), b: entry("U8", [4], 4, 8) });
    expect([...checkpoint.tensors.keys()]).toEqual(["b"]);
    await expect(checkpoint.read("a")).rejects.toThrow(
      "weights.safetensors: tensor a is of type F8_E4M3, which cannot be read",
    );
  });

  const whole = entry("U8", [8], 0, 8);
  it.each<[string, unknown]>([
    ["its header has a twice", `{"a":${JSON.stringify(whole)}, "\\u0061" :${JSON.stringify(whole)}}`],
    ["its header has dtype twice", '{"a":{"dtype":"U8","dtype":"U8","shape":[8],"data_offsets":[0,8]}}'],
    ["its header is no JSON", "{nonsense"],
    ["__metadata__ of its header is not a list of words", { __metadata__: { a: 1 }, b: whole }],
    ["tensor b at byte", { a: entry("U8", [4], 0, 4), b: entry("U8", [6], 2, 8) }],
    ["overlaps the one before", { a: entry("U8", [4], 0, 4), b: entry("U8", [6], 2, 8) }],
    ["follows a gap of 1 bytes", { a: entry("U8", [7], 1, 8) }],
    ["its tensors end at byte", { a: entry("U8", [4], 0, 4) }],
    ["tensor a has no shape", { a: entry("U8", [-8], 0, 8) }],
    ["tensor a has no shape", { a: entry("U8", [1.5], 0, 8) }],
    ["tensor a has no data_offsets", { a: { dtype: "U8", shape: [8], data_offsets: [0, 8, 9] } }],
    ["tensor a is said to lie at bytes 8 to 0", { a: entry("U8", [8], 8, 0) }],
    ["tensor a has no type", { a: { ...whole, dtype: 3 } }],
    ["tensor a is not described in the header", { a: [] }],
    ["it holds no tensors", "{}"],
  ])("is refused: %s", async (sentence, header) => {
    await expect(open(header, sentence === "it holds no tensors" ? 0 : 8)).rejects.toThrow(sentence);
  });
});

describe("a file that is no checkpoint", () => {
  const cases: readonly [string, string | Uint8Array][] = [
    ["it is empty", ""],
    [
      "it is a Git LFS pointer, not the file itself",
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a",
    ],
    ["it is a web page", "<!DOCTYPE html><html>404"],
    ["it is a text file", "hello there"],
    ["it is a JSON file", '{"a": 1}'],
    ["it looks like an ONNX file", Uint8Array.of(8, 8, 0x12, 7, 0x70)],
    ["it is packed by gzip", Uint8Array.of(0x1f, 0x8b, 8)],
    ["it is a Python pickle, but none that PyTorch saved", Uint8Array.of(0x80, 2, 0x4e, 0x2e)],
    ["it is a zip without data.pkl", Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)])],
    ["nothing but zeros", new Uint8Array(600)],
    ["it is neither a file that PyTorch saved nor a safetensors file", Uint8Array.of(200, 201)],
  ];
  it.each(cases)("is refused: %s", async (sentence, content) => {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    await expect(openCheckpoint(memorySource("file", bytes))).rejects.toThrow(sentence);
  });
});
