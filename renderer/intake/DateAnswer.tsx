import { useState } from "react";
import type { SceneChoices } from "../../native/contract/intake.ts";

interface DateAnswerProps {
  /** Files that ask the same, this one among them. */
  readonly likeCount: number;
  readonly onAnswer: (choices: SceneChoices, forAll: boolean) => void;
}

/** A field for the day. It is true of one file only, unless the user says that all were taken then. */
export function DateAnswer({ likeCount, onAnswer }: DateAnswerProps) {
  const [day, setDay] = useState("");
  const [isForAll, setIsForAll] = useState(false);
  const today = new Date().toISOString().slice(0, 10);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && day >= "1900-01-01" && day <= today;
  return (
    <form
      className="date-answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (isDay) onAnswer({ acquiredAt: day }, isForAll);
      }}
    >
      <label className="row dense">
        <span className="t3">Taken on</span>
        <input
          type="date"
          className="field"
          value={day}
          min="1900-01-01"
          max={today}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className="btn primary" disabled={!isDay}>
        Use this date
      </button>
      {likeCount > 1 && (
        <label className="row dense t2">
          <input
            type="checkbox"
            checked={isForAll}
            onChange={(event) => setIsForAll(event.currentTarget.checked)}
          />
          All {likeCount} like files were taken then
        </label>
      )}
    </form>
  );
}
