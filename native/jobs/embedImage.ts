import type { Archive } from "../archive/openArchive.ts";
import { chipSizeOfSpace } from "../archive/saveChips.ts";
import { EngineError } from "../engineError.ts";
import { readPixels } from "../raster/pixels/readPixels.ts";
import { pixelToMap } from "../raster/place/gridPlaces.ts";
import { groundGridOf } from "../raster/place/groundGrid.ts";
import { projectionOf } from "../raster/place/projection.ts";
import { openReadyScene } from "../raster/scene/openScene.ts";
import type { Scene } from "../raster/scene/scene.ts";
import { inputOf } from "./chipsOfScene.ts";
import type { Embedder } from "./embedder.ts";
import type { OutsideExample } from "./search.ts";

/** The middle of a GeoTIFF, one chip large, as a vector to search with; the image itself stays outside the archive. */
export async function embedImage(
  path: string,
  archive: Archive,
  embedder: Embedder,
): Promise<OutsideExample> {
  const { scene, acquiredAt } = await openWithoutDate(path);
  try {
    const space = embedder.spaceIn(archive, scene.bands);
    const chipPixels = chipSizeOfSpace(archive, space) ?? embedder.encoder.card.defaultChipPixels;
    const input = inputOf(scene, { chipPixels });
    const acceptance = embedder.encoder.accepts(input);
    if (acceptance.kind === "no")
      throw new EngineError({ kind: "encoder-refuses", path, detail: acceptance.reason });
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
      acquiredAt,
      place: middleOf(scene),
    };
    const [vector] = await embedder.embed([chip], input);
    return { space, vector: vector! };
  } finally {
    await scene.close();
  }
}

/** An image without a date is no scene, but it can be asked for. */
async function openWithoutDate(path: string): Promise<{ scene: Scene; acquiredAt: string | null }> {
  try {
    const scene = await openReadyScene(path);
    return { scene, acquiredAt: scene.acquiredAt };
  } catch (error) {
    if (!(error instanceof EngineError) || error.failure.kind !== "no-date") throw error;
    return { scene: await openReadyScene(path, { acquiredAt: "1970-01-01" }), acquiredAt: null };
  }
}

function middleOf({ grid }: Scene): readonly [longitude: number, latitude: number] {
  return projectionOf(grid.crs).toLonLat(...pixelToMap(grid)(grid.width / 2, grid.height / 2));
}
