import { useMantineColorScheme } from "@mantine/core";
import { chipSizes, chooseChipSize, useChipSize } from "../state/chipSize.ts";
import { useProject } from "../state/project.ts";
import { providerName, rate } from "../ui/format.ts";
import { KeyValue } from "../ui/KeyValue.tsx";
import { Note } from "../ui/Note.tsx";
import { RememberedAnswers } from "./RememberedAnswers.tsx";
import "./settings.css";

const schemes = [
  ["auto", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

/** Theme, chip size, remembered answers, and the device and encoder in use. */
export function SettingsPage() {
  return (
    <div className="page settings" data-area="page" tabIndex={-1}>
      <h1>Settings</h1>
      <ThemeCard />
      <ChipSizeCard />
      <RememberedAnswers />
      <DeviceCard />
    </div>
  );
}

function ThemeCard() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <section className="card" aria-labelledby="theme-title">
      <h2 id="theme-title">Theme</h2>
      <div className="segments" role="radiogroup" aria-labelledby="theme-title">
        {schemes.map(([scheme, words]) => (
          <label key={scheme} className={scheme === colorScheme ? "on" : ""}>
            <input
              type="radio"
              name="theme"
              className="unseen"
              checked={scheme === colorScheme}
              onChange={() => setColorScheme(scheme)}
            />
            {words}
          </label>
        ))}
      </div>
    </section>
  );
}

function ChipSizeCard() {
  const chosen = useChipSize((state) => state.chipPixels);
  return (
    <section className="card" aria-labelledby="chip-title">
      <h2 id="chip-title">Chip size for new scenes</h2>
      <div className="segments" role="radiogroup" aria-labelledby="chip-title">
        {chipSizes.map((size) => (
          <label key={String(size)} className={size === chosen ? "on" : ""}>
            <input
              type="radio"
              name="chip-size"
              className="unseen"
              checked={size === chosen}
              onChange={() => chooseChipSize(size)}
            />
            {size === null ? "As the encoder likes" : `${size} px`}
          </label>
        ))}
      </div>
      <p className="hint">
        A chip is the square that is found as a whole. Small ones fit fields and stands at 10 m; sizes live
        side by side.
      </p>
    </section>
  );
}

function DeviceCard() {
  const { device, project } = useProject();
  if (!device) return null;
  const speed =
    device.chipsPerSecond === null ? "not measured yet" : `${rate(device.chipsPerSecond)} chips/s`;
  return (
    <section className="card" aria-labelledby="device-title">
      <h2 id="device-title">Device and encoder</h2>
      <KeyValue
        rows={[
          ["Device", device.device],
          ["Provider", providerName(device.provider)],
          ["Speed, last measured", speed],
          ["Encoder", device.encoderTitle],
          ["Dimensions", String(device.dimensions)],
          ["Project folder", project?.folder ?? ""],
        ]}
      />
      {device.note && <Note tone="muted">{device.note}</Note>}
    </section>
  );
}
