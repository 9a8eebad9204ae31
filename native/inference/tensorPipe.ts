import type { EncoderTensor } from "../../models/encoders/encoder.ts";
import type { InferenceRequest } from "./messages.ts";

export type RunRequest = InferenceRequest & { readonly kind: "run" };

/** The file descriptor through which runs reach a forked inference process. */
export const tensorPipe = 4;

interface Header {
  readonly call: number;
  readonly session: number;
  readonly output: string;
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

/**
 * A run as bytes for a plain pipe: length of a JSON header (uint32, little-endian), the header, then the tensors'
 * own bytes, uncopied. Node's message channel would copy each tensor twice on its way out.
 */
export function encodeRun({ call, session, output, feeds }: RunRequest): Uint8Array[] {
  const tensors = Object.entries(feeds);
  const header: Header = {
    call,
    session,
    output,
    tensors: tensors.map(([name, { shape }]) => ({ name, shape })),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.byteLength);
  return [
    length,
    json,
    ...tensors.map(([, { data }]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

/** Puts runs together from the pieces in which a pipe delivers them. */
export class RunDecoder {
  readonly #onRun: (request: RunRequest) => void;
  #wanted: Uint8Array = new Uint8Array(4);
  #filled = 0;
  #stage: "length" | "header" | "tensor" = "length";
  #header: Header | null = null;
  #tensors: EncoderTensor[] = [];

  constructor(onRun: (request: RunRequest) => void) {
    this.#onRun = onRun;
  }

  push(piece: Uint8Array): void {
    for (let from = 0; from < piece.byteLength; ) {
      const taken = piece.subarray(from, from + this.#wanted.byteLength - this.#filled);
      this.#wanted.set(taken, this.#filled);
      this.#filled += taken.byteLength;
      from += taken.byteLength;
      if (this.#filled === this.#wanted.byteLength) this.#advance();
    }
  }

  #want(stage: "length" | "header" | "tensor", bytes: Uint8Array): void {
    this.#stage = stage;
    this.#wanted = bytes;
    this.#filled = 0;
    // An empty tensor is complete without a byte.
    if (bytes.byteLength === 0) this.#advance();
  }

  #advance(): void {
    const bytes = this.#wanted;
    if (this.#stage === "length") {
      this.#want("header", new Uint8Array(new DataView(bytes.buffer).getUint32(0, true)));
      return;
    }
    if (this.#stage === "header") {
      this.#header = JSON.parse(Buffer.from(bytes).toString()) as Header;
      this.#tensors = [];
    }
    const { call, session, output, tensors } = this.#header!;
    const next = tensors[this.#tensors.length];
    if (next !== undefined) {
      const data = new Float32Array(next.shape.reduce((product, size) => product * size, 1));
      this.#tensors.push({ data, shape: next.shape });
      this.#want("tensor", new Uint8Array(data.buffer));
      return;
    }
    this.#want("length", new Uint8Array(4));
    const feeds = Object.fromEntries(tensors.map(({ name }, index) => [name, this.#tensors[index]!]));
    this.#onRun({ call, kind: "run", session, feeds, output });
  }
}
