import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import { countElements } from "../tensors/tensorType.ts";
import { findDuplicateKey } from "./findDuplicateKey.ts";
import { safetensorsItemBytes } from "./types.ts";

/** A tensor as the header has it; its bytes lie from `begin` to before `end`, counted from where the data start. */
export interface HeaderEntry {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const lengthBytes = 8;
/** The limit of the format's own reader. */
const mostHeaderBytes = 100_000_000;
const metadataKey = "__metadata__";

/** Reads the header, in its order. @throws Defect on one that breaks the format's rules. */
export async function readHeader(
  source: ByteSource,
): Promise<{ readonly entries: readonly HeaderEntry[]; readonly startBytes: number }> {
  const prefix = await source.read(0, lengthBytes);
  const headerBytes = Number(new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true));
  const startBytes = lengthBytes + headerBytes;
  if (headerBytes > mostHeaderBytes || startBytes > source.size)
    throw new Defect(`its header is said to have ${headerBytes} bytes, the file has ${source.size}`);
  const header = parseHeader(await source.read(lengthBytes, headerBytes));
  const entries: HeaderEntry[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name === metadataKey) checkMetadata(value);
    else entries.push(toEntry(name, value, source.size - startBytes));
  }
  return { entries, startBytes };
}

function parseHeader(bytes: Uint8Array): object {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw new Defect("its header is no JSON");
  }
  if (!isRecord(header)) throw new Defect("its header is no JSON object");
  const duplicate = findDuplicateKey(text);
  if (duplicate !== null) throw new Defect(`its header has ${duplicate} twice`);
  return header;
}

function checkMetadata(value: unknown): void {
  if (!isRecord(value) || Object.values(value).some((word) => typeof word !== "string"))
    throw new Defect(`${metadataKey} of its header is not a list of words`);
}

function toEntry(name: string, value: unknown, dataBytes: number): HeaderEntry {
  const refuse = (what: string) => new Defect(`tensor ${name} ${what}`);
  if (!isRecord(value)) throw refuse("is not described in the header");
  const { dtype: type, shape, data_offsets: offsets } = value;
  if (typeof type !== "string") throw refuse("has no type");
  if (!isCounts(shape)) throw refuse("has no shape");
  const [begin, end, ...more] = isCounts(offsets) ? offsets : [];
  if (begin === undefined || end === undefined || more.length > 0) throw refuse("has no data_offsets");
  if (end < begin || end > dataBytes)
    throw refuse(`is said to lie at bytes ${begin} to ${end} of the data, which have ${dataBytes} bytes`);
  const itemBytes = safetensorsItemBytes.get(type);
  const byteLength = countElements(shape) * (itemBytes ?? Number.NaN);
  if (itemBytes !== undefined && byteLength !== end - begin)
    throw refuse(`of type ${type} and shape [${shape}] has ${end - begin} bytes, not ${byteLength}`);
  return { name, type, shape, begin, end };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
