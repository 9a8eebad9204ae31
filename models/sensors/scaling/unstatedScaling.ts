import type { Finding } from "../../vocabulary/evidence.ts";
import { genericSensor } from "../generic.ts";
import { landsat89C2l1 } from "../landsat.ts";
import { type Answer, doubts, fact, type Question, supports } from "../match.ts";
import {
  decision,
  type LinearScaling,
  type ScalingDecision,
  type ScalingInput,
  scaleQuestion,
} from "./scalingInput.ts";
import { isReflectance, rangeWords, valueRange } from "./valueRange.ts";

const asTheyAre: LinearScaling = { scale: 1, offset: 0 };
const timesTenThousand: LinearScaling = { scale: 0.0001, offset: 0 };
const ofByte: LinearScaling = { scale: 1 / 255, offset: 0 };
const ofTwelveBits: LinearScaling = { scale: 1 / 4095, offset: 0 };
const ofSixteenBits: LinearScaling = { scale: 1 / 65535, offset: 0 };
const percent: LinearScaling = { scale: 0.01, offset: 0 };

type Option = readonly [label: string, choices: Answer];
const option = {
  asTheyAre: ["As they are", { scaling: asTheyAre }],
  timesTenThousand: ["Reflectance × 10 000", { scaling: timesTenThousand }],
  percent: ["Per cent", { scaling: percent }],
  ofByte: ["Brightness from 0 to 255", { scaling: ofByte }],
  ofTwelveBits: ["Brightness from 0 to 4 095", { scaling: ofTwelveBits }],
  ofSixteenBits: ["Brightness from 0 to 65 535", { scaling: ofSixteenBits }],
} as const satisfies Readonly<Record<string, Option>>;

/** Where neither file nor sidecar states a scale: what is usual for the sensor, checked against the values. */
export function decideUnstated(input: ScalingInput): ScalingDecision {
  const { sensor, dataType } = input;
  if (sensor === genericSensor && input.isSensorTold)
    return decision(dataType === "uint8" ? ofByte : asTheyAre, "told", [
      fact(dataType === "uint8" ? byteSentence : "Taken as they are, as sensor generic means."),
    ]);
  if (dataType === "uint8")
    return decision(ofByte, "assumed", [
      fact(byteSentence),
      ...(sensor.measures === "reflectance"
        ? [doubts("8-bit numbers are for viewing, not measured reflectances.")]
        : []),
    ]);
  if (sensor.measures === "radiance") return askRadiance(input);
  if (dataType.startsWith("float")) return decideFloats(input);
  if (sensor === genericSensor || sensor.measures === "display") return askWholeNumbers(input);
  return checkUsual(input);
}

const byteSentence = "8-bit numbers without a scale; taken as 0 to 255.";

const isReflective = ({ sensor }: ScalingInput) =>
  sensor.measures === "reflectance" || sensor === genericSensor;

function decideFloats(input: ScalingInput): ScalingDecision {
  const range = valueRange(input.sample);
  const plain = fact("Floating-point numbers without a scale; taken as they are.");
  if (range === null) return decision(asTheyAre, "assumed", [plain]);
  const seen = `Values lie from ${rangeWords(range)}`;
  if (input.sensor.measures === "index")
    return range.high > 10
      ? decision(timesTenThousand, "assumed", [supports(`${seen}, so the index was multiplied by 10 000.`)])
      : decision(asTheyAre, "assumed", [supports(`${seen}, as an index does.`)]);
  if (input.sensor.measures === "display")
    return range.high <= 1.01
      ? decision(asTheyAre, "assumed", [supports(`${seen}: shares of full brightness.`)])
      : ask(range, [option.ofByte, option.ofSixteenBits, option.asTheyAre]);
  if (!isReflective(input)) return decision(asTheyAre, "assumed", [plain]);
  if (range.high <= 2.5) return decision(asTheyAre, "assumed", [supports(`${seen}, as reflectances do.`)]);
  if (range.high > 300 && input.sensor.measures === "reflectance")
    return isReflectance(input.sample, timesTenThousand)
      ? decision(timesTenThousand, "assumed", [supports(`${seen}: reflectance × 10 000.`)])
      : ask(range, [option.timesTenThousand, option.asTheyAre]);
  return ask(
    range,
    range.high <= 150
      ? [option.percent, option.timesTenThousand, option.asTheyAre]
      : [option.timesTenThousand, option.percent, option.asTheyAre],
  );
}

