import { EngineError } from "../../engineError.ts";
import type { ByteSource } from "../files/byteSource.ts";
import { indexTileParts, type TilePart } from "./tileParts.ts";

/** Main header of a codestream and where each tile's bytes lie. Names follow ISO/IEC 15444-1 Annex A. */
export interface Codestream {
  /** Reference grid: the image covers columns [x0, x1) and rows [y0, y1). */
  readonly image: Box;
  /** Upper-left corner of the first tile and the size of each. */
  readonly tiling: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly tilesAcross: number;
  readonly componentCount: number;
  readonly bitsPerSample: number;
  /** Halvings of the resolution that every tile offers. */
  readonly levelCount: number;
  readonly isReversible: boolean;
  /** The SIZ segment, marker included. */
  readonly siz: Uint8Array;
  /** The other segments that decoding needs, markers included. */
  readonly segments: readonly Uint8Array[];
  /** By tile index. */
  readonly tiles: readonly (readonly TilePart[])[];
}

/** Half-open box of the reference grid. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const marker = {
  siz: 0xff51,
  cod: 0xff52,
  coc: 0xff53,
  tlm: 0xff55,
  plm: 0xff57,
  ppm: 0xff60,
  comment: 0xff64,
  startOfTilePart: 0xff90,
} as const;

const mostHeaderBytes = 4 * 1024 * 1024;
const mostTiles = 65_535;
const mostComponents = 64;

interface MainHeader {
  readonly siz: Uint8Array;
  readonly segments: readonly Uint8Array[];
  readonly end: number;
}

/** @throws EngineError when the header is damaged, a tile is missing, or something is in use that cannot be read here. */
export async function readCodestream(
  source: ByteSource,
  { start, end }: { start: number; end: number },
): Promise<Codestream> {
  const fail = (detail: string) => new EngineError({ kind: "file-damaged", path: source.path, detail });
  const refuse = (detail: string) =>
    new EngineError({ kind: "encoding-unsupported", path: source.path, detail });
  const header = await readMainHeader(source, start, end);
  const size = readSize(header.siz);
  if (size === null) throw fail("its JPEG 2000 header contradicts itself");
  const { image, tiling, components } = size;
  if (components.some(({ dx, dy }) => dx !== 1 || dy !== 1))
    throw refuse("its JPEG 2000 components differ in size");
  const [first] = components;
  if (first === undefined || components.some(({ bits }) => bits !== first.bits))
    throw refuse("its JPEG 2000 components differ in depth");
  if (first.isSigned || first.bits > 16)
    throw refuse(`its JPEG 2000 samples are ${first.bits} bits${first.isSigned ? " with a sign" : ""}`);
  // The decoder lays out no other number.
  if (components.length !== 1 && components.length !== 3)
    throw refuse(`it has ${components.length} JPEG 2000 components, and only 1 or 3 can be read`);
  const cod = header.segments.find((segment) => markerOf(segment) === marker.cod);
  if (cod === undefined || cod.length < 14) throw fail("its JPEG 2000 header has no coding style");
  const tilesAcross = Math.ceil((image.x1 - tiling.x) / tiling.width);
  const tilesDown = Math.ceil((image.y1 - tiling.y) / tiling.height);
  if (tilesAcross * tilesDown > mostTiles) throw fail(`it lists ${tilesAcross * tilesDown} tiles`);
  const hasOwnStyles = header.segments.some((segment) => markerOf(segment) === marker.coc);
  return {
    image,
    tiling,
    tilesAcross,
    componentCount: components.length,
    bitsPerSample: first.bits,
    // Components may have fewer levels each; then only the full resolution is offered.
    levelCount: hasOwnStyles ? 0 : Math.min(32, cod[9] ?? 0),
    isReversible: cod[13] === 1,
    siz: header.siz,
    segments: header.segments,
    tiles: await indexTileParts(source, { start: header.end, end }, tilesAcross * tilesDown),
  };
}

