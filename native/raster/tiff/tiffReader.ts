import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { RasterReader, Samples } from "../rasterReader.ts";
import type { BlockCache } from "./blockCache.ts";
import { blockBytes, bytesPerValue, compressions } from "./blockLayout.ts";
import { type BlockTable, readBlockTable } from "./blockTable.ts";
import type { ByteSource } from "./byteSource.ts";
import { decodeBlock } from "./decodeBlock.ts";
import { decodePool } from "./decodePool.ts";
import { decodePicture, isPicture } from "./imageCodecs.ts";
import { asEngineError, unsupported } from "./tiffError.ts";
import type { TiffImage } from "./tiffImage.ts";

/** Below this a block is decoded sooner than it is handed to another thread and back. */
const smallBytes = 24 * 1024;
const smallCompressions: readonly number[] = [
  compressions.none,
  compressions.lzw,
  compressions.deflate,
  compressions.oldDeflate,
  compressions.packBits,
  compressions.zstd,
];
/** Blocks asked for at once by one window: enough to keep all threads busy. */
const askedAtOnce = 3 * decodePool.threadCount + 2;

interface Block {
  readonly column: number;
  readonly row: number;
  /** 0-based plane of a planar image. */
  readonly plane: number;
}

/** Reads windows of one image of a TIFF, block by block, decoding several at once. */
export class TiffReader implements RasterReader {
  readonly #source: ByteSource;
  readonly #image: TiffImage;
  readonly #cache: BlockCache;
  readonly #name: string;
  readonly #nodata: number;
  #table: Promise<BlockTable> | null = null;
  #running = new Set<Promise<unknown>>();
  #isClosed = false;

  /** `name` tells the image from others that share the cache. */
  constructor(
    source: ByteSource,
    image: TiffImage,
    { cache, name, nodata }: { cache: BlockCache; name: string; nodata: number | null },
  ) {
    this.#source = source;
    this.#image = image;
    this.#cache = cache;
    this.#name = name;
    this.#nodata = nodata ?? 0;
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
    return this.#planes(window, samples, (length) => new Float32Array(length));
  }

  readExact(window: PixelWindow, samples: readonly number[]): Promise<Samples[]> {
    return this.#planes(window, samples, (length) => emptySamples(this.#image, length));
  }

