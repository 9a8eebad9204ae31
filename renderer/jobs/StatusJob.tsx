import { cancelJob, currentJob, useJobs } from "../state/jobs.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { chipsOf, timeLeft } from "./jobWords.ts";

/** The running job in the status bar. */
export function StatusJob() {
  const job = useJobs((state) => currentJob(state.jobs));
  if (!job) return null;
  return (
    <span className="status-job">
      <span className="acc">
        <Icon name="activity" size={14} />
      </span>
      {chipsOf(job)}
      <progress
        className="progress"
        aria-label={job.title}
        max={Math.max(1, job.progress.chipsTotal)}
        value={job.progress.chipsDone}
      />
      {timeLeft(job)}
      <IconButton
        icon="close"
        tiny
        label="Cancel the job; what is saved stays"
        side="top"
        onClick={() => cancelJob(job.id)}
      />
    </span>
  );
}
