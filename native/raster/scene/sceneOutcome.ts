import { sensors } from "../../../models/sensors/index.ts";
import type { Grid } from "../../../models/vocabulary/raster.ts";
import type { EngineFailure } from "../../contract/failures.ts";
import type { IntakeQuestion, SceneChoices } from "../../contract/intake.ts";
import { liesOnEarth } from "../place/gridPlaces.ts";
import { spectralSamples } from "./assembleScene.ts";
import type { Judgement } from "./judgeScene.ts";
import type { SourceRaster } from "./openSource.ts";

/** Why a scene is not taken as it stands. */
export type Obstacle =
  | { readonly kind: "question"; readonly failure: EngineFailure; readonly question: IntakeQuestion }
  | { readonly kind: "refused"; readonly failure: EngineFailure };

/** The first thing that stands against taking the scene, or null: what cannot be used first, then what must be asked. */
export function obstacleOf(
  source: SourceRaster,
  grid: Grid | null,
  judgement: Judgement,
  choices: SceneChoices,
): Obstacle | null {
  const failure = refusal(source, grid, judgement, choices);
  return failure === null ? question(source, judgement) : { kind: "refused", failure };
}

function refusal(
  { raster }: SourceRaster,
  grid: Grid | null,
  { match }: Judgement,
  { sensorId }: SceneChoices,
): EngineFailure | null {
  const { path, crs } = raster;
  if (raster.dataType === null)
    return { kind: "encoding-unsupported", path, detail: "samples that are complex or of an unusual width" };
  if (match.kind === "not-imagery") return { kind: "not-imagery", path, detail: match.detail };
  if (raster.placeNote?.kind === "problem")
    return { kind: "no-place", path, detail: raster.placeNote.sentence };
  if (crs === null) return { kind: raster.transform === null ? "no-place" : "no-crs", path };
  if ("unknown" in crs)
    return /not on Earth/.test(crs.unknown)
      ? { kind: "not-on-earth", path, crs: crs.unknown.replace(/,? not on Earth/, "") }
      : { kind: "crs-unknown", path, crs: crs.unknown };
  if (grid === null) return { kind: "no-place", path };
  if (!liesOnEarth(grid))
    return { kind: "crs-unknown", path, crs: `${crs.name}, whose coordinates lie off the globe` };
  if (sensorId !== undefined && match.kind === "unknown")
    return { kind: "sensor-unknown", sensorId, known: sensors.map((sensor) => sensor.id) };
  if (match.kind === "mismatch")
    return { kind: "sensor-mismatch", path, sensorId: sensorId ?? "unknown", detail: match.detail };
  return null;
}

function question({ raster }: SourceRaster, { match, scaling, time, seen }: Judgement): Obstacle | null {
  const { path } = raster;
  if (match.kind === "question") {
    const candidates = match.candidates.map(
      ({ sensor, bands }) => `${sensor.title} as ${bands.map(({ role }) => role).join(" ")}`,
    );
    return {
      kind: "question",
      failure: { kind: "sensor-unclear", path, candidates },
      question: match.question,
    };
  }
  if (match.kind !== "matched") {
    const bandCount = spectralSamples(raster).length;
    return {
      kind: "question",
      failure: { kind: "bands-unknown", path, bandCount },
      question: sensorQuestion(bandCount),
    };
  }
  // What no pixel holds needs no scale: an ingest will say that nothing is valid.
  if (scaling !== null && scaling.question !== null && !isEmpty(seen)) {
    const darkest = scaling.darkEnd?.darkestPercentDigitalNumber ?? null;
    const failure: EngineFailure =
      scaling.question.kind === "offset"
        ? { kind: "offset-unclear", path, darkestDigitalNumber: darkest }
        : { kind: "scale-unclear", path, detail: scaling.findings.at(-1)?.sentence.replace(/\.$/, "") ?? "" };
    return { kind: "question", failure, question: scaling.question };
  }
  if (time.time === null) {
    return {
      kind: "question",
      failure: { kind: "no-date", path },
      question: {
        kind: "date",
        title: "When was this scene taken?",
        options: time.candidates.map(({ acquiredAt }, index) => ({
          label: acquiredAt.replace("T00:00:00Z", "").replace("T", " ").replace("Z", ""),
          choices: { acquiredAt },
          isSuggested: index === 0,
        })),
        input: "date",
      },
    };
  }
  return null;
}

/** True where every pixel was looked at and none is valid. */
const isEmpty = (seen: Judgement["seen"]) =>
  seen?.view.kind === "whole" &&
  seen.view.columnStep === 1 &&
  seen.view.rowStep === 1 &&
  !seen.view.pixels.valid.includes(1);

/** Sensors with exactly as many bands; none of them is suggested, since the count alone proves nothing. */
function sensorQuestion(bandCount: number): IntakeQuestion {
  const fitting = sensors.filter(({ id, bands }) => id !== "generic" && bands.length === bandCount);
  return {
    kind: "sensor",
    title: "Which sensor took this scene?",
    options: [
      ...fitting.map(({ id, title }) => ({ label: title, choices: { sensorId: id }, isSuggested: false })),
      {
        label: "Another: take the bands as they are",
        choices: { sensorId: "generic" },
        isSuggested: false,
      },
    ],
    input: null,
  };
}
