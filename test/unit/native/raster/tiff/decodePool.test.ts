import { describe, expect, it } from "vitest";
import type { BlockLayout } from "../../../../../native/raster/tiff/blockLayout.ts";
import { DecodePool } from "../../../../../native/raster/tiff/decodePool.ts";
import { SharedSlot } from "../../../../../native/raster/tiff/sharedSlot.ts";
import { TiffError } from "../../../../../native/raster/tiff/tiffError.ts";

const layout: BlockLayout = {
  compression: 1,
  width: 4,
  samplesPerPixel: 2,
  format: "uint",
  bits: 8,
  isLittleEndian: true,
  predictor: 1,
  isBitReversed: false,
  color: "plain",
  jpegTables: null,
  faxOptions: 0,
  lercCompression: 0,
};

const job = (bytes: Uint8Array) => ({
  layout,
  rows: 1,
  mostRows: 1,
  source: { kind: "bytes", bytes } as const,
});
const good = Uint8Array.of(1, 5, 2, 6, 3, 7, 4, 8);

/** A thread that hangs at a block that starts with 1, dies at one that starts with 2, and answers all others. */
const badThread = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    const known = new Map();
    parentPort.on("message", ({ slots, requests }) => {
      for (const { id, buffer } of slots) known.set(id, buffer);
      for (const { call, job, slot } of requests) {
        const [first] = job.source.bytes;
        if (first === 1) for (;;);
        if (first === 2) process.exit(1);
        new Uint8Array(known.get(slot)).fill(first);
        parentPort.postMessage({ call, failure: null });
      }
    });`)}`,
);

describe("DecodePool", () => {
  it("decodes into the memory it is given, and reports what fails", async () => {
    const pool = new DecodePool(2);
    const target = new SharedSlot(8);
    await pool.run(job(good), target);
    expect([...new Uint8Array(target.buffer)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const failed = pool.run(job(good.subarray(1)), target);
    await expect(failed).rejects.toThrow(new TiffError("file-damaged", "a block holds 7 of 8 bytes"));
    await pool.close();
  });

  it.each([
    ["hangs", 1, "takes too long"],
    ["dies", 2, "ended"],
  ])("gives up a block whose thread %s, and decodes those behind it in another", async (_, first, words) => {
    const pool = new DecodePool(1, { entry: badThread, longestMilliseconds: 300 });
    const blocks = [first, 7, 8].map((value) => ({ value, target: new SharedSlot(8) }));
    const runs = blocks.map(({ value, target }) => pool.run(job(good.map(() => value)), target));
    const [bad, ...others] = await Promise.allSettled(runs);
    expect(bad).toMatchObject({ status: "rejected", reason: { message: expect.stringContaining(words) } });
    expect(others.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(blocks.slice(1).map(({ target }) => new Uint8Array(target.buffer)[0])).toEqual([7, 8]);
    await pool.close();
  });
});
