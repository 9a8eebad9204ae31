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
  vv: "radar, VV",
  vh: "radar, VH",
  hh: "radar, HH",
  hv: "radar, HV",
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
    choices.bandRoles === undefined ? "" : `bands ${choices.bandRoles.map(roleWords).join(", ")}`,
    choices.wavelengthsMicrometers === undefined
      ? ""
      : `bands at ${choices.wavelengthsMicrometers.map((micrometers) => `${micrometers} µm`).join(", ")}`,
    choices.acquiredAt === undefined ? "" : `taken ${momentWords(choices.acquiredAt)}`,
  ];
  return parts.filter(Boolean).join("; ");
}
