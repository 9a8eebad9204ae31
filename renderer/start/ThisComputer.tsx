import { useProject } from "../state/project.ts";
import { deviceWords, whyNotFaster } from "../ui/deviceWords.ts";
import { bytes } from "../ui/format.ts";
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
              {deviceWords(device)}
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
        {device &&
          whyNotFaster(device).map((reason) => (
            <li key={reason} className="t2">
              <Icon name="info" size={14} />
              {reason}
            </li>
          ))}
        <li className="t3">
          <Icon name="offline" size={14} />
          No network needed
        </li>
      </ul>
    </div>
  );
}
