import { useMantineColorScheme } from "@mantine/core";
import { chipSizes, chooseChipSize, useChipSize } from "../state/chipSize.ts";
import { useProject } from "../state/project.ts";
import { CopyText } from "../ui/CopyText.tsx";
import { RememberedAnswers } from "./RememberedAnswers.tsx";

const schemes = [
  ["auto", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

/** Theme, chip size, remembered answers, and where the project lies. */
export function GeneralPage() {
  return (
    <div className="settings-page general">
      <h1>General</h1>
      <ThemeCard />
      <ChipSizeCard />
      <RememberedAnswers />
      <ProjectCard />
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

function ProjectCard() {
  const folder = useProject((state) => state.project?.folder ?? "");
  return (
    <section className="card" aria-labelledby="project-title">
      <h2 id="project-title">Project folder</h2>
      <p className="dense t2">
        <CopyText text={folder} what="the path of the project folder" />
      </p>
      <p className="hint">The project is this one folder; it can be copied to a stick.</p>
    </section>
  );
}
