import type { DataType } from "../../../models/vocabulary/raster.ts";
import type { RasterReader } from "../pixels/rasterReader.ts";
import type { Collar } from "../scene/scene.ts";
import { borderPlaces, collarRuns, floodCells, growCells } from "./collarCells.ts";
import { isWithin } from "./validPixels.ts";

/** A picture whose border may be a collar. */
export interface Picture {
  readonly reader: RasterReader;
  /** Largest first. */
  readonly overviews: readonly RasterReader[];
  /** Samples that measure light. */
  readonly samples: readonly number[];
  readonly dataType: DataType;
  /** How far lossy compression may have moved the numbers of a collar. */
  readonly tolerance: number;
}

export interface FoundCollar {
  readonly collar: Collar;
  /** Share of the picture's pixels. */
  readonly fraction: number;
}

/** Black collars, white ones, or that the picture is too large to be gone through for them. */
export type CollarSearch = { readonly kind: "found"; readonly collars: FoundCollar[] } | CollarsUnknown;

/** The corners are one colour, but what is connected to them was not looked for. */
export interface CollarsUnknown {
  readonly kind: "unknown";
  readonly color: Collar["color"];
}

/**
 * A sixteenth of the border, a quarter of a square's side. White needs two corners: clouds that are burnt out to white
 * lie at a corner more often than water that is exactly 0 in every band.
 */
const leastRun = {
  black: { share: 1 / 16, cornerCount: 1 },
  white: { share: 1 / 16, cornerCount: 2 },
} as const;

const maxCellsASide = 1024;
/** Below this there is no telling a collar from a pixel. */
const leastSide = 16;
/** Up to here the picture itself is gone through: overviews blur the rim. A part of a second of decoding. */
const exactPixels = 16_000_000;
/** Without overviews this much is decoded, in a few seconds, and no more. */
const maxPixels = 400_000_000;
const samplesAtOnce = 4 * 1024 * 1024;

/** Looks at the corners first; the border and then the whole picture are read only where those hold a collar's colour. */
export async function findCollars(picture: Picture): Promise<CollarSearch> {
  const { reader, dataType } = picture;
  if (Math.min(reader.width, reader.height) < leastSide) return { kind: "found", collars: [] };
  const top = dataType === "uint8" ? 255 : dataType === "uint16" ? 65535 : null;
  if (top === null) return { kind: "found", collars: [] };
  const collars: FoundCollar[] = [];
  for (const color of ["black", "white"] as const) {
    const low = color === "black" ? 0 : top - picture.tolerance;
    const found = await findCollar(picture, { color, low, high: low + picture.tolerance });
    if (found === "unknown") return { kind: "unknown", color };
    if (found !== null) collars.push(found);
  }
  return { kind: "found", collars };
}

type Range = Pick<Collar, "color" | "low" | "high">;

async function findCollar(picture: Picture, range: Range): Promise<FoundCollar | "unknown" | null> {
  const { width, height } = picture.reader;
  const least = leastRun[range.color];
  const cornerCount = (await marksAt(picture, range, cornerLines(width, height))).filter(
    (mark) => mark === 1,
  ).length;
  if (cornerCount < least.cornerCount) return null;
  const copy = copyOf(picture);
  if (copy === null) return "unknown";
  const border = await borderMarks(picture, range);
  const places = borderPlaces(width, height);
  const corners = [0, width - 1, width + height - 2, 2 * width + height - 3];
  const runs = collarRuns(border, corners, least);
  if (!runs.includes(1)) return null;

  const counted = await countCells(copy, picture.samples, range);
  const cellsPerColumn = copy.width / (width * counted.step);
  const cellsPerRow = copy.height / (height * counted.step);
  const { columnCount, rowCount } = counted;
  const seeds = new Uint8Array(columnCount * rowCount);
  for (const [index, { column, row }] of places.entries()) {
    if (runs[index] === 0) continue;
    const cellColumn = Math.min(columnCount - 1, Math.floor((column + 0.5) * cellsPerColumn));
    const cellRow = Math.min(rowCount - 1, Math.floor((row + 0.5) * cellsPerRow));
    seeds[cellRow * columnCount + cellColumn] = 1;
  }
  const cells = growCells(floodCells(counted.full, seeds, counted), counted);
  let pixelCount = 0;
  for (let cell = 0; cell < cells.length; cell++) if (cells[cell] === 1) pixelCount += counted.counts[cell]!;
  return {
    collar: { ...range, cells, columnCount, rowCount, cellsPerColumn, cellsPerRow, width, height },
    fraction: pixelCount / (copy.width * copy.height),
  };
}

