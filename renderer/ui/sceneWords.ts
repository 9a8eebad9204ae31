import type { SceneChoices } from "../../native/contract/intake.ts";

const roles: Readonly<Record<string, string>> = {
  coastal: "coastal blue",
  rededge: "red edge",
  rededge071: "red edge 1",
  rededge075: "red edge 2",
  rededge078: "red edge 3",
  nir: "near infrared",
  nir08: "near infrared",
  nir09: "water vapour",
  swir16: "shortwave 1",
  swir22: "shortwave 2",
  lwir: "thermal",
  lwir11: "thermal 1",
  lwir12: "thermal 2",
  pan: "panchromatic",
  swir12: "shortwave 1.2 µm",
  green05: "green 1",
  vv: "radar, VV",
  vh: "radar, VH",
  hh: "radar, HH",
  hv: "radar, HV",
  vv_db: "radar, VV in dB",
  vh_db: "radar, VH in dB",
  hh_db: "radar, HH in dB",
  hv_db: "radar, HV in dB",
  sar: "radar",
  ndvi: "NDVI",
  evi: "EVI",
};

/** A band's role as a person says it. */
export function roleWords(role: string | null): string {
  if (role === null) return "unknown";
  return roles[role] ?? role.replaceAll("_", " ");
}

/** Day, and the minute where it is known; midnight means that only the day is. */
export function momentWords(iso: string): string {
  const [day = "", time = ""] = [iso.slice(0, 10), iso.slice(11, 16)];
  return time === "" || /T00:00(:00(\.0+)?)?Z?$/.test(iso) ? day : `${day} ${time}`;
}

/** What was answered, for the list of remembered answers. */
export function choiceWords(choices: SceneChoices): string {
  const parts = [
    choices.sensorId === undefined ? "" : `sensor ${choices.sensorId}`,
    choices.offset === undefined
      ? ""
      : { removed: "offset already removed", "still-in": "offset still in, 1 000 is subtracted" }[
          choices.offset
        ],
    choices.scaling === undefined ? "" : scalingWords(choices.scaling),
    choices.bandRoles === undefined ? "" : `bands ${choices.bandRoles.map(roleWords).join(", ")}`,
    choices.wavelengthsMicrometers === undefined
      ? ""
      : `bands at ${choices.wavelengthsMicrometers.map((micrometers) => `${micrometers} µm`).join(", ")}`,
    choices.acquiredAt === undefined ? "" : `taken ${momentWords(choices.acquiredAt)}`,
  ];
  return parts.filter(Boolean).join("; ");
}

function scalingWords({ scale, offset }: NonNullable<SceneChoices["scaling"]>): string {
  const added = offset === 0 ? "" : `${offset < 0 ? " − " : " + "}${Math.abs(offset)}`;
  return scale === 1 && offset === 0 ? "numbers are values as they are" : `value = number × ${scale}${added}`;
}
