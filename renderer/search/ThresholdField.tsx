import { useEffect, useState } from "react";
import { setThreshold } from "../state/answer.ts";
import { cosine } from "../ui/format.ts";

/** The knob's value as a number; half-typed numbers are left alone until they are one. */
export function ThresholdField({ threshold }: { readonly threshold: number }) {
  const [text, setText] = useState(cosine(threshold));
  useEffect(() => setText((typed) => (Number(typed) === threshold ? typed : cosine(threshold))), [threshold]);
  return (
    <label className="row dense t2">
      Threshold
      <input
        className="field small threshold-field"
        inputMode="decimal"
        aria-label="Threshold, cosine"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const value = Number(event.target.value.replace(",", "."));
          if (event.target.value.trim() !== "" && Number.isFinite(value)) setThreshold(value);
        }}
        onBlur={() => setText(cosine(threshold))}
      />
    </label>
  );
}
