import { Icon } from "../ui/Icon.tsx";
import type { Stage } from "./stage.ts";

/** The word that says what a scene is: told by shape and colour, too. */
export function StageTag({ stage }: { readonly stage: Stage }) {
  switch (stage.kind) {
    case "question":
    case "looking":
      return (
        <span className="tag warn">
          <Icon name="help" size={14} /> One question
        </span>
      );
    case "refused":
      return (
        <span className="tag err">
          <Icon name="refused" size={14} /> Refused
        </span>
      );
    case "done":
      return (
        <span className="tag ok">
          <Icon name="ok" size={14} /> Indexed
        </span>
      );
    default:
      return (
        <span className="tag ok">
          <Icon name="check" size={14} /> Ready
        </span>
      );
  }
}
