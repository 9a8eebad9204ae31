import { z } from "zod";
import type { ProductBand } from "../../../models/sensors/clues.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import {
  commonScaling,
  momentOf,
  numberOf,
  type ProductReading,
  type ReadFor,
  type Scaling,
  unreadable,
} from "./reading.ts";

// STAC 1.0 with its eo and raster extensions, and STAC 1.1, where bands and their numbers are in one list.
const stacBand = z.looseObject({
  name: z.string().optional(),
  common_name: z.string().optional(),
  "eo:common_name": z.string().optional(),
  center_wavelength: z.number().optional(),
  "eo:center_wavelength": z.number().optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  "raster:scale": z.number().optional(),
  "raster:offset": z.number().optional(),
});

const stacAsset = z.looseObject({
  href: z.string(),
  "eo:bands": z.array(stacBand).optional(),
  "raster:bands": z.array(stacBand).optional(),
  bands: z.array(stacBand).optional(),
  "raster:scale": z.number().optional(),
  "raster:offset": z.number().optional(),
});

const stacItem = z.looseObject({
  type: z.literal("Feature"),
  stac_version: z.string(),
  id: z.string(),
  collection: z.string().nullish(),
  properties: z.record(z.string(), z.unknown()),
  assets: z.record(z.string(), stacAsset),
});

type StacItem = z.infer<typeof stacItem>;
type StacAsset = z.infer<typeof stacAsset>;

/** Null where the text is no STAC item. */
export function parseStacItem(text: string): StacItem | null {
  try {
    return stacItem.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** File names of an item's assets, without their folders and servers. */
export function assetFileNames({ assets }: StacItem): ReadonlySet<string> {
  return new Set(Object.values(assets).map(fileNameOf));
}

const fileNameOf = ({ href }: StacAsset) => href.replace(/[?#].*$/, "").replace(/^.*[/\\]/, "");

/** A STAC item that was saved beside the scene; its links are never followed. */
export function readStac(sidecar: string, text: string, scene: ReadFor): ProductReading {
  const item = parseStacItem(text);
  if (item === null) return unreadable(sidecar, "it is not a STAC item");
  const { properties } = item;
  const said = (...names: string[]) => {
    const value = names.map((name) => properties[name]).find((one) => typeof one === "string" && one !== "");
    return typeof value === "string" ? value : null;
  };
  const assets = assetsOf(item, scene);
  const { scaling, findings } = scalingOf(sidecar, item, assets);
  return {
    facts: {
      source: sidecar,
      platform: said("platform", "constellation"),
      level: said("processing:level", "s2:product_type", "landsat:correction") ?? item.collection ?? null,
      productName: said("s2:product_uri", "landsat:product_id") ?? item.id,
      processingBaseline: said("s2:processing_baseline", "sentinel:processing_baseline"),
      acquiredAt: momentOf(said("datetime", "start_datetime")),
      scaling,
      cloudPercent: numberOf(properties["eo:cloud_cover"]),
      bands: assets.flatMap(({ key, asset }) => bandsOf(key, asset)),
    },
    findings,
  };
}

interface NamedAsset {
  readonly key: string;
  readonly asset: StacAsset;
}

/** Assets of the scene's files in their order, by file name, or by the band's name where files were renamed. */
function assetsOf({ assets }: StacItem, { fileNames, bandNames }: ReadFor): NamedAsset[] {
  const named = Object.entries(assets).map(([key, asset]) => ({ key, asset }));
  return fileNames.flatMap((fileName, index) => {
    const band = bandNames[index]?.toLowerCase();
    return (
      named.find(({ asset }) => fileNameOf(asset) === fileName) ??
      named.find(({ key }) => band !== undefined && key.toLowerCase() === band) ??
      []
    );
  });
}

function bandsOf(key: string, asset: StacAsset): ProductBand[] {
  return (asset.bands ?? asset["eo:bands"] ?? []).map((band) => ({
    name: band.name ?? key,
    commonName: band.common_name ?? band["eo:common_name"] ?? null,
    centerWavelengthMicrometers: band.center_wavelength ?? band["eo:center_wavelength"] ?? null,
  }));
}

function scalingOf(
  sidecar: string,
  { properties }: StacItem,
  assets: readonly NamedAsset[],
): { scaling: Scaling | null; findings: Finding[] } {
  const perAsset = assets.map(({ asset }) => scalingsIn(asset));
  if (perAsset.length === 0 || perAsset.some((one) => one.length === 0))
    return { scaling: null, findings: [] };
  const common = commonScaling(sidecar, perAsset.flat());
  const applied = properties["earthsearch:boa_offset_applied"] ?? properties["sentinel:boa_offset_applied"];
  if (typeof applied !== "boolean" || common.scaling === null) return common;
  const baseline = Number(properties["s2:processing_baseline"] ?? properties["sentinel:processing_baseline"]);
  const hasOffset = common.scaling.offset !== 0;
  // Before baseline 04.00 there was no offset to apply.
  if (!applied && !hasOffset && baseline < 4) return common;
  const said = `${sidecar} says that the offset has ${applied ? "" : "not "}been applied`;
  if (applied === hasOffset) {
    const sentence = `${said}, but gives an offset of ${common.scaling.offset}; neither was taken from it.`;
    return { scaling: null, findings: [{ tone: "doubts", sentence }] };
  }
  // Items are known whose flag and pixels disagree (Element84/earth-search issues 66 and 71).
  const sentence = `${said}; items of this catalogue have been wrong about it.`;
  return { ...common, findings: [{ tone: "doubts", sentence }] };
}

/** One for each band with a scale; STAC 1.1 may give one for all bands of an asset. */
function scalingsIn(asset: StacAsset): Scaling[] {
  const bands = asset["raster:bands"] ?? asset.bands ?? [];
  const own = bands.flatMap((band) => {
    const scale = band.scale ?? band["raster:scale"];
    return scale === undefined ? [] : [{ scale, offset: band.offset ?? band["raster:offset"] ?? 0 }];
  });
  if (own.length > 0) return own;
  const scale = asset["raster:scale"];
  return scale === undefined ? [] : [{ scale, offset: asset["raster:offset"] ?? 0 }];
}
