import type { Finding } from "../../models/vocabulary/evidence.ts";
import type { SceneReport } from "../../native/contract/scenes.ts";

/** What a card lists: what bears on its question, or else why Argil trusts the scene; nothing twice. */
export function evidenceOf(report: SceneReport): readonly Finding[] {
  const { question, scaling, findings } = report;
  const isOfScaling = question?.kind === "offset" || question?.kind === "scale";
  const weighed = isOfScaling && scaling !== null ? scaling.findings : findings;
  const said = weighed.length > 0 ? weighed : plainEvidence(report);
  const sentences = new Set<string>();
  return [...said, ...(report.status === "ready" ? maskEvidence(report) : [])].filter(
    ({ sentence }) => !sentences.has(sentence) && sentences.add(sentence),
  );
}

/** Where nothing was weighed, what was found. */
function plainEvidence({ sensor, scaling }: SceneReport): readonly Finding[] {
  return [...(sensor?.evidence ?? []), ...(scaling ? [scaling.evidence] : [])].map(fact);
}

/** How it was told what is measured and what is cloud. */
function maskEvidence({ validity, clouds }: SceneReport): readonly Finding[] {
  return [...(validity?.rules ?? []), ...(clouds ? [clouds.sentence] : [])].map(fact);
}

const fact = (sentence: string): Finding => ({ tone: "fact", sentence });

/** A failure's sentence in two: what is wrong, and what to do. The card names the file already. */
export function splitReason(
  reason: string,
  file: string,
): { readonly wrong: string; readonly remedy: string } {
  const words = reason.replace(file, "This file");
  const cut = words.lastIndexOf("; ");
  if (cut < 0) return { wrong: words, remedy: "" };
  const remedy = words.slice(cut + 2);
  return { wrong: `${words.slice(0, cut)}.`, remedy: remedy.charAt(0).toUpperCase() + remedy.slice(1) };
}
