import type { SearchExample } from "../../native/contract/search.ts";
import { thumbnail } from "../engine/pictures.ts";
import { emptyQuery, removeExample, setQuery, useQuery } from "../state/query.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { Thumb } from "../ui/Thumb.tsx";

/** What was asked, as pictures: likes first, then unlikes. */
export function QueryTray() {
  const { like, unlike } = useQuery((state) => state.query);
  return (
    <section className="sec" aria-labelledby="query-title">
      <div className="sec-head">
        <h2 id="query-title" className="dense">
          Query
        </h2>
        <span className="t3">{queryWords(like.length, unlike.length)}</span>
        <span className="sp" />
        <IconButton
          icon="close"
          tiny
          label="Clear the query"
          side="left"
          onClick={() => setQuery(emptyQuery)}
        />
      </div>
      <ul className="tray" aria-label="Query">
        {like.map((example, i) => (
          <Example key={keyOf(example)} example={example} side="like" name={`Like this ${i + 1}`} />
        ))}
        {unlike.map((example, i) => (
          <Example key={keyOf(example)} example={example} side="unlike" name={`Unlike this ${i + 1}`} />
        ))}
      </ul>
      <p className="micro t3 tray-keys">
        <Kbd>Shift</Kbd> click: like this&ensp;<Kbd>Alt</Kbd> click: unlike
      </p>
    </section>
  );
}

function Example(props: {
  readonly example: SearchExample;
  readonly side: "like" | "unlike";
  readonly name: string;
}) {
  const { example, side, name } = props;
  return (
    <li className={`example ${side}`}>
      {example.kind === "chip" ? (
        <Thumb
          src={thumbnail(example.chipId, 72)}
          alt={name}
          badge={side === "like" ? "+" : "−"}
          badgeLook={side}
        />
      ) : (
        <span className="thumb" />
      )}
      <button
        type="button"
        className="example-remove"
        aria-label={`Remove: ${name}`}
        onClick={() => removeExample(example)}
      >
        ×
      </button>
    </li>
  );
}

/** `3 like this, 1 unlike`. */
export function queryWords(likes: number, unlikes: number): string {
  return unlikes === 0 ? `${likes} like this` : `${likes} like this, ${unlikes} unlike`;
}

function keyOf(example: SearchExample): string {
  return example.kind === "chip" ? example.chipId : example.at.join();
}
