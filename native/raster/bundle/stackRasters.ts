import { basename } from "node:path";
import { EngineError } from "../../engineError.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import type { RasterReader } from "../pixels/rasterReader.ts";
import type { GdalMetadata } from "../tiff/gdalMetadata.ts";
import { type GridMapping, mappingOf, reducedMapping, type StackGrid, stackGrid } from "./gridMapping.ts";
import { type StackLayer, StackMask, StackReader } from "./stackReader.ts";

/** A sample of an open file that is a band of the stack. */
export interface StackMember {
  readonly raster: RasterFile;
  readonly sample: number;
  /** Becomes the band's description. */
  readonly name: string;
}

/**
 * Many files as one raster on the grid of the finest; it closes them all. `path` stands for it.
 * @throws EngineError naming the files when they do not lie on one grid or hold different kinds of numbers; they stay open.
 */
export function stackRasters(path: string, members: readonly StackMember[]): RasterFile {
  const files = [...new Set(members.map(({ raster }) => raster))];
  const [first] = files;
  if (first === undefined)
    throw new EngineError({ kind: "scene-incomplete", path, detail: "it has no bands" });
  const other = files.find((file) => file.dataType !== first.dataType);
  if (other !== undefined) {
    const detail = `${first.fileName} holds ${typeOf(first)} numbers and ${other.fileName} ${typeOf(other)}`;
    throw new EngineError({ kind: "bands-disagree", path, detail });
  }
  const grid = stackGrid(path, files);
  const size = { width: grid.width, height: grid.height };
  const mappings = new Map(files.map((file) => [file, mappingOf(grid, file)]));
  const layers = members.map(({ raster, sample }) => ({
    reader: raster.reader,
    sample,
    mapping: mappings.get(raster)!,
  }));
  const hasOneNodata = files.every(({ nodata }) => Object.is(nodata, first.nodata));
  return {
    path,
    fileName: basename(path),
    ...size,
    bandCount: members.length,
    dataType: first.dataType,
    nodata: hasOneNodata ? first.nodata : null,
    crs: grid.crs,
    transform: grid.transform,
    metadata: metadataOf(members),
    alphaSample: null,
    isRgb: false,
    compression: [...new Set(files.map(({ compression }) => compression))].join(", "),
    reader: new StackReader(size, layers),
    mask: maskOf(size, members, mappings, hasOneNodata),
    overviews: overviewsOf(grid, members),
    close: () => closeAll(files),
  };
}

const typeOf = ({ dataType }: RasterFile) => dataType ?? "unusual";

/** Masks of the files, and their no-data values where these differ: one file's value may be a measurement in another. */
function maskOf(
  size: { width: number; height: number },
  members: readonly StackMember[],
  mappings: ReadonlyMap<RasterFile, GridMapping>,
  hasOneNodata: boolean,
): RasterReader | null {
  const masks = [...mappings].flatMap(([{ mask }, mapping]) =>
    mask === null ? [] : [{ reader: mask, sample: 0, mapping }],
  );
  const values = members.flatMap(({ raster, sample }) =>
    hasOneNodata || raster.nodata === null
      ? []
      : [
          {
            reader: raster.reader,
            sample,
            mapping: mappings.get(raster)!,
            nodata: raster.nodata,
            dataType: raster.dataType,
          },
        ],
  );
  return masks.length + values.length === 0 ? null : new StackMask(size, values, masks);
}

/** How many more pixels a side than the overview a file may have to be stepped through for it. */
const mostExcess = 2.02;

/** Overviews of the finest file, as far as every other has pixels of about that size. */
function overviewsOf(grid: StackGrid, members: readonly StackMember[]): RasterReader[] {
  const isWhole = grid.width === grid.finest.width && grid.height === grid.finest.height;
  if (!isWhole) return [];
  return grid.finest.overviews.flatMap((overview) => {
    const layers: StackLayer[] = [];
    for (const { raster, sample } of members) {
      const readers = [raster.reader, ...raster.overviews];
      const reader = readers.findLast(({ width }) => width >= overview.width) ?? raster.reader;
      if (reader.width > overview.width * mostExcess) return [];
      layers.push({ reader, sample, mapping: reducedMapping(overview, reader) });
    }
    return [new StackReader(overview, layers)];
  });
}

/** Items on which all files agree, and what each says of its band. */
function metadataOf(members: readonly StackMember[]): GdalMetadata {
  const [first, ...others] = members.map(({ raster }) => raster.metadata);
  const dataset = Object.entries(first?.dataset ?? {}).filter(([name, value]) =>
    others.every((other) => other.dataset[name] === value),
  );
  const byBand = (pick: (metadata: GdalMetadata) => ReadonlyMap<number, number>) =>
    new Map(
      members.flatMap(({ raster, sample }, band) => {
        const value = pick(raster.metadata).get(sample);
        return value === undefined ? [] : [[band, value] as const];
      }),
    );
  return {
    dataset: Object.fromEntries(dataset),
    descriptions: new Map(members.map(({ name }, band) => [band, name])),
    scales: byBand(({ scales }) => scales),
    offsets: byBand(({ offsets }) => offsets),
  };
}

/** Closes every file, also when one of them fails. */
async function closeAll(files: readonly RasterFile[]): Promise<void> {
  const results = await Promise.allSettled(files.map((file) => file.close()));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
