import { isUnderWay, useJobs } from "../state/jobs.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { JobCard } from "./JobCard.tsx";
import { JobRow } from "./JobRow.tsx";
import "./jobs.css";

/** What is under way, what waits, what went wrong, what is done. */
export function JobsPanel() {
  const jobs = useJobs((state) => state.jobs);
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
