import { access } from "node:fs/promises";
import { basename } from "node:path";
import type { RasterFile } from "../pixels/rasterFile.ts";
import type { RasterReader } from "../pixels/rasterReader.ts";

/** Opens a raster of any format. */
export type OpenRaster = (path: string) => Promise<RasterFile>;

/** GDAL's mask file beside a raster, `<file>.msk`. Where it is used, close the reader. */
export type SideMask =
  | { readonly kind: "none" }
  | { readonly kind: "used"; readonly reader: RasterReader; readonly fileName: string }
  | { readonly kind: "unused"; readonly sentence: string };

/** GDAL, RFC 15: one mask for all bands; without this bit each band has its own. */
const perDataset = 2;

/** Takes a mask as GDAL would: only with its INTERNAL_MASK_FLAGS, and only of the raster's own size. */
export async function openSideMask(
  raster: Pick<RasterFile, "path" | "width" | "height">,
  open: OpenRaster,
): Promise<SideMask> {
  const path = `${raster.path}.msk`;
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return { kind: "none" };
  const fileName = basename(path);
  const unused = (why: string): SideMask => ({
    kind: "unused",
    sentence: `The mask file ${fileName} is not used: ${why}.`,
  });
  let mask: RasterFile;
  try {
    mask = await open(path);
  } catch (error) {
    return unused(`it cannot be read (${(error as Error).message})`);
  }
  const flags = Number(mask.metadata.dataset.INTERNAL_MASK_FLAGS_1 ?? Number.NaN);
  const isSameSize = mask.width === raster.width && mask.height === raster.height;
  if (isSameSize && Number.isInteger(flags)) {
    const samples = flags & perDataset ? [0] : Array.from({ length: mask.bandCount }, (_, sample) => sample);
    return { kind: "used", reader: maskReader(mask, samples), fileName };
  }
  await mask.close();
  return unused(
    isSameSize
      ? "it does not say what it masks"
      : `it has ${mask.width} × ${mask.height} pixels, the raster ${raster.width} × ${raster.height}`,
  );
}

/** One plane for all the mask's own: 0 where any of them is. */
function maskReader(mask: RasterFile, samples: readonly number[]): RasterReader {
  const least = <Plane extends { [index: number]: number; readonly length: number }>(planes: Plane[]) => {
    const [first, ...others] = planes;
    for (const other of others)
      for (let index = 0; index < other.length; index++) if (other[index] === 0) first![index] = 0;
    return [first!];
  };
  return {
    width: mask.width,
    height: mask.height,
    read: async (window) => least(await mask.reader.read(window, samples)),
    readExact: async (window) => least(await mask.reader.readExact(window, samples)),
    close: () => mask.close(),
  };
}
