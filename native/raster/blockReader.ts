import { type FileHandle, open } from "node:fs/promises";
import { type GeoTIFFImage, getDecoder } from "geotiff";
import type { PixelWindow } from "../../models/vocabulary/raster.ts";
import { decodeBlock, directCompressions, type SampleLayout, type Samples } from "./decodeBlock.ts";
import { damaged } from "./tiffFile.ts";

/** One decoded block; rows are `width` pixels long. */
interface Block {
  readonly samples: Samples;
  readonly width: number;
}

/**
 * Reads windows of one image block by block. Decoded blocks are kept up to a number of bytes, least
 * recently used first out, so that windows which walk over the image row by row decode each block once.
 */
export class BlockReader {
  readonly #path: string;
  readonly #image: GeoTIFFImage;
  readonly #isPlanar: boolean;
  readonly #layout: SampleLayout | null;
  readonly #compression: number;
  readonly #capacity: number;
  readonly #blocks = new Map<string, Promise<Block>>();
  #file: Promise<FileHandle> | null = null;

  private constructor(
    path: string,
    image: GeoTIFFImage,
    compression: number,
    layout: SampleLayout | null,
    cacheBytes: number,
  ) {
    this.#path = path;
    this.#image = image;
    this.#isPlanar = image.planarConfiguration === 2;
    this.#compression = compression;
    this.#layout = layout;
    const bands = image.getSamplesPerPixel();
    const blockBytes = image.getTileWidth() * image.getTileHeight() * image.getBytesPerPixel();
    this.#capacity = Math.max(
      2 * bands,
      Math.floor(cacheBytes / (this.#isPlanar ? blockBytes / bands : blockBytes)),
    );
  }

  static async open(path: string, image: GeoTIFFImage, cacheBytes: number): Promise<BlockReader> {
    const compression = Number((await image.fileDirectory.loadValue("Compression")) ?? 1);
    const photometric = Number(await image.fileDirectory.loadValue("PhotometricInterpretation"));
    if (photometric === yCbCr && (compression !== jpeg || image.getSamplesPerPixel() !== 3))
      throw new Error("unsupported: YCbCr colours that are not JPEG's");
    return new BlockReader(path, image, compression, await directLayout(image, compression), cacheBytes);
  }

  get width(): number {
    return this.#image.getWidth();
  }

  get height(): number {
    return this.#image.getHeight();
  }

  /** Samples of the window, one array a requested sample, row-major. The window must lie inside the image. */
  async read(window: PixelWindow, samples: readonly number[]): Promise<Float32Array[]> {
    const planes = samples.map(() => new Float32Array(window.width * window.height));
    const blockWidth = this.#image.getTileWidth();
    const blockHeight = this.#image.getTileHeight();
    const lastColumn = Math.floor((window.column + window.width - 1) / blockWidth);
    const lastRow = Math.floor((window.row + window.height - 1) / blockHeight);
    for (let blockRow = Math.floor(window.row / blockHeight); blockRow <= lastRow; blockRow++) {
      for (
        let blockColumn = Math.floor(window.column / blockWidth);
        blockColumn <= lastColumn;
        blockColumn++
      ) {
        const blocks = this.#isPlanar
          ? await Promise.all(samples.map((sample) => this.#block(blockColumn, blockRow, sample)))
          : [await this.#block(blockColumn, blockRow, 0)];
        const origin = { column: blockColumn * blockWidth, row: blockRow * blockHeight };
        for (const [index, sample] of samples.entries()) {
          this.#copy(blocks[this.#isPlanar ? index : 0]!, origin, sample, window, planes[index]!);
        }
      }
    }
    return planes;
  }

  async close(): Promise<void> {
    this.#blocks.clear();
    await (await this.#file)?.close();
    this.#file = null;
  }

  #copy(
    block: Block,
    origin: { column: number; row: number },
    sample: number,
    window: PixelWindow,
    plane: Float32Array,
  ) {
    const step = this.#isPlanar ? 1 : this.#image.getSamplesPerPixel();
    const shift = this.#isPlanar ? 0 : sample;
    const left = Math.max(window.column, origin.column);
    const right = Math.min(window.column + window.width, origin.column + this.#image.getTileWidth());
    const top = Math.max(window.row, origin.row);
    const bottom = Math.min(window.row + window.height, origin.row + this.#image.getTileHeight());
    const source = block.samples;
    for (let row = top; row < bottom; row++) {
      let from = ((row - origin.row) * block.width + left - origin.column) * step + shift;
      let to = (row - window.row) * window.width + left - window.column;
      if (step === 1) plane.set(source.subarray(from, from + right - left), to);
      else for (let column = left; column < right; column++, from += step) plane[to++] = source[from]!;
    }
  }

  #block(column: number, row: number, plane: number): Promise<Block> {
    const key = `${column},${row},${plane}`;
    const known = this.#blocks.get(key);
    const block = known ?? this.#decode(column, row, plane);
    // A Map keeps the order of insertion: taking out and putting back makes it the most recent.
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    if (known === undefined) block.catch(() => this.#blocks.delete(key));
    while (this.#blocks.size > this.#capacity) this.#blocks.delete(this.#blocks.keys().next().value!);
    return block;
  }

  async #decode(column: number, row: number, plane: number): Promise<Block> {
    try {
      return this.#layout === null
        ? await this.#decodeByLibrary(column, row, plane)
        : await this.#decodeDirectly(column, row, plane, this.#layout);
    } catch (error) {
      throw damaged(this.#path, error);
    }
  }

  async #decodeDirectly(column: number, row: number, plane: number, layout: SampleLayout): Promise<Block> {
    const directory = this.#image.fileDirectory;
    const width = this.#image.getTileWidth();
    const height = this.#image.isTiled
      ? this.#image.getTileHeight()
      : Math.min(this.#image.getTileHeight(), this.height - row * this.#image.getTileHeight());
    const across = Math.ceil(this.width / width);
    const down = Math.ceil(this.height / this.#image.getTileHeight());
    const index = plane * across * down + row * across + column;
    const kind = this.#image.isTiled ? "Tile" : "Strip";
    const offset = Number(await directory.loadValueIndexed(`${kind}Offsets`, index));
    const byteCount = Number(await directory.loadValueIndexed(`${kind}ByteCounts`, index));
    // GDAL's sparse files: a block without bytes was never written.
    if (byteCount === 0)
      return { samples: emptyBlock(this.#image, width * height * layout.samplesPerPixel), width };
    this.#file ??= open(this.#path);
    const bytes = Buffer.allocUnsafeSlow(byteCount);
    const { bytesRead } = await (await this.#file).read(bytes, 0, byteCount, offset);
    if (bytesRead < byteCount) throw new Error(`a block ends after ${bytesRead} of ${byteCount} bytes`);
    const size = { width, height };
    if (isDirect(this.#compression))
      return { samples: await decodeBlock(bytes, this.#compression, layout, size), width };
    const unpacked = await unpackByLibrary(bytes, this.#compression);
    return { samples: await decodeBlock(unpacked, directCompressions.none, layout, size), width };
  }

  async #decodeByLibrary(column: number, row: number, plane: number): Promise<Block> {
    const left = column * this.#image.getTileWidth();
    const top = row * this.#image.getTileHeight();
    const right = Math.min(this.width, left + this.#image.getTileWidth());
    const bottom = Math.min(this.height, top + this.#image.getTileHeight());
    const window = [left, top, right, bottom];
    const isYCbCr = this.#image.fileDirectory.getValue("PhotometricInterpretation") === yCbCr;
    // What a JPEG holds as brightness and two colour differences is shown and measured as red, green, blue.
    const samples = isYCbCr
      ? await this.#image.readRGB({ window, interleave: true })
      : await this.#image.readRasters({
          window,
          interleave: true,
          ...(this.#isPlanar ? { samples: [plane] } : {}),
        });
    return { samples: samples as unknown as Samples, width: right - left };
  }
}

function emptyBlock(image: GeoTIFFImage, length: number): Samples {
  return new Float32Array(length).fill(image.getGDALNoData() ?? 0);
}

const yCbCr = 6;
const jpeg = 7;

const isDirect = (compression: number): boolean =>
  (Object.values(directCompressions) as number[]).includes(compression);

/** LZW, PackBits and Zstandard. */
const unpackedByLibrary = [5, 32773, 50000];

/** Compression alone: geotiff.js would go on to undo the predictor as if every file were little-endian. */
async function unpackByLibrary(bytes: Buffer<ArrayBuffer>, compression: number): Promise<Uint8Array> {
  const noPredictor = { tileWidth: 0, tileHeight: 0, predictor: 1, bitsPerSample: 8, planarConfiguration: 1 };
  const decoder = await getDecoder(compression, noPredictor);
  return new Uint8Array(await decoder.decodeBlock(bytes.buffer));
}

const formats = { 1: "uint", 2: "int", 3: "float" } as const;

/**
 * The layout, when the block is decoded here: whole bytes, one type in all bands, no compression or deflate.
 * @throws Error for big-endian samples with a predictor that neither this nor geotiff.js undoes rightly.
 */
async function directLayout(image: GeoTIFFImage, compression: number): Promise<SampleLayout | null> {
  const directory = image.fileDirectory;
  const samplesPerPixel = image.getSamplesPerPixel();
  const bits = Array.from({ length: samplesPerPixel }, (_, sample) => image.getBitsPerSample(sample));
  const format = formats[Number(image.getSampleFormat(0)) as 1 | 2 | 3];
  const predictor = Number((await directory.loadValue("Predictor")) ?? 1);
  const bytesPerSample = (bits[0] ?? 0) / 8;
  const isUniform = bits.every(
    (value, sample) => value === bits[0] && image.getSampleFormat(sample) === image.getSampleFormat(0),
  );
  const isSwapped = !image.littleEndian && predictor !== 1 && bytesPerSample > 1;
  const isKnown =
    (isDirect(compression) || (isSwapped && unpackedByLibrary.includes(compression))) && format !== undefined;
  const allowed = format === "float" ? [4, 8] : [1, 2, 4];
  const isFit = allowed.includes(bytesPerSample) && [1, format === "float" ? 3 : 2].includes(predictor);
  if (!isKnown || !isUniform || !isFit) {
    if (isSwapped)
      throw new Error(`unsupported: predictor ${predictor} with big-endian samples of this kind`);
    return null;
  }
  return {
    format,
    bytesPerSample: bytesPerSample as 1 | 2 | 4 | 8,
    isLittleEndian: image.littleEndian,
    samplesPerPixel: image.planarConfiguration === 2 ? 1 : samplesPerPixel,
    predictor: predictor as 1 | 2 | 3,
  };
}
