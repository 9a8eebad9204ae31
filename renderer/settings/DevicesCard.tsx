import type { DeviceVerdict } from "../../native/contract/devices.ts";
import { testDevices, useDevices } from "../state/devices.ts";
import { useProject } from "../state/project.ts";
import { Button } from "../ui/Button.tsx";
import { EvidenceList } from "../ui/EvidenceList.tsx";
import { day, rate } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { useElapsed } from "../ui/useElapsed.ts";
import { deviceFindings, deviceTag } from "./deviceWords.ts";

/** Every device that could run an encoder here, fastest first, and why it does or does not. */
export function DevicesCard() {
  const { verdicts, askedAt } = useDevices();
  const device = useProject((state) => state.device);
  const seconds = useElapsed(askedAt);
  const newest = verdicts
    .map(({ probedAt }) => probedAt)
    .sort()
    .at(-1);
  return (
    <section className="card devices" aria-labelledby="devices-title">
      <div className="sec-head card-title">
        <h2 id="devices-title" className="dense">
          Devices
        </h2>
        <span className="t3 n ell">
          {device && `${device.encoderTitle}, ${device.precision}`}
          {newest && `; tested ${day(newest)}`}
        </span>
        <span className="sp" />
        <Button size="small" icon="activity" disabled={askedAt !== null} onClick={() => void testDevices()}>
          Test all again
        </Button>
      </div>
      <p
        className={seconds === null ? "unseen" : "probing dense t2 n"}
        role="status"
        aria-label="Device test"
      >
        {seconds !== null &&
          `Testing one device after the other, each in a process of its own; a few seconds each, ${seconds} s so far`}
      </p>
      <ul aria-labelledby="devices-title" aria-busy={askedAt !== null}>
        {verdicts.map((verdict) => (
          <DeviceRow key={verdict.provider} verdict={verdict} />
        ))}
      </ul>
    </section>
  );
}

function DeviceRow({ verdict }: { readonly verdict: DeviceVerdict }) {
  const device = useProject((state) => state.device);
  const tag = deviceTag(verdict, device?.provider ?? null);
  const isUsed = tag.words === "In use";
  return (
    <li className="device" aria-label={verdict.title}>
      <div className="col">
        <b>{verdict.title}</b>
        {verdict.device !== null && <span className="dense t3 device-name">{verdict.device}</span>}
        <span>
          <span className={`tag ${tag.tone}`}>
            <Icon name={tag.icon} size={14} />
            {tag.words}
          </span>
        </span>
      </div>
      <EvidenceList shown={deviceFindings(verdict)} folded={[]} />
      <div className="device-speed n">
        {isUsed && device && device.chipsPerSecond !== null ? (
          <>
            <b>{rate(device.chipsPerSecond)}</b> <span className="t3 dense">chips/s</span>
          </>
        ) : (
          <span className="t3 dense">not measured</span>
        )}
        {isUsed && device && device.selfTestCosine !== null && (
          <div className="dense t2">self-test: cosine {device.selfTestCosine.toFixed(5)}</div>
        )}
      </div>
    </li>
  );
}
