import { useEffect, useState } from "react";
import type { LonLatBounds } from "../../models/vocabulary/geometry.ts";
import { locatorMark, locatorPath, locatorSize, locatorView } from "./locator.ts";
import { coarseUrl, loadWorld, type World } from "./world.ts";

const drawings = new Map<string, { readonly land: string; readonly borders: string }>();

/** Where in the world a scene lies: a still drawing, cheap enough for hundreds. */
export function LocatorMap({ bounds }: { readonly bounds: LonLatBounds | null }) {
  const world = useWorld();
  if (bounds === null) return <span className="locator none dense t3">No position</span>;
  const view = locatorView(bounds);
  const drawing = world && drawingOf(world, view);
  return (
    <svg
      className="locator"
      viewBox={`0 0 ${locatorSize.width} ${locatorSize.height}`}
      role="img"
      aria-label="Where it lies"
    >
      {drawing && <path className="land" d={drawing.land} />}
      {drawing && <path className="borders" d={drawing.borders} />}
      <rect className="spot" {...locatorMark(bounds, view)} />
    </svg>
  );
}

function drawingOf(world: World, view: ReturnType<typeof locatorView>) {
  const key = `${view.west} ${view.north}`;
  const known = drawings.get(key) ?? {
    land: locatorPath(world.lands.flat(), view, true),
    borders: locatorPath(world.borders, view, false),
  };
  drawings.set(key, known);
  return known;
}

function useWorld(): World | null {
  const [world, setWorld] = useState<World | null>(null);
  useEffect(() => {
    let isShown = true;
    void loadWorld(coarseUrl).then((loaded) => isShown && setWorld(loaded));
    return () => {
      isShown = false;
    };
  }, []);
  return world;
}
