/** A tensor as a pickle names it; offsets and strides count elements. */
export interface PickledTensor {
  readonly storageClass: string;
  readonly key: string;
  readonly storageElements: number;
  readonly firstElement: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** What can be pickled: plain values, dicts as maps or records, tensors, and calls of a global. */
export type Picklable =
  | null
  | boolean
  | number
  | string
  | readonly Picklable[]
  | ReadonlyMap<string, Picklable>
  | { readonly tensor: PickledTensor }
  | { readonly call: string; readonly args: readonly Picklable[] }
  | { readonly tuple: readonly Picklable[] }
  | { readonly [key: string]: Picklable };

/** A value in pickle's protocol 2, without its memory. */
export function writePickle(value: Picklable): Uint8Array {
  return Buffer.concat([Buffer.of(0x80, 2), encode(value), Buffer.from(".")]);
}

function encode(value: Picklable): Buffer {
  if (value === null) return Buffer.from("N");
  if (typeof value === "boolean") return Buffer.of(value ? 0x88 : 0x89);
  if (typeof value === "string") return encodeText(value);
  if (typeof value === "number") return encodeNumber(value);
  if (Array.isArray(value))
    return Buffer.concat([Buffer.from("](", "latin1"), ...value.map(encode), Buffer.from("e")]);
  if (value instanceof Map) return encodeDict(call("collections.OrderedDict", []), value);
  const record = value as Exclude<Picklable, null | boolean | number | string | readonly Picklable[]>;
  if ("tensor" in record) return encodeTensor((record as { tensor: PickledTensor }).tensor);
  if ("call" in record) {
    const { call: global, args } = record as { call: string; args: readonly Picklable[] };
    return call(global, args);
  }
  if ("tuple" in record) return tuple((record as { tuple: readonly Picklable[] }).tuple.map(encode));
  return encodeDict(Buffer.from("}"), new Map(Object.entries(record as Record<string, Picklable>)));
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.from("X\0\0\0\0");
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(10);
  if (!Number.isInteger(value)) {
    bytes.write("G");
    bytes.writeDoubleBE(value, 1);
    return bytes.subarray(0, 9);
  }
  bytes.writeUInt16BE(0x8a08);
  bytes.writeBigInt64LE(BigInt(value), 2);
  return bytes;
}

function encodeDict(start: Buffer, entries: ReadonlyMap<string, Picklable>): Buffer {
  const items = [...entries].flatMap(([key, item]) => [encodeText(key), encode(item)]);
  return Buffer.concat([start, Buffer.from("("), ...items, Buffer.from("u")]);
}

const tuple = (items: readonly Buffer[]) => Buffer.concat([Buffer.from("("), ...items, Buffer.from("t")]);

function global(name: string): Buffer {
  const point = name.lastIndexOf(".");
  return Buffer.from(`c${name.slice(0, point)}\n${name.slice(point + 1)}\n`);
}

function call(name: string, args: readonly Picklable[]): Buffer {
  return Buffer.concat([global(name), tuple(args.map(encode)), Buffer.from("R")]);
}

function encodeTensor(tensor: PickledTensor): Buffer {
  const id = tuple([
    encodeText("storage"),
    global(tensor.storageClass),
    ...[tensor.key, "cpu", tensor.storageElements].map(encode),
  ]);
  const args = [
    Buffer.concat([id, Buffer.from("Q")]),
    encode(tensor.firstElement),
    tuple(tensor.shape.map(encode)),
    tuple(tensor.strides.map(encode)),
    encode(false),
    call("collections.OrderedDict", []),
  ];
  return Buffer.concat([global("torch._utils._rebuild_tensor_v2"), tuple(args), Buffer.from("R")]);
}
