import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import { EngineError } from "../../engineError.ts";
import type { ByteSource } from "../files/byteSource.ts";
import type { RasterReader, Samples } from "../pixels/rasterReader.ts";
import { type Box, type Codestream, reduced, tileBox } from "./codestream.ts";
import type { TileSamples } from "./decodeTile.ts";
import { readTileCodestream } from "./tileCodestream.ts";
import { decodeTileInWorker } from "./tileDecoder.ts";

interface Placed {
  readonly box: Box;
  readonly samples: TileSamples;
}

/** Reads windows of one resolution level, decoding whole tiles and keeping the last ones up to a number of bytes. */
export class Jp2Reader implements RasterReader {
  readonly width: number;
  readonly height: number;
  readonly #source: ByteSource;
  readonly #codestream: Codestream;
  readonly #level: number;
  readonly #image: Box;
  readonly #capacity: number;
  readonly #tiles = new Map<number, Promise<Placed>>();

  constructor(source: ByteSource, codestream: Codestream, level: number, cacheBytes: number) {
    this.#source = source;
    this.#codestream = codestream;
    this.#level = level;
    this.#image = reduced(codestream.image, level);
    this.width = this.#image.x1 - this.#image.x0;
    this.height = this.#image.y1 - this.#image.y0;
    const { width, height } = codestream.tiling;
    const tileBytes = ((width * height) / 4 ** level) * codestream.componentCount * 2;
    // Windows that walk over the image row by row need a row of tiles and the one that takes its place.
    const mostTiles = codestream.tilesAcross + 1;
    this.#capacity = Math.max(1, Math.min(mostTiles, Math.floor(cacheBytes / tileBytes)));
  }

  async read(window: PixelWindow, samples: readonly number[]): Promise<Float32Array[]> {
    const planes = samples.map(() => new Float32Array(window.width * window.height));
    await this.#fill(window, samples, planes);
    return planes;
  }

  async readExact(window: PixelWindow, samples: readonly number[]): Promise<Samples[]> {
    const Plane = this.#codestream.bitsPerSample <= 8 ? Uint8Array : Uint16Array;
    const planes = samples.map(() => new Plane(window.width * window.height));
    await this.#fill(window, samples, planes);
    return planes;
  }

  async close(): Promise<void> {
    this.#tiles.clear();
  }

  async #fill(window: PixelWindow, samples: readonly number[], planes: readonly Samples[]): Promise<void> {
    const tiles = this.#tilesOf(window);
    for (const [index, tile] of tiles.entries()) {
      // The next tile is decoded while this one is copied; no more than the cache holds anyway.
      const next = tiles[index + 1];
      const current = this.#tile(tile);
      if (next !== undefined && this.#capacity > 1) this.#tile(next).catch(() => undefined);
      const placed = await current;
      for (const [plane, sample] of samples.entries()) this.#copy(placed, window, sample, planes[plane]!);
    }
  }

  #tilesOf(window: PixelWindow): number[] {
    const { tiling, tilesAcross } = this.#codestream;
    const scale = 2 ** this.#level;
    const first = (at: number, origin: number, size: number) =>
      Math.max(0, Math.floor((at * scale - origin) / size) - 1);
    const left = this.#image.x0 + window.column;
    const top = this.#image.y0 + window.row;
    const tiles: number[] = [];
    const rowCount = this.#codestream.tiles.length / tilesAcross;
    for (let row = first(top, tiling.y, tiling.height); row < rowCount; row++) {
      for (let column = first(left, tiling.x, tiling.width); column < tilesAcross; column++) {
        const tile = row * tilesAcross + column;
        const box = reduced(tileBox(this.#codestream, tile), this.#level);
        if (box.x0 >= left + window.width) break;
        if (box.y0 >= top + window.height) return tiles;
        if (box.x1 > Math.max(left, box.x0) && box.y1 > Math.max(top, box.y0)) tiles.push(tile);
      }
    }
    return tiles;
  }

  #copy({ box, samples }: Placed, window: PixelWindow, sample: number, plane: Samples): void {
    const count = this.#codestream.componentCount;
    const left = this.#image.x0 + window.column;
    const top = this.#image.y0 + window.row;
    const from = Math.max(left, box.x0);
    const to = Math.min(left + window.width, box.x1);
    const tileWidth = box.x1 - box.x0;
    for (let row = Math.max(top, box.y0); row < Math.min(top + window.height, box.y1); row++) {
      let source = ((row - box.y0) * tileWidth + from - box.x0) * count + sample;
      let target = (row - top) * window.width + from - left;
      if (count === 1) plane.set(samples.subarray(source, source + to - from), target);
      else for (let column = from; column < to; column++, source += count) plane[target++] = samples[source]!;
    }
  }

  #tile(tile: number): Promise<Placed> {
    const known = this.#tiles.get(tile);
    const placed = known ?? this.#decode(tile);
    this.#tiles.delete(tile);
    this.#tiles.set(tile, placed);
    if (known === undefined) placed.catch(() => this.#tiles.delete(tile));
    while (this.#tiles.size > this.#capacity) this.#tiles.delete(this.#leastUseful(tile));
    return placed;
  }

  /**
   * Windows walk to the right and then down. Where they straddle two rows of tiles, the upper row is done with as far as
   * they have come, while the least recently used tile is the very one that comes next.
   */
  #leastUseful(current: number): number {
    const { tilesAcross } = this.#codestream;
    const rowOf = (tile: number) => Math.floor(tile / tilesAcross);
    const [row, column] = [rowOf(current), current % tilesAcross];
    let oldest: number | null = null;
    let passed: number | null = null;
    for (const tile of this.#tiles.keys()) {
      if (rowOf(tile) < row - 1) return tile;
      if (tile !== current) oldest ??= tile;
      if (rowOf(tile) < row && tile % tilesAcross < column) passed ??= tile;
    }
    return passed ?? oldest ?? current;
  }

  async #decode(tile: number): Promise<Placed> {
    const box = reduced(tileBox(this.#codestream, tile), this.#level);
    const { componentCount, bitsPerSample } = this.#codestream;
    try {
      const samples = await decodeTileInWorker({
        load: () => readTileCodestream(this.#source, this.#codestream, tile),
        level: this.#level,
        width: box.x1 - box.x0,
        height: box.y1 - box.y0,
        componentCount,
        bitsPerSample,
      });
      return { box, samples };
    } catch (error) {
      if (error instanceof EngineError) throw error;
      const detail = `JPEG 2000 tile ${tile}: ${(error as Error).message}`;
      throw new EngineError({ kind: "file-damaged", path: this.#source.path, detail });
    }
  }
}
