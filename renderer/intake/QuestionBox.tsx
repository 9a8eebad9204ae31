import type { SceneChoices } from "../../native/contract/intake.ts";
import { answer } from "../state/examine.ts";
import { Button } from "../ui/Button.tsx";
import { EvidenceList } from "../ui/EvidenceList.tsx";
import { count } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { DarkEndChart } from "./DarkEndChart.tsx";
import { DateAnswer } from "./DateAnswer.tsx";
import { evidenceOf } from "./evidence.ts";
import type { QuestionGroup } from "./order.ts";
import { sceneName } from "./words.ts";

interface QuestionBoxProps {
  readonly group: QuestionGroup;
  readonly isLooking: boolean;
}

/** What the file cannot settle, why, and the answers to choose from. */
export function QuestionBox({ group, isLooking }: QuestionBoxProps) {
  const [{ card }] = group;
  const { question, scaling, reason } = card.report;
  const darkEnd =
    question?.kind === "offset" || question?.kind === "scale" ? (scaling?.darkEnd ?? null) : null;
  return (
    <div className="question">
      <h3 className="row">
        <span className="warn">
          <Icon name="help" />
        </span>
        {question?.title ?? reason}
      </h3>
      <div className={darkEnd ? "why with-chart" : "why"}>
        <EvidenceList {...evidenceOf(card.report)} />
        {darkEnd && <DarkEndChart darkEnd={darkEnd} />}
      </div>
      {question && (
        <div className="answers">
          {question.options.map((option, place) => (
            <Button
              key={option.label}
              look={option.isSuggested ? "primary" : "default"}
              keys={String(place + 1)}
              disabled={isLooking}
              onClick={() => answerAll(group, option.choices)}
            >
              {option.label}
            </Button>
          ))}
          {question.input === "date" && (
            <DateAnswer
              likeCount={group.length}
              onAnswer={(choices, forAll) => (forAll ? answerAll(group, choices) : answerOne(group, choices))}
            />
          )}
          {group.length > 1 && question.input === null && (
            <span className="dense t3 n" title={names(group)}>
              Applies to {count(group.length)} like files
            </span>
          )}
          {group.length > 1 && question.input === "date" && (
            <span className="dense t3 n" title={names(group)}>
              {count(group.length - 1)} like files ask the same
            </span>
          )}
        </div>
      )}
    </div>
  );
}

/** One answer for all files that ask the same. */
export function answerAll(group: QuestionGroup, choices: SceneChoices): void {
  void answer(
    group.map(({ card }) => card),
    choices,
  );
}

function answerOne([{ card }]: QuestionGroup, choices: SceneChoices): void {
  void answer([card], choices);
}

const mostNames = 20;

function names(group: QuestionGroup): string {
  const all = group.map(({ card }) => sceneName(card.report));
  return all.length <= mostNames ? all.join("\n") : [...all.slice(0, mostNames), "…"].join("\n");
}
