import { create } from "zustand";
import { persist } from "zustand/middleware";

/** Sizes that the user dragged, in pixels; null leaves them to the style sheet. */
export interface Sizes {
  readonly panel: number | null;
  readonly strip: number | null;
}

/** Remembered between visits. */
export const useSizes = create<Sizes>()(
  persist(() => ({ panel: null, strip: null }) as Sizes, { name: "argil-sizes" }),
);

/** Keeps a size within what the design allows: panel 288-420, strip 136 to two fifths of the height. */
export function clampSize(which: keyof Sizes, pixels: number, windowHeight: number): number {
  const [least, most] = which === "panel" ? [288, 420] : [136, Math.max(136, windowHeight * 0.4)];
  return Math.round(Math.min(most, Math.max(least, pixels)));
}

export function resize(which: keyof Sizes, pixels: number): void {
  useSizes.setState({ [which]: clampSize(which, pixels, window.innerHeight) });
}

export function resetSize(which: keyof Sizes): void {
  useSizes.setState({ [which]: null });
}
