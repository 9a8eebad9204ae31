import { genericSensor } from "../generic.ts";
import { doubts, fact, type Question, supports } from "../match.ts";
import {
  decision,
  type LinearScaling,
  type ScalingDecision,
  type ScalingInput,
  scaleQuestion,
} from "./scalingInput.ts";
import { decideSentinel2Offset } from "./sentinel2Offset.ts";
import { readStated, type Stated } from "./statedScaling.ts";
import { decideUnstated } from "./unstatedScaling.ts";
import { isReflectance, rangeWords, valueRange } from "./valueRange.ts";

/**
 * How the numbers of a scene become values, with the evidence; a question where the evidence disagrees or is missing.
 * The user's answer outranks everything.
 */
export function decideScaling(input: ScalingInput): ScalingDecision {
  const told = input.answer.scaling;
  if (told !== undefined)
    return decision(told, "told", [
      supports(`Scale ${told.scale} and offset ${told.offset}, as the user says.`),
    ]);
  const { stated, differing } = readStated(input);
  if (differing.length > 0) return askWhichTag(differing);
  if (isSentinel2Count(input, stated)) return decideSentinel2Offset(input, stated);
  return stated === null ? decideUnstated(input) : checkStated(input, stated);
}

/** Sentinel-2 as ESA counts, reflectance x 10000 in whole numbers or in floats that hold such. */
function isSentinel2Count({ sensor, dataType, sample }: ScalingInput, stated: Stated | null): boolean {
  if (!sensor.id.startsWith("sentinel-2") || dataType === "uint8" || dataType === "int8") return false;
  if (stated !== null && Math.abs(stated.scale / 0.0001 - 1) > 0.01) return false;
  const range = valueRange(sample);
  return !dataType.startsWith("float") || (range !== null && range.high > 300);
}

function askWhichTag(differing: readonly LinearScaling[]): ScalingDecision {
  return decision(
    differing[0]!,
    "asked",
    [
      doubts(
        `The bands state ${differing.length > 1 ? "different scales" : "a scale only in part"}, and one must hold for all.`,
      ),
    ],
    {
      question: scaleQuestion(
        "Which scale holds for all bands?",
        differing.map((scaling) => [`Scale ${scaling.scale}, offset ${scaling.offset}`, { scaling }]),
      ),
    },
  );
}

/** Takes what is stated, unless the values it gives could not be reflectances while the sensor's usual ones could. */
function checkStated(input: ScalingInput, stated: Stated): ScalingDecision {
  const { sensor, sample } = input;
  const finding = supports(stated.sentence);
  const usual = { scale: sensor.scale, offset: sensor.offset };
  const scaling = { scale: stated.scale, offset: stated.offset };
  if (sensor.measures !== "reflectance" || sensor === genericSensor || isReflectance(sample, scaling))
    return decision(scaling, "tagged", [finding]);
  const range = valueRange(sample)!;
  const values = {
    low: range.low * scaling.scale + scaling.offset,
    high: range.high * scaling.scale + scaling.offset,
  };
  const doubt = doubts(`With it, values would lie from ${rangeWords(values)}, which reflectances do not.`);
  if (isSame(usual, scaling)) {
    // Nothing to choose between, unless the numbers are those of another product.
    const byValues = decideUnstated(input);
    return byValues.verdict === "asked" ? byValues : decision(scaling, "tagged", [finding, doubt]);
  }
  const usualFirst = isReflectance(sample, usual);
  const options: [string, { scaling: LinearScaling }][] = [
    [`As usual for ${sensor.title}: × ${usual.scale}${offsetWords(usual.offset)}`, { scaling: usual }],
    [`As stated: × ${scaling.scale}${offsetWords(scaling.offset)}`, { scaling }],
  ];
  const question: Question = scaleQuestion(
    "Which scale makes its numbers reflectances?",
    usualFirst ? options : options.toReversed(),
  );
  return decision(usualFirst ? usual : scaling, "asked", [fact(stated.sentence), doubt], { question });
}

const isSame = (one: LinearScaling, other: LinearScaling) =>
  Math.abs(one.scale / other.scale - 1) < 1e-6 && Math.abs(one.offset - other.offset) < 1e-9;

const offsetWords = (offset: number) =>
  offset === 0 ? "" : offset < 0 ? ` − ${Math.abs(offset)}` : ` + ${offset}`;
