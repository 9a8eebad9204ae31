import "./start.css";
import { chooseAndIndex, openDemo } from "../state/intake.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { ThisComputer } from "./ThisComputer.tsx";

/** The first thing a user sees: where to drop scenes, whether this computer will do, and a way to try it out. */
export function StartCard() {
  return (
    <section className="start-card float" aria-label="Start">
      <div className="drop-zone">
        <span className="drop-icon">
          <Icon name="drop" size={26} />
        </span>
        <h1>Drop satellite scenes here</h1>
        <p className="t2">
          GeoTIFF files or whole folders. Argil reads sensor, bands, scale and date, shows you the evidence,
          and starts indexing. Nothing leaves this computer.
        </p>
        <div className="start-buttons">
          <Button
            look="primary"
            size="large"
            icon="file"
            keys="Ctrl O"
            onClick={() => chooseAndIndex("files")}
          >
            Choose files
          </Button>
          <Button size="large" icon="folder" onClick={() => chooseAndIndex("folder")}>
            Choose a folder
          </Button>
          <Button size="large" onClick={openDemo}>
            Open the demo project
          </Button>
        </div>
        <p className="dense t3">
          Demo: one made-up landscape on many dates, written on this disk and indexed in about a minute.
        </p>
      </div>
      <ThisComputer />
    </section>
  );
}
