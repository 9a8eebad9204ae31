import type { PixelWindow } from "../../../models/vocabulary/raster.ts";

/** Numbers in the type that the file stores them in. */
export type Samples =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Reads windows of one raster of any format; memory is bounded by the window and a cache of fixed size. */
export interface RasterReader {
  readonly width: number;
  readonly height: number;
  /** Pixels that are decoded together, where that is known: windows along these edges read nothing twice. */
  readonly blockSize?: { readonly width: number; readonly height: number };
  /** One plane a requested sample, row-major. The window must lie inside. @throws EngineError when the pixels cannot be had. */
  read(window: PixelWindow, samples: readonly number[]): Promise<Float32Array[]>;
  /** As `read`, in the stored type: float32 cannot hold every 32-bit integer. */
  readExact(window: PixelWindow, samples: readonly number[]): Promise<Samples[]>;
  close(): Promise<void>;
}
