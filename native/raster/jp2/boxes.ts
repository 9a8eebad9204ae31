import { EngineError } from "../../engineError.ts";
import type { ByteSource } from "../files/byteSource.ts";

/** What the boxes around a JPEG 2000 codestream say. */
export interface Jp2Boxes {
  /** Range of the codestream in the source. */
  readonly codestream: { readonly start: number; readonly end: number };
  /** Content of the GeoJP2 box: a TIFF of one pixel whose tags say the place. */
  readonly geoTiff: Uint8Array | null;
  /** Texts of all XML boxes, those inside association boxes (GMLJP2) too. */
  readonly xml: readonly string[];
  readonly isRgb: boolean;
  /** Colours looked up in a table: the components are no measurements. */
  readonly hasPalette: boolean;
}

const startOfCodestream = 0xff4f;
const geoJp2Uuid = "b14bf8bd083d4b43a5ae8cd7d5a6ce03";
const mostBoxes = 1000;
const mostBoxBytes = 4 * 1024 * 1024;
const deepestNesting = 4;
const sRgb = 16;

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Walks the boxes of ISO/IEC 15444-1 Annex I; a bare codestream is taken as it is. @throws EngineError when it is neither. */
export async function readBoxes(source: ByteSource): Promise<Jp2Boxes> {
  const head = await source.read(0, Math.min(12, source.byteLength));
  const bare = { geoTiff: null, xml: [], isRgb: false, hasPalette: false };
  if (head.length >= 4 && view(head).getUint16(0) === startOfCodestream)
    return { ...bare, codestream: { start: 0, end: source.byteLength } };
  if (head.length < 12 || latin1(head.subarray(4, 8)) !== "jP  ")
    throw new EngineError({ kind: "file-damaged", path: source.path, detail: "it is no JPEG 2000 file" });
  const found = { ...bare, xml: [] as string[], codestream: null as Jp2Boxes["codestream"] | null };
  for await (const box of boxesIn(source, 0, source.byteLength)) {
    if (box.type === "jp2c") found.codestream ??= { start: box.start, end: box.end };
    else if (box.end - box.start <= mostBoxBytes)
      Object.assign(found, contentOf(box.type, await source.read(box.start, box.end - box.start), found.xml));
  }
  if (found.codestream === null)
    throw new EngineError({ kind: "file-damaged", path: source.path, detail: "it holds no codestream" });
  return { ...found, codestream: found.codestream };
}

async function* boxesIn(source: ByteSource, start: number, end: number): AsyncGenerator<Box> {
  let position = start;
  for (let count = 0; position + 8 <= end; count++) {
    if (count === mostBoxes) throw broken(source, `more than ${mostBoxes} boxes`);
    const head = view(await source.read(position, Math.min(16, end - position)));
    const box = boxAt(head, position, end);
    if (box === null) throw broken(source, `a box at byte ${position} reaches beyond the end`);
    yield box;
    position = box.end;
  }
}

function boxAt(head: DataView, position: number, end: number): Box | null {
  const length = head.getUint32(0);
  const type = String.fromCharCode(...[4, 5, 6, 7].map((at) => head.getUint8(at)));
  if (length === 0) return { type, start: position + 8, end };
  const isLong = length === 1;
  if (isLong && head.byteLength < 16) return null;
  const total = isLong ? Number(head.getBigUint64(8)) : length;
  const headBytes = isLong ? 16 : 8;
  if (total < headBytes || position + total > end) return null;
  return { type, start: position + headBytes, end: position + total };
}

type Content = Partial<Pick<Jp2Boxes, "geoTiff" | "isRgb" | "hasPalette">>;

function contentOf(type: string, bytes: Uint8Array, xml: string[], depth = 0): Content {
  switch (type) {
    case "uuid":
      return hex(bytes.subarray(0, 16)) === geoJp2Uuid ? { geoTiff: bytes.subarray(16) } : {};
    case "xml ":
      // Some writers end the text as C does.
      xml.push(new TextDecoder().decode(bytes).replace(/\0+$/, ""));
      return {};
    case "colr":
      return bytes[0] === 1 && bytes.length >= 7 ? { isRgb: view(bytes).getUint32(3) === sRgb } : {};
    case "pclr":
      return { hasPalette: true };
    case "jp2h":
    case "asoc":
      return depth < deepestNesting ? innerContent(bytes, xml, depth + 1) : {};
    default:
      return {};
  }
}

function innerContent(bytes: Uint8Array, xml: string[], depth: number): Content {
  let content: Content = {};
  for (let position = 0, count = 0; position + 8 <= bytes.length && count < mostBoxes; count++) {
    const box = boxAt(view(bytes.subarray(position, position + 16)), position, bytes.length);
    if (box === null) break;
    content = { ...content, ...contentOf(box.type, bytes.subarray(box.start, box.end), xml, depth) };
    position = box.end;
  }
  return content;
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const broken = (source: ByteSource, detail: string) =>
  new EngineError({ kind: "file-damaged", path: source.path, detail });
