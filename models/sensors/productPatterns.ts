/** Instrument and level as far as a name or a piece of metadata tells them. */
export type Family =
  | { readonly kind: "sentinel-2"; readonly level: "l1c" | "l2a" | null }
  | {
      readonly kind: "landsat";
      readonly mission: "4-5" | "7" | "8-9" | "4-7";
      readonly level: "c2l1" | "c2l2" | "x10000" | null;
    }
  | { readonly kind: "sentinel-1"; readonly unit: "power" | "decibels" | "amplitude" | null }
  | { readonly kind: "sensor"; readonly sensorId: string };

interface Said {
  readonly family: Family;
  readonly processingBaseline?: string;
  readonly moment?: string;
  readonly bandOrder?: readonly string[];
  readonly isOffsetFree?: boolean;
}

interface Pattern {
  readonly title: string;
  readonly pattern: RegExp;
  read(groups: Readonly<Record<string, string | undefined>>): Said;
}

const sentinel2Level = (text: string | undefined) =>
  /L2A/i.test(text ?? "") ? "l2a" : /L1C/i.test(text ?? "") ? "l1c" : null;
const sentinel2 = (level: "l1c" | "l2a" | null): Family => ({ kind: "sentinel-2", level });

const missions: Readonly<Record<string, "4-5" | "7" | "8-9">> = {
  "4": "4-5",
  "5": "4-5",
  "7": "7",
  "8": "8-9",
  "9": "8-9",
};

type LandsatLevel = "c2l1" | "c2l2" | "x10000" | null;
const landsat = (mission: string | undefined, level: LandsatLevel): Family => ({
  kind: "landsat",
  mission: missions[mission ?? ""] ?? "4-7",
  level,
});

const sensor = (sensorId: string): Family => ({ kind: "sensor", sensorId });

/** EuroSAT (Helber et al. 2019) as distributed: B8A is the last band. */
export const euroSatOrder = "B01 B02 B03 B04 B05 B06 B07 B08 B09 B10 B11 B12 B8A".split(" ");
const euroSatClasses =
  "AnnualCrop|Forest|HerbaceousVegetation|Highway|Industrial|Pasture|PermanentCrop|Residential|River|SeaLake";

