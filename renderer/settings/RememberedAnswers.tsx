import { useEffect } from "react";
import { loadAnswers, removeAnswer, useAnswers } from "../state/answers.ts";
import { useConnection } from "../state/connection.ts";
import { day } from "../ui/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { choiceWords } from "../ui/sceneWords.ts";

/** Answers that are given for the user where a like file asks the same; each can be taken back. */
export function RememberedAnswers() {
  const answers = useAnswers((state) => state.answers);
  const openings = useConnection((state) => state.openings);
  useEffect(() => {
    if (openings > 0) void loadAnswers();
  }, [openings]);
  return (
    <section className="card" aria-labelledby="answers-title">
      <h2 id="answers-title">Remembered answers</h2>
      {answers.length === 0 ? (
        <p className="hint">
          None yet. An answer about one file is given for like files of this project, too.
        </p>
      ) : (
        <ul className="remembered" aria-labelledby="answers-title">
          {answers.map(({ productType, choices, answeredAt }) => (
            <li key={productType} className="row">
              <span className="col sp">
                <b className="ell" title={productType}>
                  {productType}
                </b>
                <span className="dense t2 n">
                  {choiceWords(choices)} <span className="t3">· {day(answeredAt)}</span>
                </span>
              </span>
              <IconButton
                icon="close"
                label={`Forget the answer for ${productType}`}
                onClick={() => void removeAnswer(productType)}
                side="left"
              />
            </li>
          ))}
        </ul>
      )}
      {answers.length > 0 && (
        <p className="hint">A forgotten answer is asked for again. Scenes in the project stay as they are.</p>
      )}
    </section>
  );
}
