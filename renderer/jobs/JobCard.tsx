import type { Job } from "../../native/contract/jobs.ts";
import { cancelJob } from "../state/jobs.ts";
import { count } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { KeyValue } from "../ui/KeyValue.tsx";
import { RefusedList } from "../ui/RefusedList.tsx";
import { chipsOf, rates, skipped, timeLeft } from "./jobWords.ts";
import { sparkline } from "./sparkline.ts";

/** A job under way: how far, how long, what is safe already. */
export function JobCard({ job }: { readonly job: Job }) {
  const { progress } = job;
  const hasCount = progress.chipsTotal > 0;
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
        {hasCount && <span className="display">{count(progress.chipsDone)}</span>}
        <span className="t2">{hasCount ? `of ${count(progress.chipsTotal)} chips` : chipsOf(job)}</span>
        <span className="sp" />
        <b>{timeLeft(job)}</b>
      </div>
      <progress
        className="progress big"
        aria-label="Chips done"
        max={Math.max(1, progress.chipsTotal)}
        value={progress.chipsDone}
      />
      <Rates job={job} />
      <KeyValue
        rows={[
          ...(progress.scenesTotal > 0 ? [["Scene", sceneLine(job)] as const] : []),
          ["Skipped", skipped(job)],
        ]}
      />
      <RefusedList refused={job.refused} />
    </section>
  );
}

function Rates({ job }: { readonly job: Job }) {
  const recent = job.progress.recentChipsPerSecond;
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
        <span>{rates(job)}</span>
      </div>
    </div>
  );
}

function sceneLine({ progress }: Job): string {
  const { scenesDone, scenesTotal, sceneTitle } = progress;
  const number = `${Math.min(scenesDone + 1, scenesTotal)} of ${scenesTotal}`;
  return sceneTitle ? `${number}, ${sceneTitle}` : number;
}
