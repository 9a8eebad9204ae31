import { create } from "zustand";
import type { LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { SearchFilters } from "../../native/contract/search.ts";

interface FiltersState {
  /** Days as YYYY-MM-DD, inclusive; null leaves the side open. */
  readonly from: string | null;
  readonly to: string | null;
  readonly sensorId: string | null;
  readonly area: LonLatBounds | null;
}

export const noFilters: FiltersState = { from: null, to: null, sensorId: null, area: null };

/** What the filter bar says; applied inside every search. */
export const useFilters = create<FiltersState>()(() => noFilters);

/** The filters as the engine takes them: open sides are left out. */
export function searchFilters(state: FiltersState): SearchFilters {
  return {
    ...(state.from === null ? {} : { from: state.from }),
    ...(state.to === null ? {} : { to: state.to }),
    ...(state.sensorId === null ? {} : { sensorId: state.sensorId }),
    ...(state.area === null ? {} : { area: state.area }),
  };
}
