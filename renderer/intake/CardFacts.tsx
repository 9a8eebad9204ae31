import type { SceneReport } from "../../native/contract/scenes.ts";
import { KeyValue } from "../ui/KeyValue.tsx";
import { momentWords } from "../ui/sceneWords.ts";
import { chipsWords, cloudWords, costWords, gsdWords, nodataWords, typeWords } from "./words.ts";

/** What is known of a scene; what nobody measured is left out. */
export function CardFacts({ report }: { readonly report: SceneReport }) {
  return <KeyValue rows={factsOf(report)} />;
}

function factsOf(report: SceneReport): readonly (readonly [string, string])[] {
  const { sensor, acquiredAt, crs, gsdMeters, validity, clouds, plan } = report;
  const type = typeWords(report);
  const rows: readonly (readonly [string, string | null])[] = [
    ["Sensor", sensor?.title ?? "unknown"],
    ["Date", acquiredAt === null ? "none found" : momentWords(acquiredAt)],
    ["CRS", crs?.name ?? "none"],
    ["Pixel", gsdMeters === null ? (crs === null ? "unknown" : null) : gsdWords(gsdMeters)],
    ["No data", validity && nodataWords(validity)],
    ["Cloud", clouds && cloudWords(clouds)],
    ["Type", plan === null ? type : null],
    ["Chips", plan && chipsWords(plan)],
    ["Cost", plan && costWords(plan)],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}