/** Where a tile lies on the reference grid, cut at the image's borders. */
export function tileBox({ image, tiling, tilesAcross }: Codestream, tile: number): Box {
  const x = tiling.x + (tile % tilesAcross) * tiling.width;
  const y = tiling.y + Math.floor(tile / tilesAcross) * tiling.height;
  return {
    x0: Math.max(x, image.x0),
    y0: Math.max(y, image.y0),
    x1: Math.min(x + tiling.width, image.x1),
    y1: Math.min(y + tiling.height, image.y1),
  };
}

/** A box at `level` halvings (ISO/IEC 15444-1, B-15: rounded up). */
export function reduced(box: Box, level: number): Box {
  const shrink = (value: number) => Math.ceil(value / 2 ** level);
  return { x0: shrink(box.x0), y0: shrink(box.y0), x1: shrink(box.x1), y1: shrink(box.y1) };
}

async function readMainHeader(source: ByteSource, start: number, end: number): Promise<MainHeader> {
  const fail = (detail: string) => new EngineError({ kind: "file-damaged", path: source.path, detail });
  const bytes = await source.read(start, Math.min(mostHeaderBytes, 64 * 1024, end - start));
  const whole = endOfHeader(bytes) ?? null;
  const header =
    whole === null && end - start > bytes.length
      ? await source.read(start, Math.min(mostHeaderBytes, end - start))
      : bytes;
  const length = whole ?? endOfHeader(header);
  if (length === null) throw fail("its JPEG 2000 header does not end");
  let siz: Uint8Array | null = null;
  const segments: Uint8Array[] = [];
  for (let at = 2; at < length; ) {
    const view = new DataView(header.buffer, header.byteOffset + at);
    const segment = header.slice(at, at + 2 + view.getUint16(2));
    const kind = view.getUint16(0);
    if (kind === marker.ppm)
      throw new EngineError({
        kind: "encoding-unsupported",
        path: source.path,
        detail: "its JPEG 2000 packet headers are packed into the main header",
      });
    if (kind === marker.siz) siz ??= segment;
    // Tables of lengths are of the whole file; a tile alone would contradict them.
    else if (kind !== marker.tlm && kind !== marker.plm && kind !== marker.comment) segments.push(segment);
    at += segment.length;
  }
  if (siz === null) throw fail("its JPEG 2000 header names no size");
  return { siz, segments, end: start + length };
}

/** Bytes up to the first tile-part, or null where the bytes end before, or are no header. */
function endOfHeader(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xff4f) return null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (view.getUint16(at) === marker.startOfTilePart) return at;
    const length = view.getUint16(at + 2);
    if (view.getUint8(at) !== 0xff || length < 2) return null;
    at += 2 + length;
  }
  return null;
}

function readSize(siz: Uint8Array) {
  if (siz.length < 41) return null;
  const view = new DataView(siz.buffer, siz.byteOffset, siz.byteLength);
  const [x1 = 0, y1 = 0, x0 = 0, y0 = 0, width = 0, height = 0, x = 0, y = 0] = Array.from(
    { length: 8 },
    (_, index) => view.getUint32(6 + 4 * index),
  );
  const count = view.getUint16(38);
  if (count < 1 || count > mostComponents || siz.length < 40 + 3 * count) return null;
  if (x1 <= x0 || y1 <= y0 || width === 0 || height === 0) return null;
  if (x > x0 || y > y0 || x + width <= x0 || y + height <= y0) return null;
  const components = Array.from({ length: count }, (_, index) => {
    const depth = siz[40 + 3 * index] ?? 0;
    return {
      bits: (depth & 0x7f) + 1,
      isSigned: depth > 0x7f,
      dx: siz[41 + 3 * index] ?? 0,
      dy: siz[42 + 3 * index] ?? 0,
    };
  });
  return { image: { x0, y0, x1, y1 }, tiling: { x, y, width, height }, components };
}

const markerOf = (segment: Uint8Array) => ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
