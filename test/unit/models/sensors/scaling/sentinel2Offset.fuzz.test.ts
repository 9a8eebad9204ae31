import { describe, expect, it } from "vitest";
import type { PixelSample } from "../../../../../models/sensors/clues.ts";
import { decideScaling } from "../../../../../models/sensors/scaling/decideScaling.ts";
import { sentinel2L1c, sentinel2L2a } from "../../../../../models/sensors/sentinel2.ts";
import { Random } from "../../../../support/random.ts";
import { facts } from "../clues.ts";
import { allRoles, type Cover, syntheticSample } from "./syntheticScene.ts";

const scenes: Readonly<Record<string, Partial<Record<Cover, number>>>> = {
  water: { water: 1 },
  "water and coast": { water: 0.6, soil: 0.2, forest: 0.2 },
  forest: { forest: 1 },
  "forest in shadow": { forest: 0.8, shadow: 0.2 },
  farmland: { crop: 0.5, soil: 0.4, forest: 0.1 },
  "bare fields": { soil: 0.9, crop: 0.1 },
  city: { city: 0.8, crop: 0.2 },
  desert: { desert: 1 },
  "desert with a pond": { desert: 0.985, water: 0.015 },
  "cloud only": { cloud: 1 },
  "cloud over forest": { cloud: 0.7, forest: 0.3 },
  snow: { snow: 1 },
  "cloud over desert": { cloud: 0.5, desert: 0.5 },
};
/** Without dark ground, or with ground so dark that reflectances fall below 0: a question may be asked. */
const hardlyDark = [
  "desert",
  "desert with a pond",
  "bare fields",
  "forest in shadow",
  "snow",
  "cloud only",
  "cloud over desert",
];

const bandSets: Readonly<Record<string, readonly string[]>> = {
  all: allRoles,
  "ten and twenty metres": allRoles.filter((role) => !["coastal", "nir09", "cirrus"].includes(role)),
  "blue green red nir": ["blue", "green", "red", "nir"],
  "green nir swir": ["green", "nir08", "swir16"],
  "swir only": ["swir16"],
  "red green blue": ["red", "green", "blue"],
};

const baselines = [null, "02.14", "05.09"] as const;
/** `catalogue`: a STAC item that gives ESA's offset whether or not it is still in these numbers. */
type Tags = (typeof allTags)[number];
const allTags = ["none", "truthful", "scale only", "catalogue"] as const;

interface Case {
  readonly scene: string;
  readonly bands: string;
  readonly isTopOfAtmosphere: boolean;
  readonly hasOffset: boolean;
  readonly baseline: (typeof baselines)[number];
  readonly tags: Tags;
  readonly acquiredAt: string;
}

/** Every combination that can exist: no product of before 04.00 carries an offset. */
function* cases(): Generator<Case> {
  for (const scene of Object.keys(scenes))
    for (const bands of Object.keys(bandSets))
      for (const isTopOfAtmosphere of [false, true])
        for (const hasOffset of [false, true])
          for (const baseline of baselines)
            for (const tags of allTags)
              for (const acquiredAt of ["2019-06-15T00:00:00Z", "2023-06-15T00:00:00Z"])
                if (!(hasOffset && baseline === "02.14"))
                  yield { scene, bands, isTopOfAtmosphere, hasOffset, baseline, tags, acquiredAt };
}

const rolesOf = ({ bands, isTopOfAtmosphere }: Case) =>
  bandSets[bands]!.filter((role) => isTopOfAtmosphere || role !== "cirrus");

/** The same pixels for all that is said of them; some with edges that resampling mixed with fill. */
function makeSamples(random: Random) {
  const samples = new Map<string, PixelSample>();
  return (one: Case) => {
    const { scene, bands, isTopOfAtmosphere, hasOffset } = one;
    const edgeShare = random.unit() < 0.3 ? 0.02 : 0;
    const key = [scene, bands, isTopOfAtmosphere, hasOffset, edgeShare].join();
    const made =
      samples.get(key) ??
      syntheticSample(
        { covers: scenes[scene]!, roles: rolesOf(one), isTopOfAtmosphere, hasOffset, edgeShare },
        random,
      );
    samples.set(key, made);
    return { sample: made, edgeShare };
  };
}

function decide(one: Case, sample: PixelSample) {
  const isTruthful = one.tags === "truthful" && one.hasOffset;
  const tag =
    one.tags === "truthful" || one.tags === "scale only"
      ? { scale: 0.0001, offset: isTruthful ? -0.1 : 0 }
      : null;
  const roles = rolesOf(one);
  return decideScaling({
    sensor: one.isTopOfAtmosphere ? sentinel2L1c : sentinel2L2a,
    isSensorTold: false,
    bands: roles.map((role) => ({ role, name: role, wavelengthMicrometers: null })),
    dataType: "uint16",
    tags: roles.map(() => tag),
    sample,
    product: one.tags === "catalogue" ? facts({ scaling: { scale: 0.0001, offset: -0.1 } }) : null,
    metadata: one.baseline === null ? {} : { PROCESSING_BASELINE: one.baseline },
    fileName: "scene.tif",
    acquiredAt: one.acquiredAt,
    answer: {},
  });
}

describe("Sentinel-2's offset on synthetic scenes", () => {
  const random = new Random(20_220_125);
  const samples = makeSamples(random);
  const outcomes = [...cases()].map((one) => {
    const { sample, edgeShare } = samples(one);
    return { one, edgeShare, made: decide(one, sample) };
  });
  const isWrong = ({ one, made }: (typeof outcomes)[number]) =>
    made.verdict !== "asked" && (made.offset !== 0) !== one.hasOffset;

  it("is never settled wrongly without a question", () => {
    const wrong = outcomes.filter(isWrong);
    const asked = outcomes.filter(({ made }) => made.verdict === "asked");
    console.log(`offset: ${outcomes.length} cases, ${asked.length} asked, ${wrong.length} wrong`);
    expect(wrong.map(({ one, made }) => ({ ...one, made: made.evidence }))).toEqual([]);
  });

  it("is settled without a question where metadata and a dark ground agree", () => {
    const clear = outcomes.filter(
      ({ one, edgeShare }) =>
        edgeShare === 0 &&
        !hardlyDark.includes(one.scene) &&
        ["all", "ten and twenty metres", "blue green red nir"].includes(one.bands) &&
        ((one.baseline === "02.14" && one.tags !== "catalogue") ||
          (one.tags === "truthful" && one.baseline === "05.09")),
    );
    const asked = clear.filter(({ made }) => made.verdict === "asked");
    expect(clear.length).toBeGreaterThan(200);
    expect(asked.map(({ one, made }) => ({ ...one, made: made.evidence }))).toEqual([]);
  });

  it("is asked about where baseline 05.09 is all there is and nothing dark can be seen", () => {
    const open = outcomes.filter(
      ({ one }) =>
        one.scene === "cloud only" && one.baseline === "05.09" && one.tags === "none" && one.bands !== "all",
    );
    expect(open.length).toBeGreaterThan(0);
    expect(open.map(({ made }) => made.verdict)).toEqual(open.map(() => "asked"));
  });

  it("suggests the right answer where the ground shows it", () => {
    const shown = outcomes.filter(
      ({ one, made }) =>
        made.verdict === "asked" &&
        ["water", "forest", "forest in shadow"].includes(one.scene) &&
        one.bands !== "swir only",
    );
    const right = shown.filter(
      ({ one, made }) =>
        made.question?.options[0]?.choices.offset === (one.hasOffset ? "still-in" : "removed"),
    );
    expect(right.length / shown.length).toBeGreaterThan(0.95);
  });
});