/** Name patterns of data providers, the stricter before the looser. Sources are their product specifications. */
export const patterns: readonly Pattern[] = [
  {
    title: "a Sentinel-2 product name of ESA",
    pattern:
      /S2[A-D]_MSI(?<level>L1C|L2A)_(?<moment>\d{8}T\d{6})(?:_N(?<major>\d{2})(?<minor>\d{2}))?(?=_|\.|$)/,
    read: ({ level, moment = "", major, minor }) => ({
      family: sentinel2(sentinel2Level(level)),
      moment,
      ...(major === undefined ? {} : { processingBaseline: `${major}.${minor}` }),
    }),
  },
  {
    title: "a Sentinel-2 product name of ESA from before 2016-12",
    pattern: /S2[A-D]_OPER_(?:PRD_)?MSI_?(?<level>L1C|L2A)_.*?_V(?<moment>\d{8}T\d{6})/,
    read: ({ level, moment = "" }) => ({ family: sentinel2(sentinel2Level(level)), moment }),
  },
  {
    // Holds only the time of processing.
    title: "a Sentinel-2 granule name of ESA from before 2016-12",
    pattern: /S2[A-D]_OPER_(?:PRD_)?MSI_?(?<level>L1C|L2A)_/,
    read: ({ level }) => ({ family: sentinel2(sentinel2Level(level)) }),
  },
  {
    title: "a Sentinel-2 product name of THEIA",
    pattern: /SENTINEL2[A-D]_(?<moment>\d{8}-\d{6})(?:-\d{3})?_(?<level>L1C|L2A|L3A)_T\w{5}/,
    read: ({ moment = "" }) => ({ family: sentinel2("l2a"), moment, isOffsetFree: true }),
  },
  {
    title: "a name of NASA's harmonised set",
    pattern: /HLS\.(?<which>[LS])30\.T\w{5}\.(?<moment>\d{7}T\d{6})\./,
    read: ({ which, moment = "" }) => ({
      family: which === "S" ? sentinel2("l2a") : landsat("8", "x10000"),
      moment,
      isOffsetFree: true,
    }),
  },
  {
    title: "a name of Earth Search",
    pattern: /S2[A-D]_\d{1,2}[A-Z]{3}_(?<moment>\d{8})_\d+_(?<level>L1C|L2A)/,
    read: ({ moment = "", level }) => ({ family: sentinel2(sentinel2Level(level)), moment }),
  },
  {
    title: "a Sentinel-2 granule name",
    pattern:
      /(?:^|[_/])(?:L(?<prefix>1C|2A)_)?T\d{2}[A-Z]{3}_(?:A\d{6}_)?(?<moment>\d{8}T\d{6})(?:_(?<band>B\d[\dA]|TCI|AOT|WVP|SCL))?(?<meters>_[126]0m)?/,
    read: ({ prefix, moment = "", band, meters }) => ({
      // Band files of level 2A carry their pixel size, those of level 1C do not.
      family: sentinel2(
        prefix === "2A" || meters !== undefined
          ? "l2a"
          : prefix === "1C" || band?.startsWith("B") === true
            ? "l1c"
            : null,
      ),
      moment,
    }),
  },
  {
    title: "a Sentinel-2 name of Earth Engine",
    pattern: /(?<moment>\d{8}T\d{6})_\d{8}T\d{6}_T\d{2}[A-Z]{3}/,
    read: ({ moment = "" }) => ({ family: sentinel2(null), moment }),
  },
  {
    title: "a Landsat product name of USGS",
    pattern:
      /L[COTEM]0(?<mission>[45789])_L(?<level>1TP|1GT|1GS|2SP|2SR)_\d{6}_(?<moment>\d{8})(?:_\d{8}_(?<collection>\d{2})_(?:T1|T2|RT|A1|A2))?(?<surface>_sr_band)?/i,
    read: ({ mission, level, moment = "", collection, surface }) => ({
      family: landsat(
        mission,
        level?.startsWith("2") === true
          ? "c2l2"
          : collection === "01" && surface !== undefined
            ? "x10000"
            : "c2l1",
      ),
      moment,
    }),
  },
  {
    title: "a Landsat name of Earth Engine",
    pattern: /L[COTEM]0(?<mission>[45789])_\d{6}_(?<moment>\d{8})(?!\d)/,
    read: ({ mission, moment = "" }) => ({ family: landsat(mission, null), moment }),
  },
  {
    title: "a Landsat scene name of before the collections",
    pattern: /L[COTEM](?<mission>[45789])\d{6}(?<moment>\d{7})[A-Z]{3}\d{2}/,
    read: ({ mission, moment = "" }) => ({ family: landsat(mission, null), moment }),
  },
  {
    title: "a NAIP name",
    pattern: /(?:^|\/)m_\d{7}_[ns][ew]_\d{1,2}_(?:h|\d{1,3})_(?<moment>\d{8})/i,
    read: ({ moment = "" }) => ({
      family: sensor("naip"),
      moment,
      bandOrder: ["red", "green", "blue", "nir"],
    }),
  },
  {
    title: "a PlanetScope name",
    pattern:
      /(?<moment>\d{8}_\d{6})_(?:\d{2}_)?[0-9a-f]{4}_(?:1B|3A|3B|3C)_(?<asset>(?:ortho_)?(?:AnalyticMS|analytic|Visual|visual)(?:_SR|_sr)?(?:_8b)?)/,
    read: ({ moment = "", asset = "" }) => {
      const isEight = /_8b$/i.test(asset);
      if (/visual/i.test(asset))
        return { family: sensor("orthophoto"), moment, bandOrder: ["red", "green", "blue"] };
      const isSurface = /_SR/i.test(asset);
      return {
        family: sensor(
          isSurface ? (isEight ? "planetscope-sr" : "planetscope-sr-4b") : "planetscope-radiance",
        ),
        moment,
        bandOrder: isEight
          ? ["coastal_blue", "blue", "green_i", "green", "yellow", "red", "rededge", "nir"]
          : ["blue", "green", "red", "nir"],
      };
    },
  },
  {
    title: "a Sentinel-1 RTC name of ASF",
    pattern: /S1[A-D]_\w{2}_(?<moment>\d{8}T\d{6})_[DS][VH][PRO]_RTC\d{2}_G_[gs](?<unit>[pda])/,
    read: ({ moment = "", unit }) => ({
      family: { kind: "sentinel-1", unit: unit === "d" ? "decibels" : unit === "p" ? "power" : "amplitude" },
      moment,
    }),
  },
  {
    title: "a Sentinel-1 RTC name of OPERA",
    pattern: /OPERA_L2_RTC-S1_T\d{3}-\d{6}-IW\d_(?<moment>\d{8}T\d{6})Z/,
    read: ({ moment = "" }) => ({ family: { kind: "sentinel-1", unit: "power" }, moment }),
  },
  {
    title: "a Sentinel-1 product name",
    pattern: /S1[A-D]_(?:IW|EW|S\d|WV)_(?<type>GRD[FHM]|SLC_)_\w{4}_(?<moment>\d{8}T\d{6})(?<rest>.*)/,
    read: ({ moment = "", rest = "" }) => ({
      family: { kind: "sentinel-1", unit: /rtc/i.test(rest) ? null : "amplitude" },
      moment,
    }),
  },
  {
    title: "a Sentinel-1 RTC name",
    pattern: /S1[A-D]_(?:IW|EW)_(?:.*?_)??(?<moment>\d{8}(?:T\d{6})?)_.*RTC/i,
    read: ({ moment = "" }) => ({ family: { kind: "sentinel-1", unit: null }, moment }),
  },
  {
    title: "a MODIS product name",
    pattern: /M[OY]D(?<product>09A1|13Q1)\.?(?:A|.*?doy)(?<moment>\d{7})/i,
    read: ({ product, moment = "" }) => ({
      family: sensor(product === "09A1" ? "modis-mod09a1" : "modis-mod13q1-ndvi"),
      moment,
    }),
  },
  {
    title: "a Satellogic name",
    pattern: /(?<moment>\d{8}_\d{6})_SN\d{1,3}_/,
    read: ({ moment = "" }) => ({ family: sensor("satellogic-l1d"), moment }),
  },
  {
    title: "an Umbra radar name",
    pattern: /(?<moment>\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2})_UMBRA-\d{2}/i,
    read: ({ moment = "" }) => ({ family: sensor("radar-amplitude"), moment }),
  },
  {
    title: "a name of the EuroSAT set",
    pattern: new RegExp(`^(?:${euroSatClasses})_\\d+\\.`),
    read: () => ({ family: sentinel2("l1c"), bandOrder: euroSatOrder }),
  },
];
