import { basename } from "node:path";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import { EngineError } from "../../engineError.ts";
import { openSceneFiles, type SceneFiles } from "../bundle/sceneFiles.ts";
import type { SceneSource } from "../bundle/sceneSource.ts";
import { readLandsat } from "./landsat.ts";
import { type ProductReading, type ReadFor, unreadable } from "./reading.ts";
import { readSentinel2, readTileMetadata, type TileMetadata } from "./sentinel2.ts";
import { readStac } from "./stac.ts";

/** Angles make the metadata of a tile a megabyte, or several. */
export const mostSidecarBytes = 16 * 1024 * 1024;

/** What the product's own files say of the scene: the first that can be used, and findings on the others. Nothing is looked up elsewhere. */
export async function readProductFacts(source: SceneSource, files?: SceneFiles): Promise<ProductReading> {
  if (source.sidecars.length === 0) return { facts: null, findings: [] };
  const opened = files ?? (await openSceneFiles(source));
  try {
    const findings: Finding[] = [];
    for (const [index, path] of source.sidecars.entries()) {
      const isProduct = index === 0 && source.kind.startsWith("safe");
      const reading = await readSidecar(source, path, opened, isProduct);
      findings.push(...reading.findings);
      if (reading.facts !== null) return { facts: reading.facts, findings };
    }
    return { facts: null, findings };
  } finally {
    if (files === undefined) await opened.close();
  }
}

async function readSidecar(
  source: SceneSource,
  path: string,
  files: SceneFiles,
  isSentinel2: boolean,
): Promise<ProductReading> {
  const name = basename(path);
  const scene: ReadFor = {
    fileNames: source.members.map((member) => basename(member.path)),
    bandNames: source.members.flatMap((member) => (member.name === "" ? [] : [member.name])),
  };
  const isOther = source.kind.startsWith("safe") && !isSentinel2;
  if (isOther) return { facts: null, findings: [] };
  try {
    const text = await files.readText(path, mostSidecarBytes);
    if (isSentinel2)
      return readSentinel2(name, { product: text, tile: await readTile(source, files) }, scene);
    return /_MTL\.\w+$/i.test(name) ? readLandsat(name, text, scene) : readStac(name, text, scene);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return unreadable(name, "it could not be read");
  }
}

/** Metadata of the tile of a Sentinel-2 product, where it is there and can be read. */
export async function readTile(source: SceneSource, files: SceneFiles): Promise<TileMetadata | null> {
  const [, path] = source.sidecars;
  if (!source.kind.startsWith("safe") || path === undefined) return null;
  return readTileMetadata(await files.readText(path, mostSidecarBytes));
}
