import { sensors } from "../../models/sensors/index.ts";
import type { IntakeOption, IntakeQuestion } from "../contract/intake.ts";
import type { SceneReport } from "../contract/scenes.ts";

/** The question that a scene's own report leaves open, where the reader of its file asked none itself; null where nothing can be answered. */
export function questionOf(report: SceneReport): IntakeQuestion | null {
  if (report.question !== null || report.status !== "question") return report.question;
  if (report.sensor === null) return sensorQuestion(report.bands.length);
  if (report.acquiredAt === null)
    return { kind: "date", title: "When was this scene taken?", options: [], input: "date" };
  return null;
}

const asTheyAre = "Take the bands as they are";

/** Sensors with exactly as many bands come first; none of them is suggested, since the count alone proves nothing. */
function sensorQuestion(bandCount: number): IntakeQuestion {
  const fitting = sensors.filter(({ id, bands }) => id !== "generic" && bands.length === bandCount);
  const option = (label: string, sensorId: string): IntakeOption => ({
    label,
    choices: { sensorId },
    isSuggested: false,
  });
  return {
    kind: "sensor",
    title: "Which sensor took this scene?",
    options: [
      ...fitting.map(({ id, title }) => option(title, id)),
      option(fitting.length === 0 ? asTheyAre : `Another: ${asTheyAre.toLowerCase()}`, "generic"),
    ],
    input: null,
  };
}
