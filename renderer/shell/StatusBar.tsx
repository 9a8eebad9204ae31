import { StatusJob } from "../jobs/StatusJob.tsx";
import { useAnswer, useShownHits } from "../state/answer.ts";
import { useProject } from "../state/project.ts";
import { openSettings, usePointer } from "../state/view.ts";
import { deviceTone, deviceWords, whyNotFaster } from "../ui/deviceWords.ts";
import { count, place, plural, providerName, rate } from "../ui/format.ts";

/** Device and speed, the job or the last answer, place, encoder. */
export function StatusBar() {
  const device = useProject((state) => state.device);
  return (
    <footer className="status" data-area="status" tabIndex={-1}>
      {device && (
        <span>
          <button
            type="button"
            className="status-device"
            title={[deviceWords(device), ...whyNotFaster(device)].join("\n")}
            onClick={() => openSettings("encoders")}
          >
            <i className={`dot ${deviceTone(device)}`} />
            <b>{providerName(device.provider)}</b>
            <span className="ell">{device.device}</span>
            {device.precision !== "fp32" && <span>{device.precision}</span>}
            {device.passedOver.length > 0 && (
              <span className="unseen">, a faster device was passed over</span>
            )}
          </button>
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
        <span className="status-encoder">
          <span className="ell" title={device.encoderTitle}>
            {device.encoderTitle}
          </span>
          , {device.dimensions}-d
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
