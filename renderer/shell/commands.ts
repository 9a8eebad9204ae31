import type { LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";

/** Something the command field can do. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly keys?: string;
  /** Quiet words after the title. */
  readonly detail?: string;
  readonly run: () => void;
}

/** Commands all of whose typed words occur, those that start with the text first. */
export function matchCommands(text: string, commands: readonly Command[]): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = commands.filter((command) => {
    const haystack = `${command.title} ${command.detail ?? ""}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const startsWith = (command: Command) => command.title.toLowerCase().startsWith(text.trim().toLowerCase());
  return matches.toSorted((a, b) => Number(startsWith(b)) - Number(startsWith(a)));
}

/** Longitude and latitude typed as `8.54, 47.37`; null for anything else. */
export function parsePlace(text: string): LonLat | null {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const [longitude, latitude] = [Number(match[1]), Number(match[2])];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 ? [longitude, latitude] : null;
}

/** A few kilometres around a place, to fly to. */
export function around([longitude, latitude]: LonLat): LonLatBounds {
  const reach = 0.02;
  return [longitude - reach, latitude - reach, longitude + reach, latitude + reach];
}
