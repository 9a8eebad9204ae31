import { create } from "zustand";
import type { LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";

/** What the user is doing; the rail's entries. */
export type Room = "scenes" | "search" | "jobs" | "settings";

/** A page of the settings. */
export type SettingsPageName = "general" | "encoders";

/** A wish to see a place; a new `serial` means that it is asked for again. */
export interface Flight {
  readonly bounds: LonLatBounds;
  /** Stay where we are if the place is in view already. */
  readonly onlyIfOutside: boolean;
  readonly serial: number;
}

interface ViewState {
  readonly room: Room;
  readonly settingsPage: SettingsPageName;
  readonly isPanelOpen: boolean;
  readonly isStripOpen: boolean;
  readonly isGridShown: boolean;
  readonly isHelpOpen: boolean;
  readonly isCommandOpen: boolean;
  readonly flight: Flight | null;
  readonly mapBounds: LonLatBounds | null;
}

const narrow = "(max-width: 899px)";
const isNarrow = () => globalThis.matchMedia?.(narrow).matches ?? false;

export const useView = create<ViewState>()(() => ({
  room: "search",
  settingsPage: "general",
  isPanelOpen: !isNarrow(),
  isStripOpen: !isNarrow(),
  isGridShown: true,
  isHelpOpen: false,
  isCommandOpen: false,
  flight: null,
  mapBounds: null,
}));

/** Where the pointer or the focused cell is; apart from the rest because it changes with every move. */
export const usePointer = create<{ readonly at: LonLat | null }>()(() => ({ at: null }));

export function openRoom(room: Room): void {
  useView.setState(({ isPanelOpen }) => ({ room, isPanelOpen: isPanelOpen || room === "jobs" }));
}

export function openSettings(settingsPage: SettingsPageName): void {
  useView.setState({ room: "settings", settingsPage });
}

export function flyTo(bounds: LonLatBounds, onlyIfOutside = false): void {
  useView.setState(({ flight }) => ({
    flight: { bounds, onlyIfOutside, serial: (flight?.serial ?? 0) + 1 },
  }));
}

export function togglePanel(): void {
  useView.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen }));
}

export function toggleStrip(): void {
  useView.setState(({ isStripOpen }) => ({ isStripOpen: !isStripOpen }));
}

/** On a narrow window (or at 200 % zoom) panel and strip give their room to the map. Answers how to stop. */
export function followWidth(): () => void {
  const query = window.matchMedia(narrow);
  const adapt = () => useView.setState({ isPanelOpen: !query.matches, isStripOpen: !query.matches });
  query.addEventListener("change", adapt);
  return () => query.removeEventListener("change", adapt);
}

/** Bounds of an outline. */
export function boundsOf(outline: readonly LonLat[]): LonLatBounds {
  const longitudes = outline.map(([longitude]) => longitude);
  const latitudes = outline.map(([, latitude]) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}
