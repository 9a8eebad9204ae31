import { itemBytes, type TensorType } from "../../models/checkpoint/tensors/tensorType.ts";
import { type Picklable, type PickledTensor, writePickle } from "./writePickle.ts";
import { type TorchEntry, torchZipBytes, writeTorchZip } from "./writeTorchZip.ts";

/** A tensor without gaps; "zeros" become a hole in the file, which takes no disk, with the right checksum. */
export interface WrittenTensor {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Little-endian, row-major; a number of bytes that is not the shape's makes a file that lies. */
  readonly bytes: Uint8Array | (() => Uint8Array) | "zeros";
}

export interface CheckpointContent {
  readonly tensors: readonly WrittenTensor[];
  readonly hyperParameters?: Readonly<Record<string, Picklable>>;
  /** More entries of the dict beside `state_dict`. */
  readonly others?: Readonly<Record<string, Picklable>>;
  /** The file holds the dict of tensors itself, as `torch.save(model.state_dict())` writes. */
  readonly isBare?: boolean;
  /** Name of the zip's folder. */
  readonly root?: string;
  readonly isDeflated?: boolean;
}

const storageClasses: Readonly<Record<TensorType, string>> = {
  float32: "torch.FloatStorage",
  float16: "torch.HalfStorage",
  bfloat16: "torch.BFloat16Storage",
  float64: "torch.DoubleStorage",
  int64: "torch.LongStorage",
  int32: "torch.IntStorage",
  int16: "torch.ShortStorage",
  int8: "torch.CharStorage",
  uint8: "torch.ByteStorage",
  bool: "torch.BoolStorage",
};

/** Writes a file as torch.save and Lightning do, piece by piece, with wide fields where it is beyond 4 GiB. */
export function writeCheckpoint(path: string, content: CheckpointContent): string {
  return writeTorchZip(path, checkpointEntries(content));
}

/** The same in memory, for small ones. */
export function checkpointBytes(content: CheckpointContent): Uint8Array {
  return torchZipBytes(checkpointEntries(content));
}

function checkpointEntries(content: CheckpointContent): TorchEntry[] {
  const {
    tensors,
    hyperParameters,
    others = {},
    isBare = false,
    root = "archive",
    isDeflated = false,
  } = content;
  const state = new Map<string, Picklable>(
    tensors.map((tensor, index) => [tensor.name, { tensor: toPickled(tensor, String(index)) }]),
  );
  const whole: Picklable = {
    epoch: 3,
    "pytorch-lightning_version": "2.4.0",
    state_dict: state,
    ...others,
    ...(hyperParameters === undefined ? {} : { hyper_parameters: hyperParameters }),
  };
  const storages = tensors.map(({ type, shape, bytes }, index) => ({
    name: `${root}/data/${index}`,
    content: bytes === "zeros" ? { zeroBytes: countOf(shape) * itemBytes[type] } : bytes,
    isDeflated: isDeflated && bytes !== "zeros",
  }));
  return [
    { name: `${root}/data.pkl`, content: writePickle(isBare ? state : whole), isDeflated },
    { name: `${root}/byteorder`, content: Buffer.from("little") },
    ...storages,
    { name: `${root}/version`, content: Buffer.from("3\n") },
  ];
}

function toPickled({ type, shape }: WrittenTensor, key: string): PickledTensor {
  const strides = shape.map((_, axis) => countOf(shape.slice(axis + 1)));
  return {
    storageClass: storageClasses[type],
    key,
    storageElements: countOf(shape),
    firstElement: 0,
    shape,
    strides,
  };
}

const countOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
