import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { RasterReader, Samples } from "../pixels/rasterReader.ts";
import type { BlockCache, DecodeInto } from "./blockCache.ts";
import { blockBytes, bytesPerValue, isQuick } from "./blockLayout.ts";
import { type Block, blocksOf } from "./blocksOf.ts";
import { type BlockTable, readBlockTable } from "./blockTable.ts";
import { decodeBlock } from "./decodeBlock.ts";
import { decodePool } from "./decodePool.ts";
import { decodePicture, isPicture } from "./imageCodecs.ts";
import { readPlain } from "./plainReader.ts";
import { viewAs } from "./samples.ts";
import type { SharedSlot } from "./sharedSlot.ts";
import type { TiffBytes } from "./tiffBytes.ts";
import { asEngineError, unsupported } from "./tiffError.ts";
import { isPlain, type TiffImage } from "./tiffImage.ts";
import { copyPart, fillOf, fillPart, type Wanted } from "./windowParts.ts";
import { follows, isInside, nextWindow } from "./windowWalk.ts";

/** Below this a block is decoded sooner than it is handed to another thread and back. */
const smallBytes = 24 * 1024;
/** Blocks that one window asks for at once: enough to keep all threads busy, and not much memory. */
const askedAtOnce = 6 * decodePool.threadCount + 2;
const bytesAskedAtOnce = 48 * 1024 * 1024;

/** Memory that is not cleared, for it will be written over: blocks cover the whole of a window. */
const unwritten = (bytes: number): ArrayBuffer => Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer;

/** Reads windows of one image of a TIFF, several blocks at once. */
export class TiffReader implements RasterReader {
  readonly #source: TiffBytes;
  readonly #image: TiffImage;
  readonly #cache: BlockCache;
  readonly #name: string;
  readonly #nodata: number;
  readonly #isPlain: boolean;
  #table: Promise<BlockTable> | null = null;
  readonly #running = new Set<Promise<unknown>>();
  #isClosed = false;
  #last: PixelWindow | null = null;

  /** `name` tells the image from others that share the cache. */
  constructor(
    source: TiffBytes,
    image: TiffImage,
    { cache, name, nodata }: { cache: BlockCache; name: string; nodata: number | null },
  ) {
    this.#source = source;
    this.#image = image;
    this.#cache = cache;
    this.#name = name;
    this.#nodata = fillOf(image, nodata);
    this.#isPlain = isPlain(image);
  }

  get width(): number {
    return this.#image.width;
  }

  get height(): number {
    return this.#image.height;
  }

