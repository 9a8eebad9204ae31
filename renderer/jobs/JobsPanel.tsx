import { isAnswered } from "../state/encoderTask.ts";
import { isUnderWay, useJobs } from "../state/jobs.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { JobCard } from "./JobCard.tsx";
import { JobRow } from "./JobRow.tsx";
import "./jobs.css";

/** What is under way, what waits, what went wrong, what is done. */
export function JobsPanel() {
  const all = useJobs((state) => state.jobs);
  const jobs = all.filter((job) => !isAnswered(job, all));
  if (jobs.length === 0) {
    return (
      <EmptyState
        icon="activity"
        title="Nothing under way"
        sentence="Drop scenes anywhere on this window to index them."
      />
    );
  }
  return (
    <div className="scroll">
      {jobs.map((job) =>
        isUnderWay(job) && job.state.kind === "running" ? (
          <JobCard key={job.id} job={job} />
        ) : (
          <JobRow key={job.id} job={job} />
        ),
      )}
    </div>
  );
}
