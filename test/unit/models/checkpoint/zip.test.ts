import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../../models/checkpoint/zip/crc32.ts";
import { openEntry } from "../../../../models/checkpoint/zip/openEntry.ts";
import { readDirectory } from "../../../../models/checkpoint/zip/readDirectory.ts";
import { readWideFields } from "../../../../models/checkpoint/zip/readWideFields.ts";
import { memorySource } from "../../../support/byteSources.ts";
import { crcOfZeros, torchZipBytes } from "../../../support/writeTorchZip.ts";

const zip = () =>
  Buffer.from(
    torchZipBytes([
      { name: "a", content: Buffer.from("first") },
      { name: "b", content: Buffer.alloc(5000, 7), isDeflated: true },
    ]),
  );
const list = (bytes: Uint8Array) => readDirectory(memorySource("a.zip", bytes));

/** Changes a number of the directory's record of an entry. */
function lie(name: string, field: number, value: number, byteLength = 4): Buffer {
  const bytes = zip();
  const record = bytes.lastIndexOf(name, bytes.lastIndexOf("PK\x06\x06", undefined, "latin1")) - 46;
  bytes.writeUIntLE(value, record + field, byteLength);
  return bytes;
}

async function readAll(bytes: Uint8Array, name: string) {
  const source = memorySource("a.zip", bytes);
  const content = await openEntry(source, (await readDirectory(source)).get(name)!);
  return content.read(0, content.byteLength);
}

describe("a zip of weights", () => {
  it.each([
    ["zip entry a is encrypted", "a", 8, 0x809, 2],
    ["zip entry a is compressed by method 14", "a", 10, 14, 2],
    ["zip entry a has two sizes, 5 and 6 bytes", "a", 24, 6, 4],
    ["zip entry b would unpack from", "b", 24, 100_000, 4],
    ["zip entry a at byte 0 reaches beyond byte 0", "b", 42, 0, 4],
    ["zip entry b at byte 4000 reaches beyond byte", "b", 42, 4000, 4],
    ["zip entry a has sizes of 4 GiB or more that are not given", "a", 20, 0xffffffff, 4],
    ["its zip directory is damaged at byte", "a", 28, 60_000, 2],
  ] as const)("is refused: %s", async (sentence, name, field, value, byteLength) => {
    await expect(list(lie(name, field, value, byteLength))).rejects.toThrow(sentence);
  });

  it("never unpacks beyond the stated size, nor takes less", async () => {
    await expect(readAll(lie("b", 24, 4999), "b")).rejects.toThrow("unpacks to more than its 4999 bytes");
    await expect(readAll(lie("b", 24, 5001), "b")).rejects.toThrow("unpacks to 5000 bytes, not 5001");
    expect(deflateRawSync(Buffer.alloc(5000, 7)).length).toBeGreaterThan(5001 / 1032);
  });

  it("is refused when a local header is not where the directory says", async () => {
    await expect(readAll(lie("b", 42, 100), "b")).rejects.toThrow(
      "there is no header of zip entry b at byte 100",
    );
  });

  it("is refused when an entry is listed twice or the end records disagree", async () => {
    const twin = { name: "a", content: Buffer.from("first") };
    await expect(list(torchZipBytes([twin, twin]))).rejects.toThrow("zip entry a is listed twice");
    const bytes = zip();
    bytes.writeUInt16LE(3, bytes.length - 12);
    await expect(list(bytes)).rejects.toThrow("its two end records disagree: entryCount is 3 and 2");
  });

  it("takes wide fields only for those that overflowed, in the order of the format", () => {
    const extra = Buffer.alloc(32);
    extra.writeUInt16LE(0x4246, 0);
    extra.writeUInt16LE(4, 2);
    extra.writeUInt16LE(1, 8);
    extra.writeUInt16LE(16, 10);
    extra.writeBigUInt64LE(5_000_000_000n, 12);
    extra.writeBigUInt64LE(6_000_000_000n, 20);
    const most = 0xffffffff;
    expect(readWideFields([10, most, most], extra)).toEqual([10, 5_000_000_000, 6_000_000_000]);
    expect(readWideFields([most, 10, most], extra)).toEqual([5_000_000_000, 10, 6_000_000_000]);
    expect(readWideFields([most, most, most], extra)).toBeNull();
    expect(readWideFields([1, 2, 3], extra)).toEqual([1, 2, 3]);
  });

  it("has checksums as zlib computes them", () => {
    expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
    for (const length of [0, 1, 7, 8, 31, 5000])
      expect(crcOfZeros(length)).toBe(crc32(new Uint8Array(length)));
  });
});
