import { type KeyboardEvent, useEffect, useRef } from "react";
import type { SearchHit } from "../../native/contract/search.ts";
import { thumbnail } from "../engine/pictures.ts";
import { useAnswer, useShownHits } from "../state/answer.ts";
import { addExample } from "../state/query.ts";
import { useSelection } from "../state/selection.ts";
import { toggleStrip, useView } from "../state/view.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { cosine, count, day, plural, topShare } from "../ui/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { Thumb } from "../ui/Thumb.tsx";
import { selectHit } from "./selectHit.ts";
import { useSearchableCount } from "./useSearchableCount.ts";
import "./search.css";

/** The hits as a list, best first; the same selection as on the map. */
export function Strip() {
  const { answer, isSearching, isThinned } = useAnswer();
  const isOpen = useView((state) => state.isStripOpen);
  const hits = useShownHits();
  return (
    <section className="strip" aria-label="Hits" data-area="strip" data-open={isOpen}>
      <div className="sec-head strip-head">
        <h2 className="dense n">{answer ? plural(hits.length, "hit") : "Hits"}</h2>
        <span className="t3 n ell">
          {answer &&
            `${plural(answer.scanned, "chip")} scored, ${isThinned ? "one hit per place" : "every date"}`}
        </span>
        <span className="sp" />
        {hits.length > 0 && (
          <span className="dense t3 hide-narrow">
            <Kbd>←</Kbd> <Kbd>→</Kbd> walk
          </span>
        )}
        <IconButton
          icon="chevron"
          tiny
          label={isOpen ? "Hide the strip" : "Show the strip"}
          keys="Ctrl J"
          side="top"
          onClick={toggleStrip}
        />
      </div>
      {isOpen && (hits.length > 0 ? <HitList hits={hits} isSearching={isSearching} /> : <NoHits />)}
    </section>
  );
}

function HitList({
  hits,
  isSearching,
}: {
  readonly hits: readonly SearchHit[];
  readonly isSearching: boolean;
}) {
  const selectedId = useSelection((state) => state.chipId);
  const list = useRef<HTMLDivElement>(null);
  const at = hits.findIndex((hit) => hit.chipId === selectedId);
  useEffect(() => {
    const option = at < 0 ? undefined : list.current?.children[at];
    option?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [at]);
  const walk = (event: KeyboardEvent) => {
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: hits.length - 1 }[event.key];
    const hit = next === undefined ? undefined : hits[Math.max(0, Math.min(hits.length - 1, next))];
    const here = hits[at];
    if (hit) selectHit(hit);
    else if (event.key === "Enter" && here) addExample({ kind: "chip", chipId: here.chipId }, "search");
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      className="hits"
      role="listbox"
      aria-label="Hits, best first"
      aria-orientation="horizontal"
      aria-busy={isSearching}
      aria-activedescendant={at < 0 ? undefined : `hit-${hits[at]?.rank}`}
      tabIndex={0}
      onKeyDown={walk}
    >
      {hits.map((hit) => (
        <Hit key={hit.chipId} hit={hit} isSelected={hit.chipId === selectedId} />
      ))}
    </div>
  );
}

function Hit({ hit, isSelected }: { readonly hit: SearchHit; readonly isSelected: boolean }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names the active option
    <div
      id={`hit-${hit.rank}`}
      className="hit"
      role="option"
      aria-selected={isSelected}
      aria-label={`Rank ${hit.rank}, cosine ${cosine(hit.cosineSimilarity)}, ${topShare(hit.percentile)}, ${day(hit.acquiredAt)}`}
      onClick={() => selectHit(hit)}
      onDoubleClick={() => addExample({ kind: "chip", chipId: hit.chipId }, "search")}
    >
      <Thumb src={thumbnail(hit.chipId, 98)} badge={String(hit.rank)} />
      <span className="hit-values n">
        <span>{cosine(hit.cosineSimilarity)}</span>
        <span className="t3">{topShare(hit.percentile)}</span>
      </span>
      <span className="hit-values n t3">{day(hit.acquiredAt)}</span>
    </div>
  );
}

function NoHits() {
  const answer = useAnswer((state) => state.answer);
  const chips = useSearchableCount();
  if (answer) {
    return (
      <EmptyState
        icon="search"
        title="No hit above the threshold"
        sentence={`${count(answer.scanned)} chips were scored. Move the threshold down to see the nearest.`}
      />
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No hits yet"
      sentence={`They appear here, best first. ${chips > 0 ? `${plural(chips, "chip")} can be searched now.` : ""}`}
    />
  );
}
