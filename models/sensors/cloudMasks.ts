import { type PixelClass, pixelClass } from "../clouds/pixelClass.ts";

const { nodata, clear, water, snow, shadow, cloud, thinCloud, unknown } = pixelClass;

/** Some bits of a number: true where they hold `value`. */
interface BitTest {
  readonly shift: number;
  readonly width: number;
  readonly value: number;
  readonly class: PixelClass;
}

/** How the numbers of a mask become classes. Of bits and bands the first that fits decides. */
type MaskCode =
  | { readonly kind: "values"; readonly classes: Readonly<Record<number, PixelClass>> }
  | {
      readonly kind: "bits";
      /** The whole number that stands for "no data", beside the bits. */
      readonly fill: number | null;
      readonly tests: readonly BitTest[];
      readonly otherwise: PixelClass;
    }
  | {
      /** One band a class, 1 where it is. `bit` picks one bit of the band. */
      readonly kind: "bands";
      readonly tests: readonly {
        readonly sample: number;
        readonly bit?: number;
        readonly class: PixelClass;
      }[];
      readonly otherwise: PixelClass;
    };

/** A mask that comes with a product. */
export interface CloudMaskKind {
  readonly id: string;
  /** As a sentence names it. */
  readonly title: string;
  /** How the product names the file, where it does. */
  readonly namePattern: RegExp | null;
  readonly code: MaskCode;
}

const bit = (shift: number, found: PixelClass): BitTest => ({ shift, width: 1, value: 1, class: found });
/** Two bits of confidence; 3 is high. */
const high = (shift: number, found: PixelClass): BitTest => ({ shift, width: 2, value: 3, class: found });

