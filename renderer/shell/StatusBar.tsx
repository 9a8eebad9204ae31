import { StatusJob } from "../jobs/StatusJob.tsx";
import { useAnswer, useShownHits } from "../state/answer.ts";
import { useProject } from "../state/project.ts";
import { usePointer } from "../state/view.ts";
import { count, place, plural, providerName, rate } from "../ui/format.ts";

/** Device and speed, the job or the last answer, place, encoder. */
export function StatusBar() {
  const device = useProject((state) => state.device);
  return (
    <footer className="status" data-area="status" tabIndex={-1}>
      {device && (
        <span>
          <i className={`dot ${device.note ? "noted" : "ok"}`} />
          <b>{providerName(device.provider)}</b>
          <span className="ell" title={device.note ?? device.device}>
            {device.device}
          </span>
        </span>
      )}
      {device && device.chipsPerSecond !== null && (
        <span>
          <b>{rate(device.chipsPerSecond)}</b> chips/s
        </span>
      )}
      <StatusJob />
      <LastAnswer />
      <span className="sp" />
      <Place />
      {device && (
        <span>
          {device.encoderTitle}, {device.dimensions}-d
        </span>
      )}
    </footer>
  );
}

function LastAnswer() {
  const { answer, isSearching } = useAnswer();
  const hits = useShownHits().length;
  const words = answer
    ? `${plural(hits, "hit")}, ${plural(answer.scanned, "chip")} scored in ${count(Math.max(1, answer.milliseconds))} ms`
    : "";
  return (
    <span role="status" aria-label="Last answer" className={words || isSearching ? "" : "bare"}>
      {isSearching && !answer ? "Searching" : words}
    </span>
  );
}

function Place() {
  const at = usePointer((state) => state.at);
  return at && <span className="hide-narrow">{place(at)}</span>;
}
