import type { EncoderRelease } from "../../native/contract/encoders.ts";
import { useEncoders } from "../state/encoders.ts";
import { downloadRelease } from "../state/imports.ts";
import { isUnderWay, useJobs } from "../state/jobs.ts";
import { Button } from "../ui/Button.tsx";
import { CopyText } from "../ui/CopyText.tsx";
import { Icon } from "../ui/Icon.tsx";

/** What to do where no Clay is on this computer. */
export function NoClay() {
  const releases = useEncoders((state) => state.releases);
  return (
    <div className="no-clay">
      <p className="dense t2">
        <Icon name="drop" size={14} />
        <span>
          Clay is not on this computer. Download the checkpoint once (about 5 GB) and drop it here; Argil
          reads it without Python and runs nothing in it.
        </span>
      </p>
      <ul aria-label="Releases of Clay">
        {releases.map((release) => (
          <Release key={release.id} release={release} />
        ))}
      </ul>
    </div>
  );
}

function Release({ release }: { readonly release: EncoderRelease }) {
  const { id, title, license, source, url } = release;
  const isComing = useJobs(({ jobs }) =>
    jobs.some((job) => isUnderWay(job) && job.task.kind === "download" && job.task.releaseId === id),
  );
  return (
    <li className="row dense">
      <b className="nw">{title}</b>
      <span className="t3 nw">{license}</span>
      <span className="sp t2">
        <CopyText text={url ?? source} what={`the address of ${title}`} />
      </span>
      {url === null ? (
        <span className="t3 nw">From its page only</span>
      ) : (
        <>
          <span className="t3 nw">Needs a network.</span>
          <Button size="small" disabled={isComing} onClick={() => void downloadRelease(id)}>
            Download
          </Button>
        </>
      )}
    </li>
  );
}
