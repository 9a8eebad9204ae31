import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Encoder } from "../../models/encoders/encoder.ts";
import { builtInEncoders, defaultEncoder } from "../../models/encoders/index.ts";
import type { Archive } from "../archive/openArchive.ts";
import { chipCountsOf, listAgreements, noChipCounts, projectEncoder } from "../archive/projectEncoder.ts";
import type { EncoderSummary } from "../contract/encoders.ts";
import { openEncoder } from "../encoders/installed.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import { EngineError } from "../engineError.ts";

/** Every encoder of this computer, and what a project has of it. */
export async function listEncoders(
  models: ModelsFolder,
  archive: Archive | null,
): Promise<readonly EncoderSummary[]> {
  const chosen = (archive && projectEncoder(archive)) ?? {
    encoderId: defaultEncoder.card.id,
    precision: "fp32" as const,
  };
  const summary = ({ card }: Pick<Encoder, "card">) => {
    const { selfTest, ...shown } = card;
    return {
      ...shown,
      ...(archive === null ? { chipCount: 0, chipCounts: noChipCounts } : chipCountsOf(archive, card.id)),
      chosenPrecision: chosen.encoderId === card.id ? chosen.precision : null,
      agreements: archive === null ? [] : listAgreements(archive, card),
    };
  };
  const builtIn = builtInEncoders.map((encoder) => ({
    ...summary(encoder),
    isBuiltIn: true,
    bytes: 0,
    options: null,
    imported: null,
    damage: null,
  }));
  const imported = models.list().map(async ({ folder, manifest }) => {
    const { encoder, files } = openEncoder({ kind: "folder", folder, precision: "fp32" });
    return {
      ...summary(encoder),
      isBuiltIn: false,
      bytes: await folderBytes(folder),
      options: manifest.options,
      imported: { from: manifest.imported.from, at: manifest.imported.at },
      damage: await damageOf(files),
    };
  });
  return [...builtIn, ...(await Promise.all(imported))];
}

/** What can be told without reading the weights: a file that is gone or cut off. */
async function damageOf(
  files: readonly { readonly path: string; readonly byteLength: number }[],
): Promise<string | null> {
  for (const { path, byteLength } of files) {
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (size !== byteLength)
      return new EngineError({
        kind: "encoder-damaged",
        folder: join(path, ".."),
        detail: size === null ? "a file is missing" : "a file is cut off",
      }).message;
  }
  return null;
}

async function folderBytes(folder: string): Promise<number> {
  const sizes = await Promise.all(
    // One that went away meanwhile takes no room.
    (await readdir(folder)).map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
