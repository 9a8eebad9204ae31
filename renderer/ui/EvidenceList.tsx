import type { Finding } from "../../models/vocabulary/evidence.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.tsx";

const looks = {
  fact: ["info", "t3", ""],
  supports: ["ok", "ok", "Speaks for it: "],
  doubts: ["warn", "warn", "Speaks against it: "],
  "rules-out": ["refused", "err", "Decides against it: "],
} as const satisfies Record<Finding["tone"], readonly [IconName, string, string]>;

/** Facts first, the conclusion last; what each does for it is told by shape, colour and, to those who hear it, in words. */
export function EvidenceList({
  findings,
  label,
}: {
  readonly findings: readonly Finding[];
  readonly label: string;
}) {
  return (
    <ul className="evidence" aria-label={label}>
      {findings.map(({ tone, sentence }) => {
        const [icon, colour, words] = looks[tone];
        return (
          <li key={`${tone} ${sentence}`}>
            <span className={colour}>
              <Icon name={icon} size={14} />
            </span>
            <span>
              {words && <span className="unseen">{words}</span>}
              {sentence}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
