import { parentPort } from "node:worker_threads";
import { DamagedTile, decodeTile, type TileTask } from "./decodeTile.ts";

/** What a worker answers: samples, or why there are none. */
export type TileReply =
  | { readonly samples: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> }
  | {
      readonly problem: string;
      /** The decoder itself broke off, and should not be used again. */
      readonly isBroken: boolean;
    };

const mostHeapBytes = 448 * 1024 * 1024;

/** The library lets its heap grow to 2 GB; here an allocation beyond the limit fails, and with it the tile. */
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function limited(this: WebAssembly.Memory, pages: number): number {
  if (this.buffer.byteLength + pages * 65_536 > mostHeapBytes)
    throw new RangeError("the tile needs too much memory");
  return grow.call(this, pages);
};

parentPort?.on("message", async (task: TileTask) => {
  try {
    const samples = await decodeTile(task);
    parentPort?.postMessage({ samples } satisfies TileReply, [samples.buffer]);
  } catch (error) {
    // C++ exceptions arrive as bare numbers.
    const problem = error instanceof Error ? error.message : "the JPEG 2000 decoder gave up";
    parentPort?.postMessage({ problem, isBroken: !(error instanceof DamagedTile) } satisfies TileReply);
  }
});
