import { useEffect } from "react";
import { useConnection } from "../state/connection.ts";
import { loadDevices } from "../state/devices.ts";
import { loadEncoders, loadReleases } from "../state/encoders.ts";
import { chooseWeights } from "../state/intake.ts";
import { loadProject } from "../state/project.ts";
import { Button } from "../ui/Button.tsx";
import { DevicesCard } from "./DevicesCard.tsx";
import { EncodersCard } from "./EncodersCard.tsx";

/** What reads the chips, and what it runs on. */
export function EncodersPage() {
  const openings = useConnection((state) => state.openings);
  useEffect(() => {
    if (openings === 0) return;
    void loadEncoders();
    void loadReleases();
    void loadProject();
    void loadDevices();
  }, [openings]);
  return (
    <div className="settings-page encoders-page">
      <header className="row settings-head">
        <div className="sp">
          <h1>Encoders and devices</h1>
          <p className="t2">
            Argil uses the fastest device that gives the right numbers. Weights come from files; nothing is
            fetched by itself.
          </p>
        </div>
        <Button icon="drop" onClick={() => void chooseWeights()}>
          Import weights
        </Button>
      </header>
      <EncodersCard />
      <DevicesCard />
    </div>
  );
}
