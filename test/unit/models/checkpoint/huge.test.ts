import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCheckpoint } from "../../../../models/checkpoint/openCheckpoint.ts";
import { countingSource } from "../../../support/byteSources.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { writeCheckpoint } from "../../../support/writeCheckpoint.ts";

const folder = tempFolder("checkpoint");
const gibibyte = 1024 ** 3;
const mostDiskBytes = 64 * 1024 ** 2;

/** A file of more than 4 GiB that is nearly all hole; null where the file system has no holes or no such files. */
function writeHugeFile(): string | null {
  const zeros = (name: string, byteLength: number) =>
    ({ name, type: "float32", shape: [byteLength / 4], bytes: "zeros" }) as const;
  try {
    const path = writeCheckpoint(join(folder, "huge.ckpt"), {
      tensors: [
        zeros("wide", 4.5 * gibibyte),
        {
          name: "small",
          type: "float32",
          shape: [3],
          bytes: new Uint8Array(Float32Array.of(1, 2, 3).buffer),
        },
        zeros("narrow", 64 * 1024 ** 2),
      ],
    });
    return statSync(path).blocks * 512 > mostDiskBytes ? null : path;
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code === "string") return null;
    throw error;
  }
}

describe("a file of more than 4 GiB", () => {
  it("is opened, and a tensor behind that mark read, by reading little of it", async ({ skip }) => {
    const path = writeHugeFile();
    if (path === null) return skip("the file system makes no holes");
    const source = countingSource(path);
    try {
      const checkpoint = await openCheckpoint(source);
      expect(checkpoint.tensors.get("small")!.offsetBytes).toBeGreaterThan(4.5 * gibibyte);
      expect(await checkpoint.read("small")).toEqual(Float32Array.of(1, 2, 3));
      expect(source.readBytes).toBeLessThan(80 * 1024);
      // Its checksum is that of real zeros.
      expect((await checkpoint.read("narrow")).every((value) => value === 0)).toBe(true);
    } finally {
      source.close();
    }
  });
});
