import { type CloudEstimateInput, cloudEstimateRoles } from "../../../models/clouds/estimateClouds.ts";
import type { CloudMask } from "./openCloudMask.ts";

/** Where it is known from what is cloud: a mask of the product, or else the reflectances. */
export type CloudSource =
  | { readonly kind: "mask"; readonly mask: CloudMask }
  | ({ readonly kind: "estimate" } & EstimateBasis);

/** What the numbers of the bands mean. */
interface EstimateBasis {
  /** Role of each band of the scene, in its order. */
  readonly roles: readonly string[];
  readonly scaling: { readonly scale: number; readonly offset: number };
  readonly level: CloudEstimateInput["level"];
}

/** The mask where there is one, else an estimate where the bands allow it; null where nothing can be said. */
export function cloudSourceOf(mask: CloudMask | null, basis: EstimateBasis | null): CloudSource | null {
  if (mask !== null) return { kind: "mask", mask };
  if (basis === null) return null;
  const isEnough = cloudEstimateRoles.every((role) => basis.roles.includes(role));
  return isEnough ? { kind: "estimate", ...basis } : null;
}
