import { create } from "zustand";
import { persist } from "zustand/middleware";

/** Sizes offered, in pixels; null leaves the choice to the encoder. */
export const chipSizes = [null, 16, 32, 64, 128, 256] as const;

/** Chip size for what is indexed from now on, in pixels; remembered on this computer. */
export const useChipSize = create<{ readonly chipPixels: number | null }>()(
  persist(() => ({ chipPixels: null as number | null }), { name: "argil-chip-size" }),
);

export function chooseChipSize(chipPixels: number | null): void {
  useChipSize.setState({ chipPixels });
}