/** Whole numbers of more than 8 bits from no product that fixes what they mean. */
function askWholeNumbers(input: ScalingInput): ScalingDecision {
  const range = valueRange(input.sample);
  const isPicture = input.sensor.measures === "display";
  if (range === null)
    return isPicture
      ? decision(ofSixteenBits, "assumed", [fact("16-bit picture without a scale; taken as 0 to 65 535.")])
      : decision(asTheyAre, "assumed", [fact("No scale in the file; taken as they are.")]);
  if (isPicture && range.high > 32_767)
    return decision(ofSixteenBits, "assumed", [
      supports(`Values lie from ${rangeWords(range)}: a 16-bit picture, taken as 0 to 65 535.`),
    ]);
  const pictures = range.high <= 4095 ? [option.ofTwelveBits, option.ofSixteenBits] : [option.ofSixteenBits];
  return ask(
    range,
    isPicture ? [...pictures, option.timesTenThousand] : [option.timesTenThousand, option.asTheyAre],
  );
}

function ask(
  range: { readonly low: number; readonly high: number },
  options: readonly Option[],
): ScalingDecision {
  const findings: readonly Finding[] = [
    fact("No scale in the file."),
    doubts(`Values lie from ${rangeWords(range)}, which several scales would fit.`),
  ];
  return decision(options[0]![1].scaling ?? asTheyAre, "asked", findings, {
    question: scaleQuestion("What do its numbers mean?", options),
  });
}

function askRadiance({ sensor }: ScalingInput): ScalingDecision {
  const scaling = { scale: sensor.scale, offset: sensor.offset };
  const question: Question = scaleQuestion("These are radiances, not reflectances. Use them all the same?", [
    ["Use radiances", { scaling }],
  ]);
  return decision(
    scaling,
    "asked",
    [
      doubts(
        "The name says radiance; the factors that make it reflectance are in its XML, which is not here.",
      ),
    ],
    { question },
  );
}

/** Other products of the same instrument, whose numbers mean something else. */
const siblings: Readonly<Record<string, string>> = {
  "landsat-7": "landsat-7-c2l2",
  "landsat-7-c2l2": "landsat-7",
  "landsat-4-5-c2l2": "landsat-7",
  "landsat-8-9": "landsat-8-9-c2l2",
  "landsat-8-9-c2l2": "landsat-8-9",
};
const siblingWords = {
  collection2: "Collection 2 level 2: × 0.0000275 − 0.2",
  timesTenThousand: "Reflectance × 10 000",
} as const;

function checkUsual(input: ScalingInput): ScalingDecision {
  const { sensor, sample } = input;
  const usual = { scale: sensor.scale, offset: sensor.offset };
  const usualSentence = `No scale in the file; taken as usual for ${sensor.title}.`;
  const range = valueRange(sample);
  if (range === null || sensor.measures !== "reflectance")
    return decision(usual, "assumed", [fact(usualSentence)]);
  const sibling = siblings[sensor.id];
  // Reflectance 0 is 7273 in Collection 2: numbers far below it cannot be of it, and 20 000 is out of reach of the other.
  const isCollection2 = range.low > 6000;
  const isTimesTenThousand = range.low < 5000 && range.high <= 20_000;
  const isFitting = usual.offset < 0 ? isCollection2 : range.high <= 20_000 && !(range.low > 6500);
  const seen = `Values lie from DN ${rangeWords(range)}`;
  if (sibling === undefined || input.isSensorTold) {
    const isOdd = !isReflectance(sample, usual);
    if (isOdd && !input.isSensorTold)
      return ask(range, [
        [`As usual for ${sensor.title}`, { scaling: usual }],
        option.timesTenThousand,
        option.asTheyAre,
      ]);
    const sun =
      sensor === landsat89C2l1
        ? [fact("The sun's height is not corrected; its MTL file would tell it.")]
        : [];
    return decision(usual, input.isSensorTold ? "told" : "assumed", [
      fact(usualSentence),
      ...sun,
      isOdd ? doubts(`${seen}, which would be no reflectances.`) : supports(`${seen}, as reflectances do.`),
    ]);
  }
  if (isFitting) return decision(usual, "assumed", [fact(usualSentence), supports(`${seen}, as they must.`)]);
  const own: Option = [
    usual.offset < 0 ? siblingWords.collection2 : siblingWords.timesTenThousand,
    { sensorId: sensor.id },
  ];
  const other: Option = [
    usual.offset < 0 ? siblingWords.timesTenThousand : siblingWords.collection2,
    { sensorId: sibling },
  ];
  const isOther = usual.offset < 0 ? isTimesTenThousand : isCollection2;
  return decision(
    usual,
    "asked",
    [
      fact(`No scale in the file; usual for ${sensor.title} is ${own[0].toLowerCase()}.`),
      doubts(`${seen}, which does not fit.`),
    ],
    { question: scaleQuestion("What do its numbers mean?", isOther ? [other, own] : [own, other]) },
  );
}