/** Every mask that is understood. A number that a table does not list is `unknown`. */
export const cloudMaskKinds: readonly CloudMaskKind[] = [
  {
    // ESA, Sentinel-2 Level-2A Product Definition, scene classification. 2 is dark ground or the shadow of a hill, not of a cloud.
    id: "sentinel-2-scl",
    title: "Sentinel-2 scene classification",
    namePattern: /(^|_)SCL(_\d\dm)?\.(tiff?|jp2)$/i,
    code: {
      kind: "values",
      classes: {
        0: nodata,
        1: unknown,
        2: clear,
        3: shadow,
        4: clear,
        5: clear,
        6: water,
        7: unknown,
        8: cloud,
        9: cloud,
        10: thinCloud,
        11: snow,
      },
    },
  },
  {
    // ESA, Sentinel-2 Products Specification from baseline 04.00 on: one band each for opaque clouds, cirrus and snow.
    id: "sentinel-2-classi",
    title: "Sentinel-2 level-1C classification mask",
    namePattern: /MSK_CLASSI_B00\.jp2$/i,
    code: {
      kind: "bands",
      tests: [
        { sample: 2, class: snow },
        { sample: 0, class: cloud },
        { sample: 1, class: thinCloud },
      ],
      otherwise: clear,
    },
  },
  {
    // USGS LSDS-1619 (Landsat 8-9) and LSDS-1618 (4-7), Collection 2 pixel quality. Dilated cloud is the rim around a
    // cloud and counts as such where nothing else was found.
    id: "landsat-c2-qa-pixel",
    title: "Landsat Collection 2 pixel quality",
    namePattern: /_QA_PIXEL\.tiff?$/i,
    code: {
      kind: "bits",
      fill: null,
      tests: [
        bit(0, nodata),
        bit(3, cloud),
        bit(4, shadow),
        bit(5, snow),
        bit(2, thinCloud),
        bit(1, cloud),
        bit(7, water),
      ],
      otherwise: clear,
    },
  },
  {
    // USGS LSDS-1873 (Landsat Surface Reflectance Code, Collection 1), band `pixel_qa`.
    id: "landsat-c1-pixel-qa",
    title: "Landsat Collection 1 pixel quality",
    namePattern: /_pixel_qa\.tiff?$/,
    code: {
      kind: "bits",
      fill: null,
      tests: [bit(0, nodata), bit(5, cloud), bit(3, shadow), bit(4, snow), high(8, thinCloud), bit(2, water)],
      otherwise: clear,
    },
  },
  {
    // USGS, Landsat Collection 1 Level 1 quality assessment band.
    id: "landsat-c1-bqa",
    title: "Landsat Collection 1 quality band",
    namePattern: /_BQA\.tiff?$/i,
    code: {
      kind: "bits",
      fill: null,
      tests: [bit(0, nodata), bit(4, cloud), high(7, shadow), high(9, snow), high(11, thinCloud)],
      otherwise: clear,
    },
  },
  {
    // NASA, HLS User Guide: 0 cirrus, 1 cloud, 2 beside cloud or shadow, 3 shadow, 4 snow or ice, 5 water, 6-7 aerosol.
    // What lies beside a cloud counts as cloud, as Landsat's dilated cloud does.
    id: "hls-fmask",
    title: "HLS Fmask",
    namePattern: /^HLS\..*\.Fmask\.tiff?$/i,
    code: {
      kind: "bits",
      fill: 255,
      tests: [bit(1, cloud), bit(3, shadow), bit(4, snow), bit(0, thinCloud), bit(2, cloud), bit(5, water)],
      otherwise: clear,
    },
  },
  {
    // Zhu & Woodcock 2012: the values that Fmask writes.
    id: "fmask",
    title: "Fmask",
    namePattern: /_fmask\.(tiff?|img)$/i,
    code: {
      kind: "values",
      classes: { 0: clear, 1: water, 2: shadow, 3: snow, 4: cloud, 255: nodata },
    },
  },
  {
    // CNES, MAJA product format: 1 all clouds, 2 and 3 found in one date or by comparing dates, 4 thinnest clouds,
    // 5 and 6 shadows, 7 high clouds at 1.38 micrometres; 0 is their sum.
    id: "maja-clm",
    title: "MAJA cloud mask",
    namePattern: /_CLM(_R[123]|_XS)?\.tiff?$/i,
    code: {
      kind: "bits",
      fill: null,
      tests: [
        bit(2, cloud),
        bit(3, cloud),
        bit(7, thinCloud),
        bit(4, thinCloud),
        bit(1, cloud),
        bit(5, shadow),
        bit(6, shadow),
        bit(0, unknown),
      ],
      otherwise: clear,
    },
  },
  {
    // Planet, Usable Data Mask 2: clear, snow, shadow, light haze, heavy haze, cloud, confidence, and in the last band's
    // lowest bit what lies outside the picture.
    id: "planetscope-udm2",
    title: "PlanetScope usable data mask",
    namePattern: /_udm2(_clip)?\.tiff?$/i,
    code: {
      kind: "bands",
      tests: [
        { sample: 7, bit: 0, class: nodata },
        { sample: 5, class: cloud },
        { sample: 4, class: thinCloud },
        { sample: 3, class: thinCloud },
        { sample: 2, class: shadow },
        { sample: 1, class: snow },
        { sample: 0, class: clear },
      ],
      otherwise: unknown,
    },
  },
  {
    id: "clear-or-cloud",
    title: "cloud mask of zeros and ones",
    namePattern: /cloud_?mask\.tiff?$/i,
    code: { kind: "values", classes: { 0: clear, 1: cloud } },
  },
];

/** The kind of mask that a file's name speaks of, or null. */
export function cloudMaskKindOf(fileName: string): CloudMaskKind | null {
  return cloudMaskKinds.find(({ namePattern }) => namePattern?.test(fileName)) ?? null;
}

/** Samples of the mask file that its classes are made of. */
export function maskSamples({ code }: CloudMaskKind): readonly number[] {
  return code.kind === "bands" ? code.tests.map(({ sample }) => sample) : [0];
}

/** Class of one pixel; `values` in the order of `maskSamples`. */
export function maskClass({ code }: CloudMaskKind, values: readonly number[]): PixelClass {
  const value = values[0] ?? Number.NaN;
  switch (code.kind) {
    case "values":
      return code.classes[value] ?? unknown;
    case "bits": {
      if (value === code.fill) return nodata;
      if (!Number.isInteger(value) || value < 0) return unknown;
      const found = code.tests.find(
        (test) => ((value >>> test.shift) & ((1 << test.width) - 1)) === test.value,
      );
      return found?.class ?? code.otherwise;
    }
    case "bands": {
      const found = code.tests.find((test, index) => {
        const number = values[index] ?? 0;
        return test.bit === undefined ? number > 0 : ((number >>> test.bit) & 1) === 1;
      });
      return found?.class ?? code.otherwise;
    }
  }
}
