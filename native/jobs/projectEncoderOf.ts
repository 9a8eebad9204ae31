import type { Encoder, Precision } from "../../models/encoders/encoder.ts";
import type { Archive } from "../archive/openArchive.ts";
import { chooseProjectEncoder, listAgreements, projectEncoder } from "../archive/projectEncoder.ts";
import type { InstalledEncoder } from "../encoders/installed.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import { EngineError } from "../engineError.ts";

/** The encoder asked for, else the project's own, else the built-in one. @throws EngineError where it cannot be had. */
export function encoderFor(
  archive: Archive,
  models: ModelsFolder,
  asked: { readonly encoderId?: string; readonly precision?: Precision } = {},
): InstalledEncoder {
  const own = projectEncoder(archive);
  const encoderId = asked.encoderId ?? own?.encoderId;
  const precision = asked.precision ?? (encoderId === own?.encoderId ? own?.precision : undefined);
  const found = models.find(encoderId, precision);
  requireMeasured(archive, found);
  return found;
}

/**
 * The project's encoder to look at, where nothing is embedded: the built-in one stands in for one that is not on this
 * computer, and `problem` says so.
 */
export function projectEncoderOrBuiltIn(
  archive: Archive,
  models: ModelsFolder,
): { readonly installed: InstalledEncoder; readonly encoder: Encoder; readonly problem: string | null } {
  try {
    const installed = encoderFor(archive, models);
    return { installed, encoder: installed.encoder, problem: null };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const installed = models.find();
    return { installed, encoder: installed.encoder, problem: error.message };
  }
}

/** Makes it the encoder that this project embeds and searches with from now on. @throws EngineError where it cannot be. */
export function chooseEncoder(
  archive: Archive,
  models: ModelsFolder,
  { encoderId, precision }: { readonly encoderId: string; readonly precision: Precision },
): void {
  requireMeasured(archive, models.find(encoderId, precision));
  chooseProjectEncoder(archive, { encoderId, precision });
}

/** Less exact numbers only after the user saw what they cost on chips of this project. */
function requireMeasured(archive: Archive, { encoder: { card, precision } }: InstalledEncoder): void {
  if (precision === "fp32") return;
  if (!listAgreements(archive, card).some((one) => one.precision === precision))
    throw new EngineError({ kind: "precision-unmeasured", encoderId: card.id, precision });
}
