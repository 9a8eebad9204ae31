import type { Acceptance, EncoderInput } from "../../../models/encoders/encoder.ts";
import type { Grid } from "../../../models/vocabulary/raster.ts";
import type { IngestPlan } from "../../contract/intake.ts";
import { toMap } from "../place/affine.ts";
import { cellTransform, groundGridOf, planCells, sceneLocator } from "../place/groundGrid.ts";
import type { SceneView } from "./sceneView.ts";

/** What the chips of a scene will be made with. */
export interface PlannedEncoder {
  readonly chipPixels: number;
  readonly dimensions: number;
  readonly minValidFraction: number;
  /** Whether it takes such a scene. */
  accepts(input: EncoderInput): Acceptance;
}

/** Places looked at in each cell, a side. */
const probesASide = 5;
/** Row, outline, ids and index entries of a chip in the archive, measured on one of 100 000 chips. */
const bytesBesideVector = 900;

/** How many chips an ingest will make, from the cells of the ground grid and what the view shows to be measured. */
export function planIngest(
  { grid, gsdMeters }: { readonly grid: Grid; readonly gsdMeters: readonly number[] },
  view: SceneView,
  { chipPixels, dimensions, minValidFraction }: Omit<PlannedEncoder, "accepts">,
): IngestPlan {
  const ground = groundGridOf(grid, gsdMeters, chipPixels);
  const locate = sceneLocator(grid, ground.crs);
  const isValidAt = validityOf(grid, view);
  let chipCount = 0;
  let partialCount = 0;
  for (const cell of planCells(grid, ground)) {
    const transform = cellTransform(ground, cell);
    let validCount = 0;
    for (let probe = 0; probe < probesASide ** 2; probe++) {
      const column = ((probe % probesASide) + 0.5) * (chipPixels / probesASide);
      const row = (Math.floor(probe / probesASide) + 0.5) * (chipPixels / probesASide);
      if (isValidAt(...locate(...toMap(transform, column, row)))) validCount++;
    }
    if (validCount === 0 || validCount < minValidFraction * probesASide ** 2) continue;
    chipCount++;
    if (validCount < probesASide ** 2) partialCount++;
  }
  return {
    chipPixels,
    chipCount,
    partialCount,
    seconds: null,
    bytes: chipCount * (dimensions * 4 + bytesBesideVector),
  };
}

/** Whether a pixel of the scene was measured, as far as the view tells; inside the raster where it does not. */
function validityOf(grid: Grid, view: SceneView): (column: number, row: number) => boolean {
  const isInside = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < grid.width && row < grid.height;
  if (view.kind === "windows") return isInside;
  const { pixels, columnStep, rowStep } = view;
  return (column, row) => {
    if (!isInside(column, row)) return false;
    const x = Math.min(pixels.width - 1, Math.floor(column / columnStep));
    const y = Math.min(pixels.height - 1, Math.floor(row / rowStep));
    return pixels.valid[y * pixels.width + x] === 1;
  };
}
