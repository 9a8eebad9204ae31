import type { Finding } from "../../vocabulary/evidence.ts";
import { doubts, fact, type Question, supports } from "../match.ts";
import { sentinel2L1c } from "../sentinel2.ts";
import { type Baseline, readBaseline } from "./baseline.ts";
import { type DarkEndVerdict, judgeDarkEnd } from "./darkEnd.ts";
import { decision, type LinearScaling, type ScalingDecision, type ScalingInput } from "./scalingInput.ts";
import type { Stated } from "./statedScaling.ts";

type State = "removed" | "still-in";

const scalings: Readonly<Record<State, LinearScaling>> = {
  removed: { scale: 0.0001, offset: 0 },
  "still-in": { scale: 0.0001, offset: -0.1 },
};

/** ESA's processors of that day and later all add the offset. */
const firstDayOfOffset = "2022-01-25";

/**
 * Whether Sentinel-2's offset of 1000 is still in the numbers. Baseline and tags say what should be; the dark end of
 * the pixels says what is. Where they agree it is settled, where they do not, or nothing tells, it is a question.
 */
export function decideSentinel2Offset(input: ScalingInput, stated: Stated | null): ScalingDecision {
  const seen = judgeDarkEnd(input.sample, input.bands, input.sensor === sentinel2L1c);
  const { darkEnd } = seen;
  const told = input.answer.offset;
  if (told !== undefined) {
    const sentence =
      told === "removed"
        ? "The offset was taken out already, as the user says."
        : "The offset is still in, as the user says.";
    return decision(scalings[told], "told", [supports(sentence)], { darkEnd });
  }
  const baseline = readBaseline(input);
  const flat = flatItem(input.metadata);
  const verdict = weigh({ baseline, stated, isFlat: flat !== null, seen, acquiredAt: input.acquiredAt });
  const findings = [
    ...stateFindings(baseline, stated),
    ...(flat === null ? [] : [fact(`${flat} in the metadata says: reflectance × 10 000.`)]),
    ...dateFindings(baseline, input.acquiredAt, verdict),
    ...pixelFindings(seen, verdict),
  ];
  if (verdict.kind === "settled")
    return decision(scalings[verdict.state], verdict.state, findings, { darkEnd });
  return decision(scalings[verdict.suggested], "asked", findings, {
    darkEnd,
    question: offsetQuestion(verdict.suggested),
  });
}

/** The metadata item that says so. */
const flatItem = (metadata: Readonly<Record<string, string>>): string | null =>
  Object.entries(metadata).find(([, text]) => /reflectances? *[x×*] *10[ ,]?000\b/i.test(text))?.[0] ?? null;

type Verdict =
  | { readonly kind: "settled"; readonly state: State }
  | { readonly kind: "asked"; readonly suggested: State };

const settled = (state: State): Verdict => ({ kind: "settled", state });
const asked = (suggested: State): Verdict => ({ kind: "asked", suggested });

interface Evidence {
  readonly baseline: Baseline | null;
  readonly stated: Stated | null;
  /** The metadata say in words that the numbers are reflectance x 10000. */
  readonly isFlat: boolean;
  readonly seen: DarkEndVerdict;
  readonly acquiredAt: string | null;
}

function weigh({ baseline, stated, isFlat, seen: { place, leaning }, acquiredAt }: Evidence): Verdict {
  const isLater = acquiredAt !== null && acquiredAt >= firstDayOfOffset;
  const said: State | null = stated === null ? null : stated.offset < -0.05 ? "still-in" : "removed";
  const contradicts = (state: State) => place === (state === "removed" ? "near" : "below");
  const agrees = (state: State) => place === (state === "removed" ? "below" : "near");
  if (baseline?.addsOffset === false)
    return said === "still-in" || contradicts("removed") ? asked(leaning ?? "removed") : settled("removed");
  if (said === "still-in" && stated !== null) {
    if (agrees("still-in")) return settled("still-in");
    // A catalogue entry may describe ESA's file while the one at hand has the offset taken out; a tag or ESA's own XML does not.
    const isFirstHand = stated.kind === "esa" || (stated.kind === "tag" && place !== "unclear");
    return isFirstHand && !contradicts("still-in") ? settled("still-in") : asked(leaning ?? "still-in");
  }
  if (said === "removed") {
    if (agrees("removed")) return settled("removed");
    const isOffsetLikely = baseline?.addsOffset === true || isLater;
    if (isOffsetLikely || contradicts("removed")) return asked(leaning ?? "still-in");
    // A tag that gives only the scale reads as offset 0 too, so without dark ground it needs a second witness.
    return isFlat ? settled("removed") : asked(leaning ?? "removed");
  }
  if (baseline?.addsOffset === true)
    return agrees("still-in") ? settled("still-in") : asked(leaning ?? "still-in");
  return agrees("removed") ? settled("removed") : asked(leaning ?? (isLater ? "still-in" : "removed"));
}

function stateFindings(baseline: Baseline | null, stated: Stated | null): readonly Finding[] {
  return [
    fact(baseline?.sentence ?? "Nothing names the processing baseline."),
    fact(stated?.sentence ?? "No scale or offset tag in the file."),
  ];
}

function dateFindings(
  baseline: Baseline | null,
  acquiredAt: string | null,
  verdict: Verdict,
): readonly Finding[] {
  if (baseline !== null || verdict.kind === "settled" || acquiredAt === null) return [];
  const isLater = acquiredAt >= firstDayOfOffset;
  return [
    fact(
      isLater
        ? `Taken on ${acquiredAt.slice(0, 10)}, when ESA added 1 000 to every value.`
        : `Taken on ${acquiredAt.slice(0, 10)}, before ESA added 1 000; processed again since, it may have it.`,
    ),
  ];
}

function pixelFindings({ place, darkEnd }: DarkEndVerdict, verdict: Verdict): readonly Finding[] {
  if (darkEnd === null) return [doubts("Too few pixels were looked at to check it.")];
  const dark = `Darkest 1 % lies at DN ${Math.round(darkEnd.darkestPercentDigitalNumber)}`;
  const state = verdict.kind === "settled" ? verdict.state : verdict.suggested;
  const toneOf = (looks: State) => (looks === state ? supports : doubts);
  switch (place) {
    case "below":
      return [toneOf("removed")(`${dark}, so it looks already removed.`)];
    case "near":
      return [toneOf("still-in")(`${dark} and hardly any pixel below 1 000, so it looks still in.`)];
    case "bright":
      return [doubts(`${dark}: too bright throughout to check it.`)];
    case "unclear":
      return [
        doubts(
          darkEnd.darkestPercentDigitalNumber < 700
            ? `${dark}, but too few pixels are so dark to tell.`
            : `${dark}, too close to 1 000 to tell.`,
        ),
      ];
    case "unseen":
      return [];
  }
}

const options = {
  removed: { label: "Already removed", choices: { offset: "removed" } },
  "still-in": { label: "Still in: subtract 1 000", choices: { offset: "still-in" } },
} as const;

function offsetQuestion(suggested: State): Question {
  const other = suggested === "removed" ? "still-in" : "removed";
  return {
    kind: "offset",
    title: "Has the −1 000 offset been taken out already?",
    options: [
      { ...options[suggested], isSuggested: true },
      { ...options[other], isSuggested: false },
    ],
    input: null,
  };
}
