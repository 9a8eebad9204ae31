import type { Finding } from "../../../models/vocabulary/evidence.ts";

/** Masks that products and tools put beside their scenes, each with a code of its own. */
export type CompanionKind = "scl" | "qa-pixel" | "fmask" | "udm2" | "cloud-mask" | "clm" | "mask";

/** A mask beside a scene. Inside a zip the path is `ZIP/ENTRY`. */
export interface Companion {
  readonly kind: CompanionKind;
  readonly path: string;
}

/** A file that holds one band of the scene, or all bands of it. */
export interface SceneMember {
  readonly path: string;
  /** The band's name as in the file name; empty for a file of many bands. */
  readonly name: string;
}

/** The files of one acquisition. Two sources are the same where their paths are. */
export interface SceneSource {
  /** `safe`: a Sentinel-2 product as a folder or a zip of one. */
  readonly kind: "file" | "band-files" | "safe-folder" | "safe-zip";
  /** Stands for the scene in the archive; `sceneSourceOf` makes the same source of it. */
  readonly path: string;
  /** The product's name. */
  readonly title: string;
  readonly members: readonly SceneMember[];
  readonly companions: readonly Companion[];
  /** Files with the product's own words, the most trusted first. */
  readonly sidecars: readonly string[];
  /** What was left out, and why. */
  readonly findings: readonly Finding[];
}
