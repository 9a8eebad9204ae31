import type { EncoderSummary } from "../../native/contract/encoders.ts";
import { CopyText } from "../ui/CopyText.tsx";
import { count, day } from "../ui/format.ts";
import { KeyValue } from "../ui/KeyValue.tsx";
import { optionsWords } from "./encoderWords.ts";
import { PrecisionList } from "./PrecisionList.tsx";

/** What an encoder is, where it came from, and in which precisions it can run. */
export function EncoderCard({ encoder }: { readonly encoder: EncoderSummary }) {
  const { title, source, options, sha256, imported, isBuiltIn } = encoder;
  return (
    <div className={`encoder-card ${isBuiltIn ? "single" : ""}`}>
      <KeyValue
        rows={[
          ["Title", title],
          ["Licence", encoder.license],
          ["Source", <CopyText key="s" text={source} what={`the source of ${title}`} />],
          ["SHA-256", <CopyText key="h" text={sha256} what={`the whole SHA-256 of ${title}`} />],
          ["Dimensions", count(encoder.dimensions)],
          ["Chips of", `any size, ${encoder.defaultChipPixels} px where nothing is said`],
          ...(options === null ? [] : ([["Place and time", optionsWords(options)]] as const)),
          ...(imported === null ? [] : ([["Imported", `${imported.from}, ${day(imported.at)}`]] as const)),
        ]}
      />
      {!isBuiltIn && <PrecisionList encoder={encoder} />}
    </div>
  );
}
