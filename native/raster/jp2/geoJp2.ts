import { globals } from "geotiff";
import type { Transform } from "../../../models/vocabulary/geometry.ts";
import type { Crs } from "../../../models/vocabulary/raster.ts";
import { crsFromGeoKeys } from "../place/crs/geoKeys.ts";
import { transformOf } from "../place/georeference.ts";

/** Where a raster lies, as far as its file says. */
export interface Place {
  readonly crs: Crs | null | { readonly unknown: string };
  readonly transform: Transform | null;
}

const tag = {
  pixelScale: 33550,
  tiePoints: 33922,
  matrix: 34264,
  geoKeys: 34735,
  geoDoubles: 34736,
  geoTexts: 34737,
} as const;

const bytesOf: Readonly<Record<number, number>> = { 2: 1, 3: 2, 12: 8 };
const mostValues = 65_536;

type Tags = ReadonlyMap<number, readonly number[]>;

/** Place from the TIFF of one pixel inside a GeoJP2 box; null where it is no such TIFF. */
export function placeFromGeoTiff(bytes: Uint8Array): Place | null {
  try {
    const tags = readTags(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (tags === null) return null;
    const keys = geoKeysOf(tags);
    return {
      crs: Object.keys(keys).length === 0 ? null : crsFromGeoKeys(keys),
      transform: transformOf({
        matrix: tags.get(tag.matrix) ?? [],
        pixelScale: tags.get(tag.pixelScale) ?? [],
        tiePoints: tags.get(tag.tiePoints) ?? [],
        isPixelPoint: Number(keys.GTRasterTypeGeoKey ?? 1) === 2,
      }),
    };
  } catch (error) {
    // The tags point beyond the box.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first directory's numbers and texts; text as character codes. */
function readTags(view: DataView): Tags | null {
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const isLittle = order === 0x4949;
  if (view.getUint16(2, isLittle) !== 42) return null;
  const directory = view.getUint32(4, isLittle);
  const tags = new Map<number, number[]>();
  for (let index = 0; index < view.getUint16(directory, isLittle); index++) {
    const entry = directory + 2 + 12 * index;
    const size = bytesOf[view.getUint16(entry + 2, isLittle)];
    const count = view.getUint32(entry + 4, isLittle);
    if (size === undefined || count > mostValues) continue;
    const at = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
    const read = (position: number) =>
      size === 1
        ? view.getUint8(position)
        : size === 2
          ? view.getUint16(position, isLittle)
          : view.getFloat64(position, isLittle);
    tags.set(
      view.getUint16(entry, isLittle),
      Array.from({ length: count }, (_, value) => read(at + size * value)),
    );
  }
  return tags;
}

/** GeoKeyDirectory (OGC 19-008r4, 7.1.2): key, place of the value (0 = here), count, value or index. */
function geoKeysOf(tags: Tags): Record<string, unknown> {
  const directory = tags.get(tag.geoKeys) ?? [];
  const keys: Record<string, unknown> = {};
  for (let at = 4; at + 4 <= directory.length; at += 4) {
    const [key = 0, where = 0, count = 0, value = 0] = directory.slice(at, at + 4);
    const name = (globals.geoKeyNames as Readonly<Record<number, string>>)[key];
    if (name === undefined) continue;
    if (where === 0) keys[name] = value;
    else if (where === tag.geoTexts)
      keys[name] = String.fromCharCode(...(tags.get(where) ?? []).slice(value, value + count));
    else if (where === tag.geoDoubles) {
      const numbers = (tags.get(where) ?? []).slice(value, value + count);
      keys[name] = numbers.length === 1 ? numbers[0] : numbers;
    }
  }
  return keys;
}
