import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import type { FoundCheckpoint } from "../foundCheckpoint.ts";
import type { ReadPickle } from "../pickle/readPickle.ts";
import type { TensorStorage } from "../tensors/tensorPlace.ts";
import { itemBytes } from "../tensors/tensorType.ts";
import { collectTensors } from "./collectTensors.ts";
import { findHyperParameters } from "./findHyperParameters.ts";
import { placeTensors } from "./placeTensors.ts";
import { readPickles } from "./readPickles.ts";

const magic = 0x1950a86a20f9469cfc6cn;
const protocol = 1001;
/** Magic number, protocol, the writer's machine, the content, and the keys of the storages that follow. */
const pickleCount = 5;
const countBytes = 8;

/**
 * Opens what torch.save wrote before PyTorch 1.6: five pickles, then each storage as its number of elements and
 * its bytes. @throws Defect
 */
export async function openUnzipped(source: ByteSource): Promise<FoundCheckpoint> {
  const [first] = await readPickles(source, 1);
  if (first?.value !== magic) throw new Defect("it is a Python pickle, but none that PyTorch saved");
  const [, version, machine, content, keys] = await readPickles(source, pickleCount);
  if (version?.value !== protocol) throw new Defect(`its version of PyTorch's file is not ${protocol}`);
  if (!(machine?.value instanceof Map) || machine.value.get("little_endian") !== true)
    throw new Defect("its byte order is not little-endian, the only one that can be read");
  const storages = await findStorages(source, content!, keys!);
  const tensors = collectTensors(content!.value);
  const places = await placeTensors(tensors, async (key) => storages.get(key) ?? null);
  const hyperParameters = findHyperParameters(content!.value);
  return { format: "pytorch", places, unreadTypes: new Map(), hyperParameters };
}

/** Goes from storage to storage; how long each is says its type, known from the content. */
async function findStorages(
  source: ByteSource,
  content: ReadPickle,
  keys: ReadPickle,
): Promise<ReadonlyMap<string, TensorStorage>> {
  if (!Array.isArray(keys.value)) throw new Defect("it has no list of storages");
  const found = new Map<string, TensorStorage>();
  let at = keys.endBytes;
  for (const key of keys.value) {
    const mark = typeof key === "string" ? content.storages.get(key) : undefined;
    if (mark === undefined) throw new Defect(`the storage at byte ${at} is of a type that is not known`);
    const offsetBytes = at + countBytes;
    if (offsetBytes > source.size) throw new Defect(`it ends before storage ${mark.key} at byte ${at}`);
    const count = await source.read(at, countBytes);
    const elementCount = Number(new DataView(count.buffer, count.byteOffset).getBigUint64(0, true));
    const byteLength = elementCount * itemBytes[mark.type];
    if (offsetBytes + byteLength > source.size)
      throw new Defect(
        `storage ${mark.key} at byte ${offsetBytes} of ${byteLength} bytes reaches beyond its end`,
      );
    found.set(mark.key, {
      byteLength,
      offsetBytes,
      read: (start, length) => source.read(offsetBytes + start, length),
    });
    at = offsetBytes + byteLength;
  }
  return found;
}
