import type { EncoderChip } from "../../models/encoders/encoder.ts";
import type { InferenceRequest } from "./messages.ts";

export type EmbedRequest = InferenceRequest & { readonly kind: "embed" };

/** The file descriptor through which chips reach a forked inference process. */
export const chipPipe = 4;

type ChipHeader = Omit<EncoderChip, "bands" | "valid"> & {
  readonly bandCount: number;
  readonly pixelCount: number;
};
type Header = Omit<EmbedRequest, "chips" | "kind"> & { readonly chips: readonly ChipHeader[] };

/**
 * Chips as bytes for a plain pipe: length of a JSON header (uint32, little-endian), the header, then each chip's
 * planes and mask, uncopied. Node's message channel would copy all of it twice on its way out.
 */
export function encodeChips({ kind: _, chips, ...request }: EmbedRequest): Uint8Array[] {
  const headers = chips.map(({ bands, valid, ...rest }) => ({
    ...rest,
    bandCount: bands.length,
    pixelCount: valid.length,
  }));
  const header: Header = { ...request, chips: headers };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.byteLength);
  const planes = chips.flatMap(({ bands, valid }) => [...bands.map(bytesOf), valid]);
  return [length, json, ...planes];
}

const bytesOf = (plane: Float32Array) => new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength);

/** Puts requests together from the pieces in which a pipe delivers them. */
export class ChipDecoder {
  readonly #onRequest: (request: EmbedRequest) => void;
  #stage: "length" | "header" | "planes" = "length";
  #wanted: Uint8Array = new Uint8Array(4);
  #filled = 0;
  #header: Header | null = null;

  constructor(onRequest: (request: EmbedRequest) => void) {
    this.#onRequest = onRequest;
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

  #want(stage: "length" | "header" | "planes", byteCount: number): void {
    this.#stage = stage;
    this.#wanted = new Uint8Array(byteCount);
    this.#filled = 0;
    // A request without chips is complete without a byte.
    if (byteCount === 0) this.#advance();
  }

  #advance(): void {
    const bytes = this.#wanted;
    if (this.#stage === "length") {
      this.#want("header", new DataView(bytes.buffer).getUint32(0, true));
    } else if (this.#stage === "header") {
      this.#header = JSON.parse(Buffer.from(bytes).toString()) as Header;
      this.#want(
        "planes",
        this.#header.chips.reduce(
          (sum, { bandCount, pixelCount }) => sum + pixelCount * (4 * bandCount + 1),
          0,
        ),
      );
    } else {
      const { chips, ...request } = this.#header!;
      this.#onRequest({ ...request, kind: "embed", chips: readChips(bytes, chips) });
      this.#want("length", 4);
    }
  }
}

function readChips(bytes: Uint8Array, headers: readonly ChipHeader[]): EncoderChip[] {
  let at = 0;
  const take = (byteCount: number) => {
    at += byteCount;
    return bytes.subarray(at - byteCount, at);
  };
  return headers.map(({ bandCount, pixelCount, ...rest }) => {
    const bands = Array.from({ length: bandCount }, () => {
      const plane = take(4 * pixelCount);
      // Masks of an odd size leave later planes off the four-byte boundary that a view needs.
      const aligned = plane.byteOffset % 4 === 0 ? plane : plane.slice();
      return new Float32Array(aligned.buffer, aligned.byteOffset, pixelCount);
    });
    return { ...rest, bands, valid: take(pixelCount) };
  });
}
