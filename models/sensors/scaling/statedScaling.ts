import type { LinearScaling, ScalingInput } from "./scalingInput.ts";

/** Scale and offset that a tag or a sidecar states for all bands. */
export interface Stated extends LinearScaling {
  /** `esa`: the provider's own XML or MTL beside its own file; `catalogue`: a STAC item; `tag`: the file itself. */
  readonly kind: "tag" | "esa" | "catalogue";
  readonly sentence: string;
}

/** What the file and its sidecar state; `differing` lists the tags of bands that do not agree. */
export function readStated({ tags, product }: Pick<ScalingInput, "tags" | "product">): {
  readonly stated: Stated | null;
  readonly differing: readonly LinearScaling[];
} {
  // Scale 1 and offset 0 only say that nothing was said.
  const said = tags.map((tag) => (tag === null || (tag.scale === 1 && tag.offset === 0) ? null : tag));
  const distinct = [...new Map(said.map((tag) => [`${tag?.scale} ${tag?.offset}`, tag])).values()];
  if (distinct.length > 1) return { stated: null, differing: distinct.filter((tag) => tag !== null) };
  const tag = distinct[0] ?? null;
  if (tag !== null && tag.scale > 0 && Number.isFinite(tag.scale) && Number.isFinite(tag.offset)) {
    const sentence = `Scale ${tag.scale} and offset ${tag.offset} are in the file.`;
    return { stated: { ...tag, kind: "tag", sentence }, differing: [] };
  }
  if (product?.scaling) {
    const { scale, offset } = product.scaling;
    const kind = /\.(xml|txt)$|mtl\.json$/i.test(product.source) ? "esa" : "catalogue";
    const sentence = `${product.source} gives scale ${scale} and offset ${offset}.`;
    return { stated: { scale, offset, kind, sentence }, differing: [] };
  }
  return { stated: null, differing: [] };
}
