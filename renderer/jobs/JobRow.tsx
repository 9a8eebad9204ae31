import type { Job } from "../../native/contract/jobs.ts";
import { encoderTask } from "../state/encoderTask.ts";
import { resumeJob } from "../state/jobs.ts";
import { openSettings } from "../state/view.ts";
import { Button } from "../ui/Button.tsx";
import { CopyDetails } from "../ui/CopyDetails.tsx";
import { failureWords } from "../ui/failureWords.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.tsx";
import { Note } from "../ui/Note.tsx";
import { RefusedList } from "../ui/RefusedList.tsx";
import { outcome } from "./jobWords.ts";

const looks = {
  waiting: ["pause", "t3"],
  running: ["activity", "acc"],
  done: ["ok", "ok"],
  cancelled: ["pause", "t3"],
  failed: ["refused", "err"],
  crashed: ["refused", "err"],
} as const satisfies Record<Job["state"]["kind"], readonly [IconName, string]>;

/** A job that waits or is over. A failure stays until it is answered. */
export function JobRow({ job }: { readonly job: Job }) {
  const [icon, tone] = looks[job.state.kind];
  const canResume = ["cancelled", "failed", "crashed"].includes(job.state.kind);
  return (
    <section className="sec" aria-label={job.title}>
      <div className="row job-head">
        <span className={tone}>
          <Icon name={icon} />
        </span>
        <b className="sp ell" title={job.title}>
          {job.title}
        </b>
        <span className="dense t3 n">{job.startedAt.slice(11, 16)}</span>
      </div>
      <p className="dense t2 n job-outcome">{outcome(job)}</p>
      {job.state.kind === "failed" && <Note tone="err">{failureWords(job.state)}</Note>}
      {job.state.kind === "crashed" && <Note tone="err">{job.state.message}</Note>}
      <RefusedList refused={job.refused} />
      {canResume && (
        <div className="row">
          {isRefusedCheckpoint(job) ? (
            <Button onClick={() => openSettings("encoders")}>Open encoders</Button>
          ) : (
            <Button icon="play" onClick={() => resumeJob(job.id)}>
              {encoderTask(job) === null ? "Go on where it stopped" : "Try again"}
            </Button>
          )}
          {(job.state.kind === "failed" || job.state.kind === "crashed") && <CopyDetails of={job} />}
        </div>
      )}
    </section>
  );
}

// The same file would be refused again; what it needs is asked for beside the encoders.
function isRefusedCheckpoint({ state }: Job): boolean {
  return state.kind === "failed" && state.failure.kind === "checkpoint-refused";
}
