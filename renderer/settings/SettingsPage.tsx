import { openSettings, type SettingsPageName, useView } from "../state/view.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.tsx";
import { EncodersPage } from "./EncodersPage.tsx";
import { GeneralPage } from "./GeneralPage.tsx";
import "./settings.css";

const pages = [
  ["general", "General", "sliders"],
  ["encoders", "Encoders and devices", "processor"],
] as const satisfies readonly (readonly [SettingsPageName, string, IconName])[];

/** The settings: a list of pages, and the one that is open. */
export function SettingsPage() {
  const open = useView((state) => state.settingsPage);
  return (
    <div className="settings" data-area="page" tabIndex={-1}>
      <nav className="settings-nav" aria-label="Settings">
        <b className="dense">Settings</b>
        {pages.map(([page, title, icon]) => (
          <button
            key={page}
            type="button"
            className={page === open ? "on" : ""}
            aria-current={page === open ? "page" : undefined}
            onClick={() => openSettings(page)}
          >
            <Icon name={icon} />
            {title}
          </button>
        ))}
      </nav>
      {open === "general" ? <GeneralPage /> : <EncodersPage />}
    </div>
  );
}
