import { useState } from "react";
import type { Finding } from "../../models/vocabulary/evidence.ts";
import { Button } from "./Button.tsx";
import { findingWords } from "./findingWords.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.tsx";

const looks = {
  fact: ["info", "t3", ""],
  supports: ["ok", "ok", "Speaks for it: "],
  doubts: ["warn", "warn", "Speaks against it: "],
  "rules-out": ["refused", "err", "Decides against it: "],
} as const satisfies Record<Finding["tone"], readonly [IconName, string, string]>;

interface EvidenceListProps {
  readonly shown: readonly Finding[];
  /** Listed below the others when asked for. */
  readonly folded: readonly Finding[];
}

/** Facts first, the conclusion last; what each does for it is told by shape, colour and, to those who hear it, in words. */
export function EvidenceList({ shown, folded }: EvidenceListProps) {
  const [isOpen, setIsOpen] = useState(false);
  const listed = isOpen ? [...shown, ...folded] : shown;
  return (
    <div className="all-evidence">
      {listed.length > 0 && (
        <ul className="evidence" aria-label="Evidence">
          {listed.map((finding) => (
            <Entry key={`${finding.tone} ${finding.sentence}`} {...finding} />
          ))}
        </ul>
      )}
      {folded.length > 0 && (
        <Button look="quiet" size="small" isOpen={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? "Show less" : `Show all evidence (${shown.length + folded.length})`}
        </Button>
      )}
    </div>
  );
}

function Entry({ tone, sentence }: Finding) {
  const [icon, colour, words] = looks[tone];
  const { observation, conclusion } = findingWords(sentence);
  return (
    <li>
      <span className={colour}>
        <Icon name={icon} size={14} />
      </span>
      <span>
        {words && <span className="unseen">{words}</span>}
        {observation}
        {conclusion && <b>{conclusion}</b>}
      </span>
    </li>
  );
}
