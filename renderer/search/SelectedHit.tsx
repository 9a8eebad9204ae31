import type { SearchHit } from "../../native/contract/search.ts";
import { thumbnail } from "../engine/pictures.ts";
import { addExample } from "../state/query.ts";
import { useScenes } from "../state/scenes.ts";
import { toggleWhere, useWhereIn } from "../state/whereIn.ts";
import { Button } from "../ui/Button.tsx";
import { copyText } from "../ui/copyText.ts";
import { cosine, day, percentile } from "../ui/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { KeyValue } from "../ui/KeyValue.tsx";
import { Note } from "../ui/Note.tsx";
import { Thumb } from "../ui/Thumb.tsx";
import { useWhere } from "./useWhere.ts";
import { WhereMap } from "./WhereMap.tsx";

/** The hit that is looked at, large, with its numbers and what can be done from it. */
export function SelectedHit({ hit, shownCount }: { readonly hit: SearchHit; readonly shownCount: number }) {
  const scene = useScenes((state) => state.scenes.find(({ id }) => id === hit.sceneId));
  const where = useWhere(hit.chipId);
  const trouble = useWhereIn((state) => state.trouble);
  const example = { kind: "chip", chipId: hit.chipId } as const;
  return (
    <section className="sec selected" aria-labelledby="selected-title">
      <div className="sec-head">
        <h2 id="selected-title" className="dense">
          Selected, rank {hit.rank}
        </h2>
        <span className="sp" />
        <span className="t3 n">
          {hit.rank} of {shownCount}
        </span>
      </div>
      <div className={`selected-body ${where.isOn ? "with-where" : ""}`}>
        <Thumb src={thumbnail(hit.chipId, 144)} alt={`Chip of rank ${hit.rank}, ${day(hit.acquiredAt)}`} />
        {where.isOn && <WhereMap hit={hit} />}
        <KeyValue
          rows={[
            ["Percentile", <b key="p">{percentile(hit.percentile)}</b>],
            ["Cosine", cosine(hit.cosineSimilarity)],
            ["Date", day(hit.acquiredAt)],
          ]}
        />
      </div>
      {where.isOn && trouble !== null && <Note tone="err">{trouble}</Note>}
      <KeyValue
        rows={[
          ["Scene", scene?.title ?? hit.sceneId],
          [
            "Ground id",
            <span key="g" className="row ground-id">
              <span className="mono">{hit.groundId}</span>
              <IconButton
                icon="copy"
                tiny
                label="Copy the ground id"
                side="left"
                onClick={() => copyText(hit.groundId)}
              />
            </span>,
          ],
        ]}
      />
      <div className="selected-buttons">
        <Button icon="plus" keys="P" onClick={() => addExample(example, "like")}>
          Like this
        </Button>
        <Button icon="minus" keys="M" onClick={() => addExample(example, "unlike")}>
          Unlike
        </Button>
        <Button
          icon="where"
          keys="W"
          isOn={where.isOn}
          disabled={where.reason !== null}
          describedBy="where-reason"
          onClick={toggleWhere}
        >
          Where in it
        </Button>
        <Button icon="search" onClick={() => addExample(example, "search")}>
          Search from it
        </Button>
      </div>
      <p id="where-reason" className="micro t3 where-reason">
        {where.reason}
      </p>
    </section>
  );
}
