import type { Job } from "../../native/contract/jobs.ts";
import { openImports } from "../state/encoderTask.ts";
import { cancelJob, dismissJob, isUnderWay, resumeJob, useJobs } from "../state/jobs.ts";
import { Button } from "../ui/Button.tsx";
import { CopyDetails } from "../ui/CopyDetails.tsx";
import { failureWords, needsHeads } from "../ui/failureWords.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Note } from "../ui/Note.tsx";
import { doneOf, shareDone, timeLeft } from "../ui/progressWords.ts";
import { HeadsForm } from "./HeadsForm.tsx";

/** Imports under way, and those that failed and wait for an answer. */
export function ImportList() {
  const jobs = useJobs((state) => state.jobs);
  const open = openImports(jobs);
  if (open.length === 0) return null;
  return (
    <ul className="imports" aria-label="Imports">
      {open.map((job) => (
        <li key={job.id} aria-label={job.title}>
          {isUnderWay(job) ? <ImportUnderWay job={job} /> : <FailedImport job={job} />}
        </li>
      ))}
    </ul>
  );
}

function ImportUnderWay({ job }: { readonly job: Job }) {
  return (
    <div className="import">
      <div className="row">
        <span className="acc">
          <Icon name="activity" size={14} />
        </span>
        <b className="ell sp" title={job.title}>
          {job.title}
        </b>
        <span className="dense t2 n nw">
          {job.state.kind === "waiting" ? "Waits for the job before it" : doneOf(job)}
        </span>
        <span className="dense t3 n nw">{timeLeft(job)}</span>
        <IconButton
          icon="close"
          tiny
          label={`Cancel: ${job.title}`}
          side="left"
          onClick={() => cancelJob(job.id)}
        />
      </div>
      <progress className="progress" aria-label={job.title} {...shareDone(job)} />
    </div>
  );
}

function FailedImport({ job }: { readonly job: Job }) {
  const { state } = job;
  const asks = state.kind === "failed" && needsHeads(state.failure);
  const words =
    state.kind === "failed"
      ? failureWords(state)
      : "The import stopped and nothing was changed. This is a fault in Argil.";
  return (
    <div className="import">
      <div className="row failed-import">
        <Note tone={asks ? "warn" : "err"}>{words}</Note>
        <IconButton
          icon="close"
          tiny
          label={`Put away: ${job.title}`}
          side="left"
          onClick={() => void dismissJob(job.id)}
        />
      </div>
      {state.kind === "failed" && needsHeads(state.failure) ? (
        <HeadsForm job={job} path={state.failure.path} />
      ) : (
        <div className="row">
          <Button size="small" onClick={() => void resumeJob(job.id)}>
            Try again
          </Button>
          <CopyDetails of={job} />
        </div>
      )}
    </div>
  );
}
