import type { Command } from "commander";
import type { SceneChoices } from "../contract/intake.ts";
import { UsageError } from "./context.ts";
import { parseDate } from "./parse.ts";

/** What the user can say of files that do not say it themselves; `inspect` and `ingest` take the same. */
export interface ChoiceOptions {
  readonly sensor?: string;
  readonly date?: string;
  readonly offset?: "removed" | "still-in";
  readonly bands?: readonly string[];
  readonly wavelengths?: readonly number[];
}

export function addChoiceOptions(command: Command): Command {
  return command
    .option("--sensor <id>", "sensor, where the files do not tell")
    .option("--date <iso>", "acquisition time, where the files do not tell", parseDate)
    .option("--offset <state>", "Sentinel-2's offset of 1000: removed or still-in", parseOffset)
    .option("--bands <roles>", "what the bands measure, in file order: blue,green,red,nir", parseRoles)
    .option(
      "--wavelengths <micrometres>",
      "centre wavelengths of the bands in file order: 0.49,0.56,0.66",
      parseWavelengths,
    );
}

export function choicesOf({ sensor, date, offset, bands, wavelengths }: ChoiceOptions): SceneChoices {
  return {
    ...(sensor === undefined ? {} : { sensorId: sensor }),
    ...(date === undefined ? {} : { acquiredAt: date }),
    ...(offset === undefined ? {} : { offset }),
    ...(bands === undefined ? {} : { bandRoles: bands }),
    ...(wavelengths === undefined ? {} : { wavelengthsMicrometers: wavelengths }),
  };
}

function parseOffset(text: string): "removed" | "still-in" {
  if (text === "removed" || text === "still-in") return text;
  throw new UsageError(`--offset ${text} is not understood; it takes removed or still-in.`);
}

function parseRoles(text: string): readonly string[] {
  const roles = text.split(",").map((role) => role.trim());
  if (roles.every((role) => /^[a-z][a-z0-9-]*$/.test(role))) return roles;
  throw new UsageError(
    `--bands ${text} is not understood; it takes common names in file order, for example blue,green,red,nir.`,
  );
}

function parseWavelengths(text: string): readonly number[] {
  const values = text.split(",").map(Number);
  if (values.every((value) => value > 0.2 && value < 1e6)) return values;
  throw new UsageError(
    `--wavelengths ${text} is not understood; it takes micrometres in file order, for example 0.49,0.56,0.66.`,
  );
}
