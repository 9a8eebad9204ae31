import type { BlockJob } from "./decodeBlock.ts";
import type { TiffError } from "./tiffError.ts";

/** What a decoding thread is asked. The samples go into memory that both threads share. */
export interface DecodeRequest {
  readonly call: number;
  readonly job: BlockJob;
  readonly target: SharedArrayBuffer;
}

export interface DecodeReply {
  readonly call: number;
  /** Null when the samples are there. */
  readonly failure: { readonly kind: TiffError["kind"]; readonly detail: string } | null;
}