  get blockSize(): { readonly width: number; readonly height: number } {
    return { width: this.#image.blockWidth, height: this.#image.blockHeight };
  }

  /** Reads and checks where the blocks are. @throws EngineError */
  async check(): Promise<void> {
    await this.#readTable();
  }

  read(window: PixelWindow, samples: readonly number[]): Promise<Float32Array[]> {
    return this.#track(this.#planes(window, samples, (length) => new Float32Array(unwritten(length * 4))));
  }

  readExact(window: PixelWindow, samples: readonly number[]): Promise<Samples[]> {
    const type = this.#image.dataType ?? "float64";
    const size = bytesPerValue(this.#image.layout);
    const make = (length: number) => viewAs(type, unwritten(length * size), 0, length);
    return this.#track(this.#planes(window, samples, make));
  }

  /** Waits for what is being read, since threads read from the open file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #planes<Plane extends Samples>(
    window: PixelWindow,
    samples: readonly number[],
    make: (length: number) => Plane,
  ): Promise<Plane[]> {
    if (!isInside(window, this) || !samples.every((sample) => sample >= 0 && sample < this.#image.bandCount))
      throw new RangeError("a window reaches beyond its image");
    const table = await this.#readTable();
    try {
      if (this.#image.unreadable !== null) throw unsupported(this.#image.unreadable);
      const planes = samples.map(() => make(window.width * window.height));
      const pending = new Set<Promise<void>>();
      const most = Math.min(askedAtOnce, Math.max(2, Math.floor(bytesAskedAtOnce / this.#blockBytes())));
      for (const block of blocksOf(this.#image, window, samples)) {
        if (pending.size >= most) await Promise.race(pending);
        const copied = this.#copy(table, block, this.#wanted(block, window, samples, planes));
        if (copied === null) continue;
        pending.add(copied);
        const done = () => void pending.delete(copied);
        copied.then(done, () => undefined);
      }
      this.#readAhead(table, window, samples);
      await Promise.all(pending);
      return planes;
    } catch (error) {
      throw asEngineError(this.#source.path, error);
    }
  }

  async #readTable(): Promise<BlockTable> {
    try {
      this.#table ??= readBlockTable(this.#source, this.#image);
      return await this.#table;
    } catch (error) {
      throw asEngineError(this.#source.path, error);
    }
  }

  #wanted(
    { plane }: Block,
    window: PixelWindow,
    samples: readonly number[],
    planes: readonly Samples[],
  ): Wanted {
    if (!this.#image.isPlanar) return { window, samples, planes };
    const own = planes.filter((_, index) => samples[index] === plane);
    return { window, samples: own.map(() => 0), planes: own };
  }

  /** Null where nothing had to be waited for. */
  #copy(table: BlockTable, block: Block, wanted: Wanted): Promise<void> | null {
    const { offset, isSparse } = table.place(block.plane, block.blockRow, block.blockColumn);
    if (isSparse) {
      fillPart(this.#nodata, block.area, wanted);
      return null;
    }
    if (this.#isReadDirectly(wanted.window))
      return readPlain(this.#source, this.#image, { block: block.area, offset }, wanted);
    return this.#cache.use(this.#key(block), this.#bytesOf(block), {
      decode: this.#decoder(table, block),
      copy: (samples) => copyPart(samples, block.area, wanted),
    });
  }

  /** Windows that walk over the image row by row: blocks of the next ones are decoded while this one is used. */
  #readAhead(table: BlockTable, window: PixelWindow, samples: readonly number[]): void {
    const last = this.#last;
    this.#last = window;
    if (this.#isReadDirectly(window) || last === null || this.#blockBytes() <= smallBytes) return;
    if (!follows(last, window, this.#image)) return;
    let room = Math.min(bytesAskedAtOnce, this.#cache.capacityBytes / 4);
    let left = askedAtOnce;
    let next: PixelWindow | null = nextWindow(window, this.#image);
    while (next !== null) {
      for (const block of blocksOf(this.#image, next, samples)) {
        const bytes = this.#bytesOf(block);
        room -= bytes;
        if (left-- === 0 || room < 0) return;
        if (table.place(block.plane, block.blockRow, block.blockColumn).isSparse) continue;
        this.#cache.readAhead(this.#key(block), bytes, this.#decoder(table, block));
      }
      next = nextWindow(next, this.#image);
    }
  }

  /** Windows narrower than a block come back for the rest of it: it is decoded once and kept, even where nothing has to be unpacked. */
  #isReadDirectly(window: PixelWindow): boolean {
    return this.#isPlain && (window.width >= this.#image.blockWidth || window.height === 1);
  }

  #key({ plane, blockRow, blockColumn }: Block): string {
    return `${this.#name},${blockColumn},${blockRow},${plane}`;
  }

  #bytesOf({ area }: Block): number {
    const { layout } = this.#image;
    return area.width * area.height * layout.samplesPerPixel * bytesPerValue(layout);
  }

  #blockBytes(): number {
    return blockBytes(this.#image.layout, this.#image.blockHeight);
  }

  #decoder(table: BlockTable, block: Block): DecodeInto {
    return (takeSlot) => this.#track(this.#decode(table, block, takeSlot));
  }

  async #decode(table: BlockTable, block: Block, takeSlot: () => SharedSlot): Promise<Samples> {
    if (this.#isClosed) throw new Error("the file was closed");
    const { layout, blockHeight: mostRows, dataType } = this.#image;
    const { offset, byteCount } = table.place(block.plane, block.blockRow, block.blockColumn);
    const rows = block.area.height;
    // A count that lies is not believed further than any codec grows what it cannot shrink.
    const count = Math.min(byteCount, 2 * this.#blockBytes() + 65_536);
    if (isPicture(layout)) return decodePicture(await this.#source.read(offset, count), layout, rows);
    if (blockBytes(layout, rows) <= smallBytes && isQuick(layout.compression)) {
      const bytes = await this.#source.read(offset, count);
      return decodeBlock({ layout, rows, mostRows, source: { kind: "bytes", bytes } });
    }
    const slot = takeSlot();
    const source = { kind: "file", descriptor: this.#source.descriptor, offset, byteCount: count } as const;
    await decodePool.run({ layout, rows, mostRows, source }, slot);
    return viewAs(dataType!, slot.buffer, 0, slot.buffer.byteLength / bytesPerValue(layout));
  }

  #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#running.add(work);
    const done = () => void this.#running.delete(work);
    work.then(done, done);
    return work;
  }
}