  /** Waits for the blocks that are being decoded, since their threads read from the open file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#running);
  }

  async #planes<Plane extends Samples>(
    window: PixelWindow,
    samples: readonly number[],
    make: (length: number) => Plane,
  ): Promise<Plane[]> {
    const table = await this.#readTable();
    try {
      if (this.#image.unreadable !== null) throw unsupported(this.#image.unreadable);
      const planes = samples.map(() => make(window.width * window.height));
      const pending = new Set<Promise<void>>();
      for (const block of this.#blocks(table, window, samples)) {
        if (pending.size >= askedAtOnce) await Promise.race(pending);
        const copied = this.#copyBlock(table, block, window, { samples, planes });
        if (copied === null) continue;
        pending.add(copied);
        copied.then(
          () => pending.delete(copied),
          () => undefined,
        );
      }
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

  *#blocks(table: BlockTable, window: PixelWindow, samples: readonly number[]): Generator<Block> {
    const { blockWidth, isPlanar } = this.#image;
    const lastColumn = Math.floor((window.column + window.width - 1) / blockWidth);
    const lastRow = Math.floor((window.row + window.height - 1) / table.blockHeight);
    for (let row = Math.floor(window.row / table.blockHeight); row <= lastRow; row++) {
      for (let column = Math.floor(window.column / blockWidth); column <= lastColumn; column++) {
        if (isPlanar) for (const plane of new Set(samples)) yield { column, row, plane };
        else yield { column, row, plane: 0 };
      }
    }
  }

  /** Null where nothing had to be waited for. */
  #copyBlock(
    table: BlockTable,
    block: Block,
    window: PixelWindow,
    { samples, planes }: { samples: readonly number[]; planes: readonly Samples[] },
  ): Promise<void> | null {
    const { blockWidth, layout, isPlanar } = this.#image;
    const rows = this.#rowsOf(table, block.row);
    const length = blockWidth * rows;
    const isSparse = table.place(block.plane, block.row, block.column).isSparse;
    const into = (decoded: Samples | null) => {
      for (const [index, sample] of samples.entries()) {
        if (isPlanar && sample !== block.plane) continue;
        const start = isPlanar ? 0 : sample * length;
        const origin = { column: block.column * blockWidth, row: block.row * table.blockHeight };
        const source = decoded?.subarray(start, start + length) ?? null;
        copyPart(
          source,
          { ...origin, width: blockWidth, height: rows },
          window,
          planes[index]!,
          this.#nodata,
        );
      }
    };
    if (isSparse) {
      into(null);
      return null;
    }
    const key = `${this.#name},${block.column},${block.row},${block.plane}`;
    const bytes = length * layout.samplesPerPixel * bytesPerValue(layout);
    return this.#cache.get(key, bytes, () => this.#track(this.#decode(table, block, rows))).then(into);
  }

  #rowsOf(table: BlockTable, blockRow: number): number {
    const { isTiled, height } = this.#image;
    return isTiled ? table.blockHeight : Math.min(table.blockHeight, height - blockRow * table.blockHeight);
  }

  async #decode(table: BlockTable, { column, row, plane }: Block, rows: number): Promise<Samples> {
    if (this.#isClosed) throw new Error("the file was closed");
    const { layout } = this.#image;
    const { offset, byteCount } = table.place(plane, row, column);
    const needed = blockBytes(layout, rows);
    // A count that lies is not believed further than any codec grows what it cannot shrink.
    const isPlain = layout.compression === compressions.none;
    const count = isPlain ? needed : Math.min(byteCount, 2 * blockBytes(layout, table.blockHeight) + 65_536);
    const mostRows = table.blockHeight;
    if (isPicture(layout)) return decodePicture(await this.#source.read(offset, count), layout, rows);
    if (needed <= smallBytes && smallCompressions.includes(layout.compression)) {
      const bytes = await this.#source.read(offset, count);
      return decodeBlock({ layout, rows, mostRows, source: { kind: "bytes", bytes } });
    }
    const descriptor = this.#source.descriptor;
    return decodePool.run({
      layout,
      rows,
      mostRows,
      source: { kind: "file", descriptor, offset, byteCount: count },
    });
  }

  #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#running.add(work);
    const done = () => void this.#running.delete(work);
    work.then(done, done);
    return work;
  }
}

function emptySamples({ dataType }: TiffImage, length: number): Samples {
  switch (dataType) {
    case "uint8":
      return new Uint8Array(length);
    case "uint16":
      return new Uint16Array(length);
    case "uint32":
      return new Uint32Array(length);
    case "int8":
      return new Int8Array(length);
    case "int16":
      return new Int16Array(length);
    case "int32":
      return new Int32Array(length);
    case "float32":
      return new Float32Array(length);
    default:
      return new Float64Array(length);
  }
}

/** Copies what block and window share; a block that was never written (null) is filled with no-data. */
function copyPart(
  source: Samples | null,
  block: PixelWindow,
  window: PixelWindow,
  plane: Samples,
  nodata: number,
): void {
  const left = Math.max(window.column, block.column);
  const right = Math.min(window.column + window.width, block.column + block.width);
  const top = Math.max(window.row, block.row);
  const bottom = Math.min(window.row + window.height, block.row + block.height);
  if (source !== null && right - left === block.width && block.width === window.width) {
    const from = (top - block.row) * block.width;
    plane.set(source.subarray(from, from + (bottom - top) * block.width), (top - window.row) * window.width);
    return;
  }
  for (let row = top; row < bottom; row++) {
    const from = (row - block.row) * block.width + left - block.column;
    const to = (row - window.row) * window.width + left - window.column;
    if (source === null) plane.fill(nodata, to, to + right - left);
    else plane.set(source.subarray(from, from + right - left), to);
  }
}
