import type { Archive } from "../archive/openArchive.ts";
import { chipSizeOfSpace } from "../archive/saveChips.ts";
import { EngineError } from "../engineError.ts";
import { readPixels } from "../raster/pixels/readPixels.ts";
import { groundGridOf } from "../raster/place/groundGrid.ts";
import { openReadyScene } from "../raster/scene/openScene.ts";
import type { Embedder } from "./embedder.ts";
import type { OutsideExample } from "./search.ts";

/** The middle of a GeoTIFF, one chip large, as a vector to search with; the image itself stays outside the archive. */
export async function embedImage(
  path: string,
  archive: Archive,
  embedder: Embedder,
): Promise<OutsideExample> {
  // When it was taken does not matter to a query, so a missing date is no obstacle.
  const scene = await openReadyScene(path).catch((error: unknown) => {
    if (error instanceof EngineError && error.failure.kind === "no-date")
      return openReadyScene(path, { acquiredAt: "1970-01-01" });
    throw error;
  });
  try {
    const space = embedder.spaceIn(archive, scene.bands);
    const chipPixels = chipSizeOfSpace(archive, space) ?? embedder.encoder.card.defaultChipPixels;
    const window = {
      column: Math.floor((scene.grid.width - chipPixels) / 2),
      row: Math.floor((scene.grid.height - chipPixels) / 2),
      width: chipPixels,
      height: chipPixels,
    };
    const { bands, valid } = await readPixels(scene, window);
    if (!valid.includes(1)) throw new EngineError({ kind: "all-nodata", path });
    const chip = {
      bands,
      scaling: scene.scaling,
      valid,
      gsdMeters: groundGridOf(scene.grid, scene.sensor.gsdMeters, chipPixels).gsdMeters,
      acquiredAt: scene.acquiredAt,
      longitudeDegrees: 0,
      latitudeDegrees: 0,
    };
    const [vector] = await embedder.embed([chip], { bands: scene.bands, chipPixels });
    return { space, vector: vector! };
  } finally {
    await scene.close();
  }
}
