import { type FormEvent, useState } from "react";
import type { Job } from "../../native/contract/jobs.ts";
import { importAgain } from "../state/imports.ts";

/** Asks how many attention heads a checkpoint of unusual width has, and imports it with that. */
export function HeadsForm({ job, path }: { readonly job: Job; readonly path: string }) {
  const [text, setText] = useState("");
  const heads = Number(text);
  const isFine = Number.isInteger(heads) && heads >= 1 && heads <= 1024;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isFine) return;
    void importAgain(job, path, heads);
  };
  return (
    <form className="row heads" onSubmit={send}>
      <label className="row dense t2">
        Heads
        <input
          className="field small"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value.trim())}
        />
      </label>
      <button type="submit" className="btn small" disabled={!isFine}>
        Import again
      </button>
      <span className="micro t3">Whoever trained it knows; the file does not say.</span>
    </form>
  );
}
