import type { RefusedInput } from "../../native/contract/jobs.ts";
import { fileName } from "./format.ts";
import { Note } from "./Note.tsx";
import { splitReason } from "./reasonWords.ts";

/** Inputs that were not taken, each with its own sentence. */
export function RefusedList({ refused }: { readonly refused: readonly RefusedInput[] }) {
  if (refused.length === 0) return null;
  return (
    <ul className="refused" aria-label="Refused inputs">
      {refused.map(({ file, reason }) => (
        <li key={file} title={file}>
          <Note tone="err">{shortened(file, reason)}</Note>
        </li>
      ))}
    </ul>
  );
}

// The sentence names the whole path, which an upload folder makes long; the tooltip keeps it.
function shortened(file: string, reason: string): string {
  const name = fileName(file);
  const { wrong, remedy } = splitReason(reason, file, name);
  const words = remedy === "" ? wrong : `${wrong} ${remedy}`;
  return words.includes(name) ? words : `${name}: ${words}`;
}
