import type { LonLatBounds } from "../../models/vocabulary/geometry.ts";
import { type Line, unwrapLine, unwrapRing, worldCopies } from "./antimeridian.ts";

/** The part of the world that a locator shows, and how many of its pixels a degree takes. */
export interface LocatorView {
  readonly west: number;
  readonly north: number;
  readonly pixelsPerLongitude: number;
  readonly pixelsPerLatitude: number;
}

export const locatorSize = { width: 132, height: 76 } as const;

const pixelsPerDegree = 2;
/** Views are moved in these steps, so that the dates of one place share one drawing. */
const stepDegrees = 6;
const smallestMark = 8;

/** About 66 degrees of a plate carrée around a scene, narrowed towards the poles so that shapes stay true. */
export function locatorView(bounds: LonLatBounds): LocatorView {
  const snapped = (degrees: number) => Math.round(degrees / stepDegrees) * stepDegrees;
  const [longitude, latitude] = middle(bounds);
  const height = locatorSize.height / pixelsPerDegree;
  const centre = Math.max(height / 2 - 90, Math.min(90 - height / 2, snapped(latitude)));
  const pixelsPerLongitude = pixelsPerDegree * Math.max(0.3, Math.cos((centre * Math.PI) / 180));
  return {
    west: snapped(longitude) - locatorSize.width / pixelsPerLongitude / 2,
    north: centre + height / 2,
    pixelsPerLongitude,
    pixelsPerLatitude: pixelsPerDegree,
  };
}

/** SVG path of the rings or lines that reach into the view. */
export function locatorPath(lines: readonly Line[], view: LocatorView, isClosed: boolean): string {
  const unwrapped = isClosed ? unwrapRing : unwrapLine;
  return lines
    .flatMap((line) => worldCopies(unwrapped(line)))
    .flatMap((line) => [-360, 0, 360].map((turn) => drawn(line, view, turn, isClosed)))
    .join("");
}

function drawn(line: Line, view: LocatorView, turn: number, isClosed: boolean): string {
  const points = line.map(([longitude = 0, latitude = 0]) => [
    (longitude + turn - view.west) * view.pixelsPerLongitude,
    (view.north - latitude) * view.pixelsPerLatitude,
  ]);
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const isInside =
    Math.max(...xs) >= 0 &&
    Math.min(...xs) <= locatorSize.width &&
    Math.max(...ys) >= 0 &&
    Math.min(...ys) <= locatorSize.height;
  if (!isInside) return "";
  return `M${points.map(([x = 0, y = 0]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}${isClosed ? "Z" : ""}`;
}

/** Where the scene is marked; never smaller than can be seen. */
export function locatorMark(
  bounds: LonLatBounds,
  view: LocatorView,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const [west, south, east, north] = bounds;
  const [longitude, latitude] = middle(bounds);
  const width = Math.max(smallestMark, ((east - west + 360) % 360) * view.pixelsPerLongitude);
  const height = Math.max(smallestMark, (north - south) * view.pixelsPerLatitude);
  return {
    x: (longitude - view.west) * view.pixelsPerLongitude - width / 2,
    y: (view.north - latitude) * view.pixelsPerLatitude - height / 2,
    width,
    height,
  };
}

function middle([west, south, east, north]: LonLatBounds): readonly [number, number] {
  return [(west + (east < west ? east + 360 : east)) / 2, (south + north) / 2];
}
