import type { DataType } from "../../../models/vocabulary/raster.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import type { DarkEdge, ValidityRule, ZeroFill } from "../scene/scene.ts";
import { type FoundCollar, findCollars } from "./findCollars.ts";
import type { SideMask } from "./sideMask.ts";

/** What a sensor's products do where they hold no measurement and no tag says so. */
export interface FillRule {
  readonly zero: ZeroFill;
  /** Their edges hold DN 1, or bands that begin a few pixels apart. */
  readonly hasDarkEdge: boolean;
}

export interface ValidityInput {
  readonly raster: Pick<
    RasterFile,
    "dataType" | "nodata" | "alphaSample" | "compression" | "reader" | "mask" | "overviews"
  >;
  /** Samples that measure light, in the order of the scene's bands. */
  readonly samples: readonly number[];
  /** No-data value of each band, where bands have their own; else the raster's holds for all. */
  readonly bandNodata?: readonly (number | null)[];
  readonly sideMask: SideMask;
  readonly fill: FillRule;
  readonly sensorTitle: string;
  /** A picture for looking at: no reflectance, so that its numbers have no meaning of their own. */
  readonly isDisplay: boolean;
}

export interface ValidityPlan {
  readonly rule: ValidityRule;
  /** One sentence a rule, for `ValidityReport.rules`. */
  readonly sentences: readonly string[];
}

/**
 * Sentinel-2 keeps DN 0 for "no data" and clamps what is measured to 1 and more (ESA, special values of the product
 * specification; notes to processing baseline 04.00), so that 1 in every band is no ground either. Where the swath ends
 * the bands, which look at the ground one after the other, end some pixels apart, and copies that were resampled or
 * compressed with loss leave 0s and 1s along the rim; six pixels are one 60 m pixel on the 10 m grid. Landsat level 1 is
 * the same: fill is 0, the lowest measured number is QUANTIZE_CAL_MIN = 1, and the detectors of the bands are staggered.
 */
const darkEdge: DarkEdge = { highest: 1, reachPixels: 6 };

/** JPEG and the like move the flat numbers of a collar by this much. */
const lossyTolerance = 3;
const lossyCompression = /jpe?g|jp2|webp/i;

/** Decides how it is told what was measured, and says so. Reads the corners of a picture, and all of it only where these look like a collar's. */
export async function planValidity(input: ValidityInput): Promise<ValidityPlan> {
  const { raster, samples, fill, sensorTitle, sideMask } = input;
  const sentences: string[] = [];
  const nodata = input.bandNodata ?? samples.map(() => raster.nodata);
  const isUnsigned = raster.dataType?.startsWith("uint") ?? false;
  const isFloat = raster.dataType?.startsWith("float") ?? true;
  const said = [...new Set(nodata.filter((value) => value !== null))];
  const held = said.filter((value) => canHold(raster.dataType, value));
  for (const value of said) {
    sentences.push(
      held.includes(value)
        ? `No-data value ${written(value)}`
        : `No-data value ${written(value)}, which ${raster.dataType} cannot hold, marks nothing`,
    );
  }
  if (isFloat) sentences.push("NaN and infinite values are no data");
  const hasMask = raster.mask !== null || sideMask.kind === "used";
  if (raster.mask !== null) sentences.push("The mask in the file is 0 where nothing was measured");
  else if (sideMask.kind === "used")
    sentences.push(`The mask file ${sideMask.fileName} is 0 where nothing was measured`);
  if (sideMask.kind === "unused") sentences.push(sideMask.sentence.replace(/\.$/, ""));
  if (raster.alphaSample !== null)
    sentences.push(`Alpha (band ${raster.alphaSample + 1}) is 0 where nothing was measured`);

  const zeroFill = isUnsigned && held.length === 0 ? fill.zero : "none";
  if (zeroFill === "every-band") sentences.push(`DN 0 in every band is no data (${sensorTitle})`);
  if (zeroFill === "any-band") sentences.push(`DN 0 in any band is no data (${sensorTitle})`);
  const hasDarkEdge = fill.hasDarkEdge && isUnsigned && held.every((value) => value === 0);
  if (hasDarkEdge) sentences.push(`DN 0 and 1 at the edge of what was measured are no data (${sensorTitle})`);

  // Lossy compression smears a no-data value just as it does a collar without one.
  const isTold = held.length > 0 && !lossyCompression.test(raster.compression);
  const isUntold = !isTold && !hasMask && raster.alphaSample === null && zeroFill === "none";
  const collars = input.isDisplay && isUntold ? await collarsOf(input, sentences) : [];
  if (sentences.length === 0)
    sentences.push("Nothing marks pixels without measurement; all are taken as measured");
  return {
    rule: {
      nodata,
      isFloat,
      alphaSample: raster.alphaSample,
      hasMask,
      zeroFill,
      darkEdge: hasDarkEdge ? darkEdge : null,
      collars: collars.map(({ collar }) => collar),
    },
    sentences,
  };
}

async function collarsOf(
  { raster, samples }: ValidityInput,
  sentences: string[],
): Promise<readonly FoundCollar[]> {
  const { reader, overviews, dataType, compression } = raster;
  if (dataType === null) return [];
  const isLossy = lossyCompression.test(compression);
  const tolerance = isLossy ? lossyTolerance : 0;
  const search = await findCollars({ reader, overviews, samples, dataType, tolerance });
  if (search.kind === "unknown") {
    sentences.push(
      `The corners are ${search.color}, but the picture is too large to look for a collar without overviews; all is taken as measured`,
    );
    return [];
  }
  for (const { collar, fraction } of search.collars) {
    const range = isLossy ? ` (DN ${collar.low} to ${collar.high}, since ${compression} is lossy)` : "";
    sentences.push(
      `${capital(collar.color)} collar connected to the border, ${percent(fraction)} of the picture${range}`,
    );
  }
  return search.collars;
}

/** Some writers keep a no-data value that the samples cannot take, such as -10000 in 8 bits. */
function canHold(dataType: DataType | null, value: number): boolean {
  const match = dataType?.match(/^(u?)int(\d+)$/);
  if (!match) return true;
  const bits = Number(match[2]);
  const [low, high] = match[1] === "u" ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  return Number.isInteger(value) && value >= low && value <= high;
}

const written = (value: number): string => String(value).replace("-", "−");
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const percent = (fraction: number): string =>
  fraction < 0.01 ? "less than 1 %" : `${Math.round(fraction * 100)} %`;
