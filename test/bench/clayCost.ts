import type { ClayConfig } from "../../models/encoders/clay/config.ts";

/**
 * Floating-point operations of one chip, two a multiply-add, as the network here does them: the last block works for the
 * CLS token alone. Norms, softmax and GELU, about 1 %, are left out. clay/SPEC.md section 9.
 */
export function clayOperations(
  { dim, depth, heads, headDim, mlpDim }: ClayConfig,
  { chipPixels, bandCount }: { readonly chipPixels: number; readonly bandCount: number },
): number {
  const patches = (chipPixels / 8) ** 2;
  const tokens = patches + 1;
  const inner = heads * headDim;
  /** Of one block in which `asking` tokens look at all. */
  const block = (asking: number) =>
    2 * tokens * dim * 2 * inner +
    2 * asking * dim * inner +
    4 * asking * tokens * inner +
    2 * asking * inner * dim +
    4 * asking * dim * mlpDim;
  return 2 * patches * bandCount * 64 * dim + (depth - 1) * block(tokens) + block(1);
}