/** What the cells are counted on: the picture itself while it is small, else the smallest overview that fills them. */
function copyOf({ reader, overviews }: Picture): RasterReader | null {
  const pixelCount = reader.width * reader.height;
  if (pixelCount <= exactPixels) return reader;
  const overview = overviews.findLast((one) => Math.max(one.width, one.height) >= maxCellsASide / 2);
  return overview ?? (pixelCount <= maxPixels ? reader : null);
}

interface Line {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

const cornerLines = (width: number, height: number): Line[] =>
  [
    [0, 0],
    [width - 1, 0],
    [width - 1, height - 1],
    [0, height - 1],
  ].map(([column, row]) => ({ column: column!, row: row!, width: 1, height: 1 }));

/** 1 where every band is in range, over all pixels of the lines in turn. */
async function marksAt({ reader, samples }: Picture, range: Range, lines: readonly Line[]) {
  const marks: number[] = [];
  for (const line of lines) {
    const bands = await reader.read(line, samples);
    for (let index = 0; index < line.width * line.height; index++)
      marks.push(isWithin(bands, index, range) ? 1 : 0);
  }
  return marks;
}

/** Marks in the order of `borderPlaces`. */
async function borderMarks(picture: Picture, range: Range): Promise<Uint8Array> {
  const { width, height } = picture.reader;
  const [top, right, bottom, left] = await Promise.all(
    [
      { column: 0, row: 0, width, height: 1 },
      { column: width - 1, row: 1, width: 1, height: height - 1 },
      { column: 0, row: height - 1, width: width - 1, height: 1 },
      { column: 0, row: 1, width: 1, height: height - 2 },
    ].map((line) => marksAt(picture, range, [line])),
  );
  return Uint8Array.from([...top!, ...right!, ...bottom!.reverse(), ...left!.reverse()]);
}

/** How many pixels of each cell are in range, and which cells hold no other. Reads some rows at a time. */
async function countCells(copy: RasterReader, samples: readonly number[], range: Range) {
  const { width, height } = copy;
  const step = Math.ceil(Math.max(width, height) / maxCellsASide);
  const columnCount = Math.ceil(width / step);
  const rowCount = Math.ceil(height / step);
  const counts = new Uint32Array(columnCount * rowCount);
  const full = new Uint8Array(columnCount * rowCount);
  const cellRowsAtOnce = Math.max(1, Math.floor(samplesAtOnce / (width * samples.length * step)));
  for (let first = 0; first < rowCount; first += cellRowsAtOnce) {
    const row = first * step;
    const rowsRead = Math.min(height - row, cellRowsAtOnce * step);
    const bands = await copy.read({ column: 0, row, width, height: rowsRead }, samples);
    for (let y = 0; y < rowsRead; y++) {
      const line = Math.floor((row + y) / step) * columnCount;
      for (let x = 0; x < width; x++)
        if (isWithin(bands, y * width + x, range)) counts[line + Math.floor(x / step)]!++;
    }
  }
  for (let cellRow = 0; cellRow < rowCount; cellRow++) {
    const tall = Math.min(step, height - cellRow * step);
    for (let column = 0; column < columnCount; column++) {
      const index = cellRow * columnCount + column;
      full[index] = counts[index] === tall * Math.min(step, width - column * step) ? 1 : 0;
    }
  }
  return { step, columnCount, rowCount, counts, full };
}
