import type { ClayConfig } from "./config.ts";

/** A published checkpoint: what its card says, and where it can be had. */
export interface ClayRelease {
  readonly id: string;
  readonly title: string;
  readonly dim: number;
  readonly source: string;
  readonly license: string;
  /** Where the file itself lies; null where only the page is known. */
  readonly url: string | null;
  /** Of that file; null where it was not published with it, and only the server can say. */
  readonly sha256: string | null;
}

const page = "https://huggingface.co/made-with-clay/Clay";

/**
 * Clay Foundation's own releases. Licences: Apache-2.0 by the README of Clay-foundation/model for v1.5; the release notes
 * of v1.0 name OpenRAIL-M for its weights.
 */
export const clayReleases: readonly ClayRelease[] = [
  {
    id: "clay-v1.5",
    title: "Clay v1.5",
    dim: 1024,
    source: page,
    license: "Apache-2.0",
    url: `${page}/resolve/main/v1.5/clay-v1.5.ckpt`,
    sha256: null,
  },
  {
    id: "clay-v1",
    title: "Clay v1",
    dim: 768,
    source: page,
    license: "OpenRAIL-M",
    url: null,
    sha256: null,
  },
];

/** The release that a network of this size is, or a card for one that was never published. */
export function releaseOf({
  generation,
  dim,
}: ClayConfig): Pick<ClayRelease, "id" | "title" | "source" | "license"> {
  const release = clayReleases.find((one) => one.id === `clay-${generation}` && one.dim === dim);
  if (release !== undefined) return release;
  return {
    id: `clay-${generation}-d${dim}`,
    title: `Clay ${generation}, width ${dim}`,
    source: "imported from a file",
    license: "not stated",
  };
}
