import { basename, join } from "node:path";
import { EngineError } from "../../engineError.ts";
import { groupFiles } from "./groupFiles.ts";
import type { SceneSource } from "./sceneSource.ts";

/** One tile of a Sentinel-2 product; paths are entries of the container. */
interface Granule {
  readonly folder: string;
  readonly images: readonly string[];
  readonly metadata: string | null;
  readonly classes: string | null;
}

/** A Sentinel-2 product as its file names show it (Products Specification Document, both namings). */
interface SafeLayout {
  readonly title: string;
  readonly metadata: string;
  readonly granules: readonly Granule[];
}

const productMetadata =
  /^(?:(?<root>[^/]+)\/)?(?:MTD_MSIL(?:1C|2A)|S2[A-D]_(?:OPER|USER)_MTD_SAFL(?:1C|2A)_[^/]+)\.xml$/i;
const granuleEntry = /^(?<root>(?:[^/]+\/)?)GRANULE\/(?<granule>[^/]+)\/(?<inside>.+)$/i;
const tileMetadata = /^(?:MTD_TL|S2[A-D]_(?:OPER|USER)_MTD_L(?:1C|2A)_TL_[^/]+)\.xml$/i;
const image = /^IMG_DATA\/(?:R\d0m\/)?[^/]+\.jp2$/i;
const classes = /^QI_DATA\/(?:[^/]*_)?MSK_CLASSI_B00\.jp2$/i;

export const isSafeMetadata = (fileName: string) => productMetadata.test(fileName);

/** Null where the entries are no Sentinel-2 product. */
function readLayout(containerPath: string, entries: readonly string[]): SafeLayout | null {
  const metadata = entries.find((entry) => productMetadata.test(entry));
  if (metadata === undefined) return null;
  const root = productMetadata.exec(metadata)?.groups?.root ?? "";
  const folders = new Map<string, { folder: string; entry: string; inside: string }[]>();
  for (const entry of entries) {
    const { root: at = "", granule, inside } = granuleEntry.exec(entry)?.groups ?? {};
    if (granule === undefined || inside === undefined || at !== (root === "" ? "" : `${root}/`)) continue;
    const folder = entry.slice(0, entry.length - inside.length - 1);
    folders.set(granule, [...(folders.get(granule) ?? []), { folder, entry, inside }]);
  }
  const name = root === "" ? basename(containerPath) : root;
  return {
    title: name.replace(/(\.SAFE)?(\.zip)?$/i, ""),
    metadata,
    granules: [...folders.values()].map((files) => ({
      folder: files[0]!.folder,
      images: files.filter(({ inside }) => image.test(inside)).map(({ entry }) => entry),
      metadata: files.find(({ inside }) => tileMetadata.test(inside))?.entry ?? null,
      classes: files.find(({ inside }) => classes.test(inside))?.entry ?? null,
    })),
  };
}

/**
 * The scenes of a product: one, or one a tile for products of many tiles. Null where it is no product.
 * @throws EngineError when it holds no image, or many tiles in a zip.
 */
export function safeScenes(
  kind: "safe-folder" | "safe-zip",
  { path, entries }: { path: string; entries: readonly string[] },
): SceneSource[] | null {
  const layout = readLayout(path, entries);
  if (layout === null) return null;
  const granules = layout.granules.filter(({ images }) => images.length > 0);
  if (granules.length === 0)
    throw new EngineError({ kind: "scene-incomplete", path, detail: "it holds no images" });
  if (granules.length > 1 && kind === "safe-zip") {
    const detail = `it holds ${granules.length} tiles and each is a scene; unpack it`;
    throw new EngineError({ kind: "zip-refused", path, detail });
  }
  return granules.map((granule) => sceneOf(kind, path, layout, granule, granules.length === 1));
}

function sceneOf(
  kind: "safe-folder" | "safe-zip",
  path: string,
  layout: SafeLayout,
  granule: Granule,
  isOnly: boolean,
): SceneSource {
  const at = (entry: string) => (kind === "safe-zip" ? `${path}/${entry}` : join(path, entry));
  const byName = new Map(granule.images.map((entry) => [entry.replace(/^.*\//, ""), entry]));
  const groups = groupFiles([...byName.keys()]);
  const group = groups.find(({ members }) => members.length > 1);
  if (group === undefined)
    throw new EngineError({
      kind: "scene-incomplete",
      path,
      detail: "fewer than two of its bands are there",
    });
  const place = (name: string) => at(byName.get(name) ?? name);
  return {
    kind,
    path: isOnly ? path : at(granule.folder),
    title: isOnly ? layout.title : (granule.folder.split("/").at(-1) ?? layout.title),
    members: group.members.map(({ path: name, name: band }) => ({ path: place(name), name: band })),
    companions: [
      ...group.companions.map((companion) => ({ ...companion, path: place(companion.path) })),
      ...(granule.classes === null ? [] : [{ kind: "cloud-mask" as const, path: at(granule.classes) }]),
    ],
    sidecars: [layout.metadata, ...(granule.metadata === null ? [] : [granule.metadata])].map(at),
    findings: group.findings,
  };
}
