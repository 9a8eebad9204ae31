import type { DataType, PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { RasterReader, Samples } from "../pixels/rasterReader.ts";
import type { GridMapping } from "./gridMapping.ts";

/** One band of the stack: a sample of a reader, and where its pixels lie under the stack's. */
export interface StackLayer {
  readonly reader: RasterReader;
  readonly sample: number;
  readonly mapping: GridMapping;
}

interface Read {
  readonly planes: readonly Samples[];
  readonly window: PixelWindow;
}

/** Reads bands from the readers of many files, and only from those that are asked for; pixels of coarser ones are repeated. */
export class StackReader implements RasterReader {
  readonly width: number;
  readonly height: number;
  readonly #layers: readonly StackLayer[];

  constructor({ width, height }: { width: number; height: number }, layers: readonly StackLayer[]) {
    this.width = width;
    this.height = height;
    this.#layers = layers;
  }

  read(window: PixelWindow, samples: readonly number[]): Promise<Float32Array[]> {
    return this.#read(window, samples, (reader, part, wanted) => reader.read(part, wanted)) as Promise<
      Float32Array[]
    >;
  }

  readExact(window: PixelWindow, samples: readonly number[]): Promise<Samples[]> {
    return this.#read(window, samples, (reader, part, wanted) => reader.readExact(part, wanted));
  }

  /** The files are closed by the stack. */
  async close(): Promise<void> {}

  async #read(
    window: PixelWindow,
    samples: readonly number[],
    ask: (reader: RasterReader, part: PixelWindow, wanted: readonly number[]) => Promise<Samples[]>,
  ): Promise<Samples[]> {
    const layers = samples.map((sample) => this.#layers[sample]!);
    // A file of several bands is read once for all of them.
    const reads = new Map<RasterReader, Promise<Read>>();
    for (const { reader, mapping } of layers) {
      if (reads.has(reader)) continue;
      const part = sourceWindow(mapping, window);
      const wanted = samplesOf(layers, reader);
      reads.set(
        reader,
        ask(reader, part, wanted).then((planes) => ({ planes, window: part })),
      );
    }
    return Promise.all(
      layers.map(async ({ reader, sample, mapping }) => {
        const { planes, window: part } = await reads.get(reader)!;
        const plane = planes[samplesOf(layers, reader).indexOf(sample)]!;
        return mapping.isSame ? plane : spread(plane, part, mapping, window);
      }),
    );
  }
}

const samplesOf = (layers: readonly StackLayer[], reader: RasterReader) => [
  ...new Set(layers.filter((layer) => layer.reader === reader).map(({ sample }) => sample)),
];

/** The pixels of the file that lie under the window. */
function sourceWindow({ columns, rows }: GridMapping, window: PixelWindow): PixelWindow {
  const column = columns[window.column]!;
  const row = rows[window.row]!;
  return {
    column,
    row,
    width: columns[window.column + window.width - 1]! - column + 1,
    height: rows[window.row + window.height - 1]! - row + 1,
  };
}

function spread(
  plane: Samples,
  part: PixelWindow,
  { columns, rows }: GridMapping,
  window: PixelWindow,
): Samples {
  const wide = new (plane.constructor as new (length: number) => Samples)(window.width * window.height);
  let previous = -1;
  for (let row = 0; row < window.height; row++) {
    const from = (rows[window.row + row]! - part.row) * part.width;
    const to = row * window.width;
    if (from === previous) wide.copyWithin(to, to - window.width, to);
    else {
      for (let column = 0; column < window.width; column++)
        wide[to + column] = plane[from + columns[window.column + column]! - part.column]!;
    }
    previous = from;
  }
  return wide;
}

/** 0 where any of the files has no measurement, by its own mask or its own no-data value; 255 elsewhere. */
export class StackMask implements RasterReader {
  readonly width: number;
  readonly height: number;
  readonly #values: StackReader | null;
  readonly #nodata: readonly number[];
  readonly #masks: StackReader | null;
  readonly #maskCount: number;

  constructor(
    size: { width: number; height: number },
    values: readonly (StackLayer & { readonly nodata: number; readonly dataType: DataType | null })[],
    masks: readonly StackLayer[],
  ) {
    this.width = size.width;
    this.height = size.height;
    this.#values = values.length === 0 ? null : new StackReader(size, values);
    // float32 holds some no-data values only after rounding, as do the samples.
    this.#nodata = values.map(({ nodata, dataType }) =>
      dataType === "float32" ? Math.fround(nodata) : nodata,
    );
    this.#masks = masks.length === 0 ? null : new StackReader(size, masks);
    this.#maskCount = masks.length;
  }

  async read(window: PixelWindow, samples: readonly number[]): Promise<Float32Array[]> {
    return (await this.readExact(window, samples)).map((plane) => Float32Array.from(plane));
  }

  async readExact(window: PixelWindow, samples: readonly number[]): Promise<Samples[]> {
    const mask = new Uint8Array(window.width * window.height).fill(255);
    const masks = await this.#masks?.readExact(window, range(this.#maskCount));
    for (const plane of masks ?? [])
      for (let index = 0; index < mask.length; index++) if (plane[index] === 0) mask[index] = 0;
    const values = await this.#values?.readExact(window, range(this.#nodata.length));
    for (const [band, plane] of (values ?? []).entries()) {
      const nodata = this.#nodata[band]!;
      for (let index = 0; index < mask.length; index++)
        if (Object.is(plane[index], nodata) || plane[index] === nodata) mask[index] = 0;
    }
    return samples.map(() => mask);
  }

  async close(): Promise<void> {}
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
