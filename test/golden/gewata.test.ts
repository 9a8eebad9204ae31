import { readFileSync } from "node:fs";
import { fromFile } from "geotiff";
import { beforeAll, describe, expect, it } from "vitest";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import {
  bandsOf,
  chipOf,
  cosineSimilarity,
  embedChips,
} from "../unit/models/encoders/baseline/embedChips.ts";

// Landsat 7 over Gewata, Ethiopia, in chips of 32 pixels with their land cover; see data/README.md of the shared folder.
const imageFile = sharedPath("data/landcover/gewata_west_landsat7.tif");
const labelFile = sharedPath("data/landcover/gewata_west_chip_labels.csv");
const chipPixels = 32;
const bands = bandsOf("blue", "green", "red", "nir08", "swir16", "swir22");

interface LabelledChip {
  readonly row: number;
  readonly column: number;
  readonly landCover: string;
  readonly embedding: Float32Array;
}

async function readChips(imagePath: string, labelPath: string): Promise<readonly LabelledChip[]> {
  const image = await (await fromFile(imagePath)).getImage();
  const width = image.getWidth();
  const rasters = (await image.readRasters({ interleave: false })) as unknown as readonly Int16Array[];
  const labels = readFileSync(labelPath, "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","))
    .filter((cells) => Number(cells[7]) >= 0.6)
    .map((cells) => ({ row: Number(cells[0]), column: Number(cells[1]), landCover: cells[6]! }));
  const chips = labels.map(({ row, column }) => {
    const pixelAt = (at: number) =>
      (row * chipPixels + Math.floor(at / chipPixels)) * width + column * chipPixels + (at % chipPixels);
    const plane = (raster: Int16Array) =>
      Float32Array.from({ length: chipPixels ** 2 }, (_, at) => raster[pixelAt(at)]! / 10000);
    return chipOf(rasters.map(plane));
  });
  const embeddings = await embedChips(chips, { bands, chipPixels });
  return labels.map((label, index) => ({ ...label, embedding: embeddings[index]! }));
}

function compareAll(chips: readonly LabelledChip[]): readonly (readonly number[])[] {
  return chips.map((chip) => chips.map((other) => cosineSimilarity(chip.embedding, other.embedding)));
}

/** Share of chips whose five nearest chips of other groups name their land cover by majority; ties go to the closer ones. */
function nearestAccuracy(
  chips: readonly LabelledChip[],
  similarities: readonly (readonly number[])[],
  groups: readonly number[],
): number {
  const isRight = chips.map((chip, index) => {
    const nearest = chips
      .map((other, at) => ({
        landCover: other.landCover,
        similarity: similarities[index]![at]!,
        group: groups[at]!,
      }))
      .filter(({ group }) => group !== groups[index])
      .sort((first, second) => second.similarity - first.similarity)
      .slice(0, 5);
    const votes = new Map<string, number>();
    // Similarities are at most 1, so they decide between equal counts and nothing else.
    for (const { landCover, similarity } of nearest)
      votes.set(landCover, (votes.get(landCover) ?? 0) + 1 + similarity / 1000);
    return [...votes].sort((first, second) => second[1] - first[1])[0]![0] === chip.landCover;
  });
  return isRight.filter(Boolean).length / chips.length;
}

const blockShapes = [
  { name: "4 rows x 5 columns", rows: 4, columns: 5 },
  { name: "5 rows x 4 columns", rows: 5, columns: 4 },
];
const assignments = [
  {
    name: "in turn along the rows",
    groupOf: (row: number, column: number, across: number) => (row * across + column) % 8,
  },
  {
    name: "in neighbouring pairs",
    groupOf: (row: number, column: number, across: number) => Math.floor((row * across + column) / 2) % 8,
  },
  { name: "diagonally", groupOf: (row: number, column: number) => (3 * row + column) % 8 },
];
const readings = blockShapes.flatMap((shape) => assignments.map((assignment) => ({ shape, assignment })));

describe.skipIf(imageFile === null || labelFile === null)(
  `land cover of Gewata by the built-in encoder${imageFile === null ? `: ${noSharedData}` : ""}`,
  () => {
    let chips: readonly LabelledChip[] = [];
    let similarities: readonly (readonly number[])[] = [];
    beforeAll(async () => {
      chips = await readChips(imageFile!, labelFile!);
      similarities = compareAll(chips);
    });

    it("reads the 282 chips that one class covers by at least six tenths", () => {
      expect(chips).toHaveLength(282);
    });

    it.each(readings)(
      "is named rightly by nearest neighbours for at least 92 %, blocks of $shape.name in 8 groups $assignment.name",
      ({ shape, assignment }) => {
        const across = Math.ceil(20 / shape.columns);
        const groups = chips.map(({ row, column }) =>
          assignment.groupOf(Math.floor(row / shape.rows), Math.floor(column / shape.columns), across),
        );
        expect(new Set(groups).size).toBe(8);
        expect(nearestAccuracy(chips, similarities, groups)).toBeGreaterThanOrEqual(0.92);
      },
    );
  },
);
