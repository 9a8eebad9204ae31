import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { EngineError } from "../../../../../native/engineError.ts";
import type { ByteSource } from "../../../../../native/raster/files/byteSource.ts";
import { openJp2Raster } from "../../../../../native/raster/jp2/openJp2Raster.ts";
import { Random } from "../../../../support/random.ts";

const golden = path.join(import.meta.dirname, "..", "..", "..", "..", "golden");
const fixture = (name: string) => new Uint8Array(readFileSync(path.join(golden, name)));
const tiled = fixture("jp2/tiles-of-odd-size/input.jp2");

function bytesSource(bytes: Uint8Array): ByteSource & { isOpen: boolean } {
  return {
    path: "memory.jp2",
    byteLength: bytes.length,
    isOpen: true,
    async read(position, length) {
      if (position < 0 || position + length > bytes.length)
        throw new EngineError({ kind: "file-damaged", path: "memory.jp2", detail: "it ends" });
      return bytes.slice(position, position + length);
    },
    async close() {
      this.isOpen = false;
    },
  };
}

/** Opens and reads; "fine", or the kind of the failure. Anything else that is thrown fails the test. */
async function outcome(bytes: Uint8Array): Promise<string> {
  const source = bytesSource(bytes);
  try {
    const raster = await openJp2Raster(source);
    try {
      for (const { width, height, readExact } of [raster.reader, ...raster.overviews].map((reader) => ({
        width: reader.width,
        height: reader.height,
        readExact: reader.readExact.bind(reader),
      }))) {
        const window = { column: 0, row: 0, width: Math.min(200, width), height: Math.min(200, height) };
        await readExact(window, [0]);
      }
      return "fine";
    } finally {
      await raster.close();
    }
  } catch (error) {
    if (error instanceof EngineError) return error.failure.kind;
    throw error;
  } finally {
    expect(source.isOpen).toBe(false);
  }
}

const codestreamAt = (bytes: Uint8Array) => Buffer.from(bytes).indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));

/** The fixture with a number of its SIZ segment replaced; 0 is the width of the image. */
function withSize(field: number, value: number): Uint8Array {
  const bytes = tiled.slice();
  new DataView(bytes.buffer).setUint32(codestreamAt(bytes) + 8 + 4 * field, value);
  return bytes;
}

describe("a JPEG 2000 file that is damaged or lies", () => {
  it("is refused at the door when any part of it is cut off", async () => {
    for (const share of [0, 0.001, 0.03, 0.3, 0.9, 0.999]) {
      const cut = tiled.slice(0, Math.floor(tiled.length * share));
      expect([share, await outcome(cut)]).toEqual([share, "file-damaged"]);
    }
  });

  it.each([
    ["of no width", withSize(0, 0), "file-damaged"],
    ["wider than its tiles", withSize(0, 4_000_000_000), "file-damaged"],
    ["beginning behind its end", withSize(2, 1000), "file-damaged"],
    ["in tiles of no size", withSize(4, 0), "file-damaged"],
    ["in tiles that begin behind it", withSize(6, 5), "file-damaged"],
    ["of four components", fixture("jp2-refused/four-components.jp2"), "encoding-unsupported"],
    ["no JPEG 2000", new TextEncoder().encode("II*\0 and much more of a TIFF"), "file-damaged"],
  ])("is refused when it is %s", async (_, bytes, kind) => {
    expect(await outcome(bytes)).toBe(kind);
  });

  it("is refused when one tile would take too much memory", async () => {
    const bytes = fixture("jp2/twelve-bits-one-tile/input.jp2");
    const view = new DataView(bytes.buffer);
    for (const field of [0, 1, 4, 5]) view.setUint32(codestreamAt(bytes) + 8 + 4 * field, 20_000);
    expect(await outcome(bytes)).toBe("encoding-unsupported");
  });

  it("always ends in pixels or a failure, whatever bytes are changed", async () => {
    const random = new Random(20_190_329);
    const inputs = ["tiles-of-odd-size", "rgb-eight-bits", "precincts-by-resolution", "bare-codestream"].map(
      (name) => fixture(`jp2/${name}/input.jp2`),
    );
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 400; round++) {
      const bytes = inputs[round % inputs.length]!.slice();
      const header = codestreamAt(bytes) + 200;
      const count = random.whole(1, 6);
      for (let change = 0; change < count; change++) {
        const at = round % 3 === 0 ? random.whole(0, bytes.length - 1) : random.whole(0, header);
        bytes[at] = random.whole(0, 255);
      }
      const said = await outcome(bytes);
      outcomes.set(said, (outcomes.get(said) ?? 0) + 1);
    }
    expect([...outcomes.keys()].filter((said) => !knownOutcomes.includes(said))).toEqual([]);
    expect(outcomes.get("file-damaged")).toBeGreaterThan(50);
  }, 120_000);
});

const knownOutcomes = ["fine", "file-damaged", "encoding-unsupported", "not-imagery"];
