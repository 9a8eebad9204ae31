import type { PixelSample, ProductFacts, SensorClues } from "../../../../models/sensors/clues.ts";

/** Clues of a file that says nothing, but for what is given. */
export const clues = (about: Partial<SensorClues>): SensorClues => ({
  fileName: "scene.tif",
  metadata: {},
  descriptions: [],
  isRgb: false,
  hasAlpha: false,
  dataType: "uint16",
  gsdMeters: null,
  product: null,
  ...about,
});

/** A sidecar that says nothing, but for what is given. */
export const facts = (about: Partial<ProductFacts>): ProductFacts => ({
  source: "item.json",
  platform: null,
  level: null,
  productName: null,
  processingBaseline: null,
  acquiredAt: null,
  scaling: null,
  cloudPercent: null,
  bands: [],
  ...about,
});

export const unnamed = (count: number) => new Array<string>(count).fill("");

/** 1000 pixels a band whose numbers rise from the lowest over the median to the highest. */
export const sampleOf = (
  ...bands: readonly (readonly [lowest: number, median: number, highest: number])[]
): PixelSample => ({
  sortedDigitalNumbers: bands.map(([lowest, median, highest]) =>
    Float32Array.from({ length: 1000 }, (_, index) => {
      const share = index / 999;
      return share < 0.5
        ? lowest + (median - lowest) * share * 2
        : median + (highest - median) * (share * 2 - 1);
    }),
  ),
});
