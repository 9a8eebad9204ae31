import type { Samples } from "../rasterReader.ts";
import type { BlockJob } from "./decodeBlock.ts";
import type { TiffError } from "./tiffError.ts";

/** What a decoding thread is asked, and what it answers. */
export interface DecodeRequest {
  readonly call: number;
  readonly job: BlockJob;
}

export type DecodeReply =
  | { readonly call: number; readonly kind: "samples"; readonly samples: Samples }
  | {
      readonly call: number;
      readonly kind: "failed";
      readonly failure: TiffError["kind"];
      readonly detail: string;
    };
