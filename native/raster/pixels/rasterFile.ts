import type { PolynomialWarp, Transform } from "../../../models/vocabulary/geometry.ts";
import type { Crs, DataType } from "../../../models/vocabulary/raster.ts";
import type { GdalMetadata } from "../tiff/gdalMetadata.ts";
import type { RasterReader } from "./rasterReader.ts";

/** An open raster of any format, or of many files: everything it says of itself, before any of it is judged. Close it. */
export interface RasterFile {
  /** The file, or the one that stands for a scene of many files. */
  readonly path: string;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  /** Null for samples that nothing here computes with (complex numbers, 64-bit integers). */
  readonly dataType: DataType | null;
  readonly nodata: number | null;
  /** Null where the file names none; `unknown` where it names one that cannot be used. */
  readonly crs: Crs | null | { readonly unknown: string };
  readonly transform: Transform | null;
  /** Where ground control points describe a map that bends; `transform` is then its nearest straight relative. */
  readonly warp?: PolynomialWarp;
  /** How the place was found where the file does not just say it, or why it cannot be used. */
  readonly placeNote?: { readonly kind: "evidence" | "problem"; readonly sentence: string };
  readonly metadata: GdalMetadata;
  /** Sample that is alpha, unless its description says that it is a spectral band. */
  readonly alphaSample: number | null;
  readonly isRgb: boolean;
  /** How the pixels are stored, in words: "deflate", "JPEG". */
  readonly compression: string;
  readonly reader: RasterReader;
  /** Transparency mask of the same size, 0 = not measured. */
  readonly mask: RasterReader | null;
  /** Reduced copies, largest first. */
  readonly overviews: readonly RasterReader[];
  close(): Promise<void>;
}
