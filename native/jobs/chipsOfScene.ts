import { setImmediate } from "node:timers/promises";
import { classFractions } from "../../models/clouds/pixelClass.ts";
import type { EncoderBand, EncoderChip, EncoderInput } from "../../models/encoders/encoder.ts";
import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { Footprint } from "../../models/vocabulary/geometry.ts";
import type { GroundId } from "../../models/vocabulary/ids.ts";
import type { Pixels } from "../../models/vocabulary/raster.ts";
import { readChip } from "../raster/pixels/readChip.ts";
import { pixelFootprint } from "../raster/place/footprint.ts";
import { cellTransform, type GroundCell, type GroundGrid, groundIdOf } from "../raster/place/groundGrid.ts";
import type { Scene } from "../raster/scene/scene.ts";

/** A cell that has been read. */
export interface ReadCell {
  readonly cell: GroundCell;
  readonly groundId: GroundId;
  readonly footprint: Footprint;
  readonly validFraction: number;
  /** Share of the valid pixels; null where nothing can be said. */
  readonly cloudFraction: number | null;
  readonly pixels: Pixels;
}

/** Reads the cells in order. */
export async function* readCells(
  scene: Scene,
  ground: GroundGrid,
  cells: readonly GroundCell[],
): AsyncGenerator<ReadCell> {
  for (const cell of cells) {
    // Chips from decoded blocks never wait for the disk; without a turn of the event loop here, nothing else would move.
    await setImmediate();
    const pixels = await readChip(scene, ground, cell);
    let validCount = 0;
    for (const value of pixels.valid) validCount += value;
    yield {
      cell,
      groundId: groundIdOf(ground, cell),
      footprint: pixelFootprint(cellTransform(ground, cell), ground.crs, {
        width: ground.chipPixels,
        height: ground.chipPixels,
      }),
      validFraction: validCount / pixels.valid.length,
      cloudFraction:
        pixels.cloud === null ? null : (classFractions(pixels.cloud, pixels.valid)?.cloud ?? null),
      pixels,
    };
  }
}

/** What all chips of a scene have in common. */
export function inputOf(
  { sensor, bands }: { readonly sensor: Pick<Scene["sensor"], "id">; readonly bands: readonly EncoderBand[] },
  { chipPixels }: Pick<GroundGrid, "chipPixels">,
): EncoderInput {
  return {
    sensorId: sensor.id,
    // Without what else a band of a scene holds: this goes to another process with every batch.
    bands: bands.map(({ role, wavelengthMicrometers }) => ({ role, wavelengthMicrometers })),
    chipPixels,
  };
}

/** A read cell as the encoder wants it: with scaling, place and time. */
export function encoderChipOf(scene: Scene, ground: GroundGrid, read: ReadCell): EncoderChip {
  const [west, south, east, north] = boundsOf(read.footprint);
  // Over the antimeridian the box goes on beyond 180 degrees.
  const lon = (west + (west > east ? east + 360 : east)) / 2;
  return {
    bands: read.pixels.bands,
    scaling: scene.scaling,
    valid: read.pixels.valid,
    gsdMeters: ground.gsdMeters,
    acquiredAt: scene.acquiredAt,
    place: [lon > 180 ? lon - 360 : lon, (south + north) / 2],
  };
}
