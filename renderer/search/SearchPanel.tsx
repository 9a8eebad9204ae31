import type { SearchAnswer } from "../../native/contract/search.ts";
import { useAnswer, useShownHits } from "../state/answer.ts";
import { chosenEncoder, useEncoders } from "../state/encoders.ts";
import { searchFilters, useFilters } from "../state/filters.ts";
import { useQuery } from "../state/query.ts";
import { useSelection } from "../state/selection.ts";
import { countAbove } from "../state/threshold.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { count, plural } from "../ui/format.ts";
import { Histogram } from "./Histogram.tsx";
import { QueryTray } from "./QueryTray.tsx";
import { SelectedHit } from "./SelectedHit.tsx";
import { ThresholdField } from "./ThresholdField.tsx";
import "./search.css";

/** Query, scores, selected hit: read from cause to effect. */
export function SearchPanel() {
  const { answer, isSearching } = useAnswer();
  const hits = useShownHits();
  const hasQuery = useQuery(({ query }) => query.like.length + query.unlike.length > 0);
  const selectedId = useSelection((state) => state.chipId);
  if (!hasQuery) {
    return (
      <EmptyState
        icon="search"
        title="Nothing searched yet"
        sentence="Click any place on the map to find others like it."
      />
    );
  }
  const selected = hits.find((hit) => hit.chipId === selectedId);
  return (
    <>
      <QueryTray />
      {answer && answer.scanned > 0 && <Scores />}
      <div className="scroll" aria-busy={isSearching}>
        {selected && <SelectedHit hit={selected} shownCount={hits.length} />}
        {answer && answer.scanned === 0 && <NothingScored />}
      </div>
    </>
  );
}

function Scores() {
  const { answer, threshold, isThinned } = useAnswer();
  const shown = useShownHits().length;
  if (!answer) return null;
  const above = countAbove(answer, threshold);
  const share = (100 * above) / answer.scanned;
  return (
    <section className="sec" aria-labelledby="scores-title">
      <div className="sec-head">
        <h2 id="scores-title" className="dense">
          Scores
        </h2>
        <span className="sp" />
        <span className="n">
          <b className="acc">{count(above)}</b>{" "}
          <span className="t3">
            of {count(answer.scanned)} chips, top {share < 10 ? share.toFixed(1) : share.toFixed(0)} %
          </span>
        </span>
      </div>
      <Histogram answer={answer} threshold={threshold} />
      <div className="row threshold">
        <ThresholdField threshold={threshold} />
        <span className="sp" />
        <span className="dense t3 n">
          {isThinned ? `${plural(shown, "place")}` : shown < above ? `best ${count(shown)} shown` : ""}
        </span>
      </div>
      {answer.notComparable > 0 && (
        <p className="micro t3">
          {count(answer.notComparable)} chips of another encoder or band set were left out.
        </p>
      )}
      <OtherEncoder answer={answer} />
    </section>
  );
}

/** Says so where the chip asked from was not read by the project's encoder, and another one answers. */
function OtherEncoder({ answer }: { readonly answer: SearchAnswer }) {
  const encoders = useEncoders((state) => state.encoders);
  const own = chosenEncoder(encoders);
  const { encoderId, precision } = answer.query;
  const scored = encoders.find(({ id }) => id === encoderId);
  if (own === null || (own.id === encoderId && own.chosenPrecision === precision)) return null;
  return (
    <p className="micro t3">
      Scored by {scored?.title ?? encoderId}, {precision}: the chip asked from was not read by {own.title},{" "}
      {own.chosenPrecision}, yet.
    </p>
  );
}

function NothingScored() {
  const filters = useFilters();
  const isFiltered = Object.keys(searchFilters(filters)).length > 0;
  return (
    <EmptyState
      icon="search"
      title={isFiltered ? "No chip passes these filters" : "Nothing to compare with"}
      sentence={isFiltered ? "Widen the dates or clear the area." : "No other chip is indexed yet."}
    />
  );
}
