import { open } from "node:fs/promises";
import { fromFile, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import { EngineError } from "../engineError.ts";

/** A TIFF whose structure has been checked against its length. Close it. */
export interface TiffFile {
  readonly path: string;
  readonly tiff: GeoTIFF;
  readonly image: GeoTIFFImage;
  /** Transparency mask of the same size, when the file holds one. */
  readonly mask: GeoTIFFImage | null;
  /** Reduced copies, largest first. */
  readonly overviews: readonly GeoTIFFImage[];
  close(): Promise<void>;
}

const maxImages = 64;
const maxBlockBytes = 512 * 1024 * 1024;

/** @throws EngineError when the file is missing, no TIFF, cut off, or stored in a way nothing here reads. */
export async function openTiff(path: string): Promise<TiffFile> {
  const fileBytes = await checkSignature(path);
  let tiff: GeoTIFF | undefined;
  try {
    tiff = await fromFile(path);
    const image = await tiff.getImage(0);
    await checkBlocks(path, image, fileBytes);
    const { mask, overviews } = await otherImages(tiff, image);
    const opened = tiff;
    return { path, tiff, image, mask, overviews, close: async () => void (await opened.close()) };
  } catch (error) {
    await Promise.resolve(tiff?.close()).catch(() => undefined);
    throw error instanceof EngineError ? error : damaged(path, error);
  }
}

/** What a decoder threw, as a failure of the file. */
export function damaged(path: string, error: unknown): EngineError {
  const code = (error as { code?: unknown } | null)?.code;
  const detail =
    String((error as Error | null)?.message ?? error)
      .split("\n")[0]
      ?.slice(0, 160) ?? "unknown";
  if (typeof code === "string" && /^E[A-Z]+$/.test(code))
    return new EngineError({ kind: "file-unreadable", path, detail: code });
  if (/unknown compression|not supported|unsupported|cannot decode/i.test(detail))
    return new EngineError({ kind: "encoding-unsupported", path, detail });
  return new EngineError({ kind: "file-damaged", path, detail });
}

async function checkSignature(path: string): Promise<number> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR")
      throw new EngineError({ kind: "file-missing", path });
    throw new EngineError({ kind: "file-unreadable", path, detail: error.code ?? error.message });
  });
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(4);
    const { bytesRead } = await file.read(head, 0, 4, 0);
    const signature = head.toString("latin1");
    const isTiff = ["II*\0", "MM\0*", "II+\0", "MM\0+"].includes(signature);
    if (bytesRead < 4 || !isTiff) throw new EngineError({ kind: "not-a-tiff", path });
    return size;
  } catch (error) {
    throw error instanceof EngineError ? error : damaged(path, error);
  } finally {
    await file.close();
  }
}

/** Every block must lie inside the file: a cut-off copy is refused before half of it is ingested. */
async function checkBlocks(path: string, image: GeoTIFFImage, fileBytes: number): Promise<void> {
  const fail = (detail: string): never => {
    throw new EngineError({ kind: "file-damaged", path, detail });
  };
  const directory = image.fileDirectory;
  const width = image.getWidth();
  const height = image.getHeight();
  if (!(width > 0 && height > 0)) fail(`its size is ${width} x ${height}`);
  const isTiled = directory.hasTag("TileWidth");
  const offsets = await directory.loadValue(isTiled ? "TileOffsets" : "StripOffsets");
  const counts = await directory.loadValue(isTiled ? "TileByteCounts" : "StripByteCounts");
  if (!offsets || !counts) return fail("it has no table of its blocks");
  const blockWidth = image.getTileWidth();
  const blockHeight = image.getTileHeight();
  if (!(blockWidth > 0 && blockHeight > 0)) fail(`its blocks are ${blockWidth} x ${blockHeight}`);
  const planes = image.planarConfiguration === 2 ? image.getSamplesPerPixel() : 1;
  const expected = Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight) * planes;
  if (offsets.length < expected || counts.length < expected)
    fail(`it lists ${offsets.length} of ${expected} blocks`);
  const blockBytes = blockWidth * Math.min(blockHeight, height) * image.getBytesPerPixel();
  if (blockBytes > maxBlockBytes) {
    throw new EngineError({
      kind: "encoding-unsupported",
      path,
      detail: `one block holds ${Math.round(blockBytes / 1e6)} MB`,
    });
  }
  for (let index = 0; index < expected; index++) {
    const end = Number(offsets[index]) + Number(counts[index]);
    if (end > fileBytes) fail(`it ends after ${fileBytes} bytes, but a block reaches to ${end}`);
  }
}

async function imageAt(tiff: GeoTIFF, index: number): Promise<GeoTIFFImage | null> {
  try {
    return await tiff.getImage(index);
  } catch (error) {
    if ((error as Error).message === `No image at index ${index}`) return null;
    throw error;
  }
}

const reducedImage = 1;
const maskImage = 4;

async function otherImages(tiff: GeoTIFF, image: GeoTIFFImage) {
  const overviews: GeoTIFFImage[] = [];
  let mask: GeoTIFFImage | null = null;
  // Not getImageCount: where a directory points back to an earlier one, it counts for ever.
  for (let index = 1; index < maxImages; index++) {
    const other = await imageAt(tiff, index);
    if (other === null) break;
    const type = Number(
      other.fileDirectory.hasTag("NewSubfileType")
        ? await other.fileDirectory.loadValue("NewSubfileType")
        : 0,
    );
    const isFullSize = other.getWidth() === image.getWidth() && other.getHeight() === image.getHeight();
    if ((type & maskImage) !== 0 && isFullSize) mask = other;
    if (
      (type & reducedImage) !== 0 &&
      (type & maskImage) === 0 &&
      other.getSamplesPerPixel() === image.getSamplesPerPixel()
    ) {
      overviews.push(other);
    }
  }
  overviews.sort((one, other) => other.getWidth() - one.getWidth());
  return { mask, overviews };
}
