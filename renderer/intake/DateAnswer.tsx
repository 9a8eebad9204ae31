import { useState } from "react";
import type { SceneChoices } from "../../native/contract/intake.ts";

interface DateAnswerProps {
  /** Files that ask the same, this one among them. */
  readonly likeCount: number;
  readonly onAnswer: (choices: SceneChoices, forAll: boolean) => void;
}

/** True for a day of the calendar, written as ISO 8601, that something flying could have taken a picture on. */
export function isPastDay(day: string, now: Date): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
  const moment = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
  return isReal && day >= "1900-01-01" && moment <= now;
}

/** A field for the day. It is true of one file only, unless the user says that all were taken then. */
export function DateAnswer({ likeCount, onAnswer }: DateAnswerProps) {
  const [day, setDay] = useState("");
  const [isForAll, setIsForAll] = useState(false);
  const isDay = isPastDay(day, new Date());
  const isWrong = day.length >= "YYYY-MM-DD".length && !isDay;
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
          className="field"
          value={day}
          placeholder="YYYY-MM-DD"
          inputMode="numeric"
          maxLength={10}
          aria-invalid={isWrong}
          onChange={(event) => setDay(event.currentTarget.value.trim())}
        />
      </label>
      <button type="submit" className="btn primary" disabled={!isDay}>
        Use this date
      </button>
      {isWrong && <span className="dense err">Not a day in the past</span>}
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
