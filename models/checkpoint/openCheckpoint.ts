import type { ByteSource } from "./byteSource.ts";
import type { Checkpoint, TensorInfo } from "./checkpoint.ts";
import { Defect, namingFile } from "./checkpointError.ts";
import { describeContent } from "./describeContent.ts";
import type { FoundCheckpoint } from "./foundCheckpoint.ts";
import { openUnzipped } from "./pytorch/openUnzipped.ts";
import { openZipped } from "./pytorch/openZipped.ts";
import { openSafetensors } from "./safetensors/openSafetensors.ts";
import { readTensor } from "./tensors/readTensor.ts";
import type { TensorPlace } from "./tensors/tensorPlace.ts";
import { itemBytes } from "./tensors/tensorType.ts";

const headBytes = 512;

/**
 * Opens a file of weights: only its directory and descriptions are read, and every tensor's place is checked.
 * @throws CheckpointError on anything that is not a whole, plain, little-endian checkpoint.
 */
export async function openCheckpoint(source: ByteSource): Promise<Checkpoint> {
  const { format, places, unreadTypes, hyperParameters } = await namingFile(source.name, () =>
    findTensors(source),
  );
  const byName = new Map(places.map((place) => [place.name, place]));
  return {
    format,
    tensors: new Map(places.map((place) => [place.name, toInfo(place)])),
    hyperParameters,
    read: (name) =>
      namingFile(source.name, async () => {
        const place = byName.get(name);
        if (place !== undefined) return readTensor(place);
        const type = unreadTypes.get(name);
        throw new Defect(
          type === undefined
            ? `it has no tensor named ${name}`
            : `tensor ${name} is of type ${type}, which cannot be read`,
        );
      }),
  };
}

async function findTensors(source: ByteSource): Promise<FoundCheckpoint> {
  if (source.size === 0) throw new Defect("it is empty");
  const head = await source.read(0, Math.min(headBytes, source.size));
  const found = await chooseReader(head)(source);
  if (found.places.length + found.unreadTypes.size === 0) throw new Defect("it holds no tensors");
  return found;
}

/** The reader that the first bytes ask for. @throws Defect that says what they look like instead. */
function chooseReader(head: Uint8Array): (source: ByteSource) => Promise<FoundCheckpoint> {
  const [first, second, third, fourth] = head;
  // Eight bytes of length, of which a text file would fill the upper ones too, then JSON. The first may be a pickle's.
  if (head[6] === 0 && head[7] === 0 && head[8] === 0x7b) return openSafetensors;
  const isZip = first === 0x50 && second === 0x4b;
  if (isZip && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))) return openZipped;
  if (first === 0x80 && second !== undefined && second >= 2 && second <= 5) return openUnzipped;
  throw new Defect(describeContent(head));
}

function toInfo({ name, type, shape, firstElement, storage }: TensorPlace): TensorInfo {
  return { name, type, shape, offsetBytes: storage.offsetBytes + firstElement * itemBytes[type] };
}
