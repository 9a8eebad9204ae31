import type { BlockJob } from "./decodeBlock.ts";
import type { TiffError } from "./tiffError.ts";

/** What a decoding thread is told. */
export interface DecodeMessage {
  /** Memory that it will be asked to write into. */
  readonly slots: readonly { readonly id: number; readonly buffer: SharedArrayBuffer }[];
  /** Memory that it will not be asked to write into any more. */
  readonly forgotten: readonly number[];
  readonly requests: readonly { readonly call: number; readonly job: BlockJob; readonly slot: number }[];
}

export interface DecodeReply {
  readonly call: number;
  /** Null when the samples are there. */
  readonly failure: { readonly kind: TiffError["kind"]; readonly detail: string } | null;
}
