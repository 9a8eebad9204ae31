import { cancelJob, currentJob, useJobs } from "../state/jobs.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { doneOf, shareDone, timeLeft } from "../ui/progressWords.ts";

/** The running job in the status bar. */
export function StatusJob() {
  const job = useJobs((state) => currentJob(state.jobs));
  if (!job) return null;
  return (
    <span className="status-job">
      <span className="acc">
        <Icon name="activity" size={14} />
      </span>
      {doneOf(job)}
      <progress className="progress" aria-label={job.title} {...shareDone(job)} />
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
