import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { BandStats } from "../../contract/scenes.ts";
import type { RasterReader, Samples } from "./rasterReader.ts";

/** What has to be known of a raster to count its pixels. */
export interface StatsOf {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly nodata: number | null;
}

/** Samples held at once, all bands together. */
const mostSamples = 8_000_000;
const usualRows = 64;

/**
 * Statistics of every pixel of every band, alpha included. Windows follow the blocks, so each is decoded once.
 * @throws EngineError as the reader does, and what `signal` is aborted with.
 */
export async function bandStats(
  reader: RasterReader,
  { width, height, bandCount, nodata }: StatsOf,
  signal?: AbortSignal,
): Promise<BandStats[]> {
  const tallies = Array.from({ length: bandCount }, () => new Tally(nodata));
  const bandsAtOnce = Math.min(bandCount, mostSamples / usualRows);
  for (const window of windowsAlong(reader, { width, height, bandCount })) {
    for (let first = 0; first < bandCount; first += bandsAtOnce) {
      signal?.throwIfAborted();
      const samples = Array.from(
        { length: Math.min(bandsAtOnce, bandCount - first) },
        (_, index) => first + index,
      );
      const planes = await reader.readExact(window, samples);
      for (const [index, plane] of planes.entries()) tallies[first + index]!.add(plane);
    }
  }
  return tallies.map((tally) => tally.result());
}

/** Rows of blocks where their samples can be held at once, else parts of them, block by block. */
function* windowsAlong(
  { blockSize }: RasterReader,
  { width, height, bandCount }: { width: number; height: number; bandCount: number },
): Generator<PixelWindow> {
  const block = blockSize ?? { width, height: usualRows };
  const columns = block.height * width * bandCount <= mostSamples ? width : Math.min(block.width, width);
  const most = Math.max(1, Math.floor(mostSamples / (columns * bandCount)));
  // Low blocks are joined: a window costs something whatever its size.
  const rows =
    block.height > most ? most : block.height * Math.max(1, Math.floor(Math.min(most, 256) / block.height));
  for (let top = 0; top < height; top += rows)
    for (let column = 0; column < width; column += columns)
      yield {
        column,
        row: top,
        width: Math.min(columns, width - column),
        height: Math.min(rows, height - top),
      };
}

class Tally {
  readonly #nodata: number | null;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #sum = 0;
  #validCount = 0;
  #nodataCount = 0;
  #nanCount = 0;
  #infiniteCount = 0;

  constructor(nodata: number | null) {
    this.#nodata = nodata;
  }

  add(plane: Samples): void {
    const isFloat = plane instanceof Float32Array || plane instanceof Float64Array;
    // float32 holds -3.4e38 and the like only after rounding, as do the samples it is compared with.
    const nodata =
      plane instanceof Float32Array && this.#nodata !== null ? Math.fround(this.#nodata) : this.#nodata;
    if (isFloat) this.#addFloats(plane, nodata);
    else this.#addIntegers(plane, nodata);
  }

  #addIntegers(plane: Samples, nodata: number | null): void {
    let [min, max, sum, nodataCount] = [this.#min, this.#max, 0, 0];
    for (let index = 0; index < plane.length; index++) {
      const value = plane[index]!;
      if (value === nodata) {
        nodataCount++;
        continue;
      }
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    this.#min = min;
    this.#max = max;
    this.#sum += sum;
    this.#nodataCount += nodataCount;
    this.#validCount += plane.length - nodataCount;
  }

  #addFloats(plane: Samples, nodata: number | null): void {
    const isNanNodata = nodata !== null && Number.isNaN(nodata);
    for (let index = 0; index < plane.length; index++) {
      const value = plane[index]!;
      if (Number.isNaN(value)) {
        this.#nanCount++;
        if (isNanNodata) this.#nodataCount++;
      } else if (value === nodata) this.#nodataCount++;
      else if (Number.isFinite(value)) {
        this.#min = Math.min(this.#min, value);
        this.#max = Math.max(this.#max, value);
        this.#sum += value;
        this.#validCount++;
      } else this.#infiniteCount++;
    }
  }

  result(): BandStats {
    const hasValid = this.#validCount > 0;
    return {
      min: hasValid ? this.#min : null,
      max: hasValid ? this.#max : null,
      mean: hasValid ? this.#sum / this.#validCount : null,
      validCount: this.#validCount,
      nodataCount: this.#nodataCount,
      nanCount: this.#nanCount,
      infiniteCount: this.#infiniteCount,
    };
  }
}
