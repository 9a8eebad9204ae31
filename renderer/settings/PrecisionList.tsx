import type { EncoderSummary, Precision } from "../../native/contract/encoders.ts";
import type { Job } from "../../native/contract/jobs.ts";
import { chooseEncoder, comparePrecision, embedProjectWith } from "../state/encoders.ts";
import { isUnderWay, useJobs } from "../state/jobs.ts";
import { useProject } from "../state/project.ts";
import { Button } from "../ui/Button.tsx";
import { plural } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { doneOf, shareDone, timeLeft } from "../ui/progressWords.ts";
import { agreementWords, precisions, precisionWords } from "./encoderWords.ts";

/** The engine compares no fewer. */
const fewestChips = 3;

/** How exactly an encoder may run here, with what each form costs on chips of this project. */
export function PrecisionList({ encoder }: { readonly encoder: EncoderSummary }) {
  return (
    <section className="precisions" aria-labelledby={`precision-${encoder.id}`}>
      <h3 id={`precision-${encoder.id}`} className="dense">
        Precision
      </h3>
      <ul>
        {precisions.map((precision) => (
          <PrecisionRow key={precision} encoder={encoder} precision={precision} />
        ))}
      </ul>
      <p className="micro t3">
        Chips read in another precision are kept in a space of their own and never compared with those of
        fp32.
      </p>
    </section>
  );
}

interface PrecisionRowProps {
  readonly encoder: EncoderSummary;
  readonly precision: Precision;
}

function PrecisionRow({ encoder, precision }: PrecisionRowProps) {
  const agreement = encoder.agreements.find((one) => one.precision === precision);
  const comparison = useComparison(encoder.id, precision);
  const projectChips = useProject((state) => state.project?.chipCount ?? 0);
  const toEmbed = Math.max(0, projectChips - encoder.chipCounts[precision]);
  const isInUse = encoder.chosenPrecision === precision;
  const isUsable = precision === "fp32" || agreement !== undefined;
  const isSound = encoder.damage === null;
  return (
    <li aria-label={precision}>
      <b className="n">{precision}</b>
      <div className="dense t2 n">
        {precision === "fp32" && precisionWords.fp32}
        {precision !== "fp32" && !agreement && (
          <>
            {precisionWords[precision]}; <span className="t3">not measured on this project’s chips</span>
          </>
        )}
        {agreement && agreementWords(agreement).map((words) => <div key={words}>{words}</div>)}
        {comparison && <ComparisonLine job={comparison} />}
      </div>
      <span className="row">
        {isInUse && (
          <span className="tag acc">
            <Icon name="check" size={12} />
            In use
          </span>
        )}
        {isInUse && toEmbed > 0 && precision !== "fp32" && (
          <Button size="small" onClick={() => void embedProjectWith(encoder)}>
            Embed {plural(toEmbed, "chip")}
          </Button>
        )}
        {precision !== "fp32" && !comparison && (
          <Button
            look={agreement ? "quiet" : "default"}
            size="small"
            disabled={!isSound || projectChips < fewestChips}
            onClick={() => void comparePrecision(encoder.id, precision)}
          >
            {agreement ? "Compare again" : "Compare"}
          </Button>
        )}
        {isUsable && !isInUse && isSound && (
          <Button size="small" onClick={() => void chooseEncoder(encoder.id, precision)}>
            Use
          </Button>
        )}
      </span>
    </li>
  );
}

function ComparisonLine({ job }: { readonly job: Job }) {
  const words = job.state.kind === "waiting" ? "Waiting for the job before it" : doneOf(job);
  return (
    <div className="row comparison">
      <span className="nw">{words}</span>
      <progress className="progress" aria-label={job.title} {...shareDone(job)} />
      <span className="t3 nw">{timeLeft(job)}</span>
    </div>
  );
}

/** The comparison under way. */
function useComparison(encoderId: string, precision: Precision): Job | null {
  return useJobs(
    ({ jobs }) =>
      jobs.find(({ task, ...job }) => {
        const isOurs = task.kind === "compare" && task.precision === precision;
        return isOurs && task.encoderId === encoderId && isUnderWay(job);
      }) ?? null,
  );
}
