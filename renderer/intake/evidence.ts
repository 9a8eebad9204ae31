import type { Finding } from "../../models/vocabulary/evidence.ts";
import type { SceneReport } from "../../native/contract/scenes.ts";

/** What a card lists, and what it keeps back until it is asked for. */
export interface Evidence {
  readonly shown: readonly Finding[];
  readonly folded: readonly Finding[];
}

/** As many as the facts beside them are high. */
const mostShown = 5;

/** What bears on the question, or on the refusal, or else why Argil trusts the scene; nothing twice. */
export function evidenceOf(report: SceneReport): Evidence {
  const { question, scaling, status } = report;
  const all = allEvidence(report);
  if ((question?.kind === "offset" || question?.kind === "scale") && scaling !== null) {
    const ofScaling = new Set(scaling.findings.map(({ sentence }) => sentence));
    return parted(all, ({ sentence }) => ofScaling.has(sentence));
  }
  if (status === "refused") return parted(all, ({ tone }) => tone === "rules-out");
  const weightiest = new Set(byWeight(all, report).slice(0, mostShown));
  return parted(all, (finding) => weightiest.has(finding));
}

function allEvidence(report: SceneReport): readonly Finding[] {
  const { scaling, findings } = report;
  const weighed = findings.length > 0 ? findings : plainEvidence(report);
  const sentences = new Set<string>();
  return [
    ...weighed,
    ...(scaling?.findings ?? []),
    ...(report.status === "ready" ? maskEvidence(report) : []),
  ].filter(({ sentence }) => !sentences.has(sentence) && sentences.add(sentence));
}

function parted(all: readonly Finding[], isShown: (finding: Finding) => boolean): Evidence {
  const folded = all.filter((finding) => !isShown(finding));
  // A fold for a single line would be as high as the line.
  return folded.length === 1 ? { shown: all, folded: [] } : { shown: all.filter(isShown), folded };
}

/** Doubts first, then what settles scale and date, then what else speaks for it. */
function byWeight(all: readonly Finding[], { scaling, acquiredAt, sensor, findings }: SceneReport) {
  const settling = new Set([
    scaling?.findings.findLast(({ tone }) => tone !== "fact")?.sentence,
    acquiredAt === null ? undefined : (sensor?.evidence.at(-1) ?? findings.at(-1)?.sentence),
  ]);
  const weightOf = ({ tone, sentence }: Finding) => {
    if (tone === "rules-out" || tone === "doubts") return 0;
    if (settling.has(sentence)) return 1;
    return tone === "supports" ? 2 : 3;
  };
  return [...all].sort((one, other) => weightOf(one) - weightOf(other));
}

/** Where nothing was weighed, what was found. */
function plainEvidence({ sensor, scaling }: SceneReport): readonly Finding[] {
  const isWeighed = scaling !== null && scaling.findings.length > 0;
  return [...(sensor?.evidence ?? []), ...(scaling && !isWeighed ? [scaling.evidence] : [])].map(fact);
}

/** How it was told what is measured and what is cloud. */
function maskEvidence({ validity, clouds }: SceneReport): readonly Finding[] {
  return [...(validity?.rules ?? []), ...(clouds ? [clouds.sentence] : [])].map(fact);
}

const fact = (sentence: string): Finding => ({ tone: "fact", sentence });
