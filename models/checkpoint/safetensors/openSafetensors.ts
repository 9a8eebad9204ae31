import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import type { FoundCheckpoint } from "../foundCheckpoint.ts";
import { checkPlace, rowMajorStrides, type TensorPlace } from "../tensors/tensorPlace.ts";
import { type HeaderEntry, readHeader } from "./readHeader.ts";
import { readTypes } from "./types.ts";

/** Opens a safetensors file, whose header says where each tensor lies. @throws Defect */
export async function openSafetensors(source: ByteSource): Promise<FoundCheckpoint> {
  const { entries, startBytes } = await readHeader(source);
  // Empty tensors lie between others; they come first where they start.
  const inOrder = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of inOrder) {
    if (begin !== at)
      throw new Defect(
        `tensor ${name} at byte ${startBytes + begin} ${begin < at ? "overlaps the one before" : `follows a gap of ${begin - at} bytes`}`,
      );
    at = end;
  }
  if (startBytes + at !== source.size)
    throw new Defect(`its tensors end at byte ${startBytes + at}, but it has ${source.size} bytes`);
  const places: TensorPlace[] = [];
  const unreadTypes = new Map<string, string>();
  for (const entry of inOrder) {
    const place = placeTensor(source, entry, startBytes);
    if (place === null) unreadTypes.set(entry.name, entry.type);
    else places.push(place);
  }
  return { format: "safetensors", places, unreadTypes, hyperParameters: {} };
}

function placeTensor(source: ByteSource, entry: HeaderEntry, startBytes: number): TensorPlace | null {
  const { name, shape, begin, end } = entry;
  const type = readTypes.get(entry.type);
  if (type === undefined) return null;
  const offsetBytes = startBytes + begin;
  const storage = {
    byteLength: end - begin,
    offsetBytes,
    read: (start: number, length: number) => source.read(offsetBytes + start, length),
  };
  const place = { name, type, shape, strides: rowMajorStrides(shape), firstElement: 0, storage };
  checkPlace(place);
  return place;
}
