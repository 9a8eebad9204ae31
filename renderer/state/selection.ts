import { create } from "zustand";
import type { ChipId } from "../../models/vocabulary/ids.ts";

/** The one chip that map, strip and panel agree on. */
export const useSelection = create<{ readonly chipId: ChipId | null }>()(() => ({ chipId: null }));

export function selectChip(chipId: ChipId | null): void {
  useSelection.setState({ chipId });
}
