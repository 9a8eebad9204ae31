import { useProject } from "../state/project.ts";
import { bytes, providerName, rate } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";

/** What the engine found here: device, encoder, disk; and that no network is needed. */
export function ThisComputer() {
  const { project, device } = useProject();
  return (
    <div className="this-computer">
      <h2 className="dense">This computer</h2>
      <ul className="dense" aria-label="This computer">
        {device && (
          <>
            <li>
              <span className="ok">
                <Icon name="ok" size={14} />
              </span>
              {providerName(device.provider)} works: {device.device}
              {device.chipsPerSecond !== null && `, ${rate(device.chipsPerSecond)} chips/s`}
            </li>
            <li>
              <span className="ok">
                <Icon name="ok" size={14} />
              </span>
              {device.encoderTitle} is on disk
            </li>
          </>
        )}
        {project && (
          <li>
            <span className="ok">
              <Icon name="ok" size={14} />
            </span>
            {bytes(project.freeDiskBytes)} free for archives
          </li>
        )}
        {device?.note && (
          <li className="t2">
            <Icon name="info" size={14} />
            {device.note}
          </li>
        )}
        <li className="t3">
          <Icon name="offline" size={14} />
          No network needed
        </li>
      </ul>
    </div>
  );
}
