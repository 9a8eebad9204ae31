import { useEffect, useMemo, useRef } from "react";
import type { SearchHit } from "../../native/contract/search.ts";
import { thumbnail } from "../engine/pictures.ts";
import { useWhereIn } from "../state/whereIn.ts";
import { cosine } from "../ui/format.ts";
import { rangeOf, scorePixels, scoreRamp } from "../ui/scoreRamp.ts";
import { Thumb } from "../ui/Thumb.tsx";
import { useElapsed } from "../ui/useElapsed.ts";
import { whereWords } from "./whereWords.ts";

/** A hit in grey under a heat map of how like the query each of its patches is. */
export function WhereMap({ hit }: { readonly hit: SearchHit }) {
  const { patches, askedAt, trouble } = useWhereIn();
  const seconds = useElapsed(askedAt);
  const shown = patches?.chipId === hit.chipId ? patches : null;
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixels = useMemo(() => shown && scorePixels(shown.cosines, scoreRamp()), [shown]);
  const range = shown && rangeOf(shown.cosines);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context && shown && pixels) context.putImageData(new ImageData(pixels, shown.grid, shown.grid), 0, 0);
  }, [shown, pixels]);
  return (
    <figure className="where">
      <div className="where-picture">
        <Thumb src={thumbnail(hit.chipId, 144)} />
        {shown && (
          <canvas
            ref={canvas}
            width={shown.grid}
            height={shown.grid}
            role="img"
            aria-label={whereWords(shown.cosines, shown.grid)}
          />
        )}
        <span className="where-label">{shown ? "where in it" : instead(seconds, trouble !== null)}</span>
      </div>
      <span className="unseen" role="status" aria-label="Where in it">
        {shown && whereWords(shown.cosines, shown.grid)}
      </span>
      {range && (
        <figcaption className="micro t3 n">
          <span>{cosine(range.least)}</span>
          <i className="score-ramp" />
          <span>{cosine(range.most)}</span>
        </figcaption>
      )}
    </figure>
  );
}

// Over the picture there is room for few words; what went wrong stands below it in full.
function instead(seconds: number | null, isTrouble: boolean): string {
  if (isTrouble) return "not worked out";
  return seconds === null ? "" : `looking at its patches, ${seconds} s so far`;
}
