import type { IngestProgress, Job } from "../../native/contract/jobs.ts";
import { cancelJob } from "../state/jobs.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { KeyValue } from "../ui/KeyValue.tsx";
import { doneOf, figure, shareDone, timeLeft } from "../ui/progressWords.ts";
import { RefusedList } from "../ui/RefusedList.tsx";
import { rates, skipped } from "./jobWords.ts";
import { sparkline } from "./sparkline.ts";

/** A job under way: how far, how long, what is safe already. */
export function JobCard({ job }: { readonly job: Job }) {
  const { progress } = job;
  const counted = figure(job);
  return (
    <section className="sec" aria-label={job.title}>
      <div className="row job-head">
        <span className="acc">
          <Icon name="activity" />
        </span>
        <b className="sp ell">{job.title}</b>
        <IconButton
          icon="close"
          label="Cancel; what is saved stays"
          onClick={() => cancelJob(job.id)}
          side="left"
        />
      </div>
      <div className="row job-count n">
        {counted && <span className="display">{counted.large}</span>}
        <span className="t2">{counted ? counted.of : doneOf(job)}</span>
        <span className="sp" />
        <b>{timeLeft(job)}</b>
      </div>
      <progress
        className="progress big"
        aria-label={progress.kind === "chips" ? "Chips done" : "Bytes done"}
        {...shareDone(job)}
      />
      {progress.kind === "chips" && <Rates progress={progress} seconds={job.seconds} />}
      {progress.kind === "chips" && progress.scenesTotal > 0 && (
        <KeyValue
          rows={[
            ["Scene", sceneLine(progress)],
            ["Skipped", skipped(progress)],
          ]}
        />
      )}
      <RefusedList refused={job.refused} />
    </section>
  );
}

function Rates({ progress, seconds }: { readonly progress: IngestProgress; readonly seconds: number }) {
  const recent = progress.recentChipsPerSecond;
  const chart = sparkline(recent, 296, 40);
  if (!chart) return null;
  return (
    <div className="rates">
      <svg width="100%" height="44" viewBox="0 0 296 40" preserveAspectRatio="none" aria-hidden="true">
        <path d={chart.area} fill="var(--accent-text)" opacity=".13" />
        <path
          d={chart.line}
          fill="none"
          stroke="var(--accent-text)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className="row dense t3 n">
        <span className="sp">chips/s, last {recent.length} s</span>
        <span>{rates(progress, seconds)}</span>
      </div>
    </div>
  );
}

function sceneLine({ scenesDone, scenesTotal, sceneTitle }: IngestProgress): string {
  const number = `${Math.min(scenesDone + 1, scenesTotal)} of ${scenesTotal}`;
  return sceneTitle ? `${number}, ${sceneTitle}` : number;
}
