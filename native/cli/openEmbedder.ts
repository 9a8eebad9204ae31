import { join } from "node:path";
import type { Precision } from "../../models/encoders/encoder.ts";
import type { InstalledEncoder } from "../encoders/installed.ts";
import { ModelsFolder } from "../encoders/modelsFolder.ts";
import { dataFolder, modelsFolder } from "../folders.ts";
import { DeviceBook } from "../inference/deviceBook.ts";
import type { DeviceParts } from "../inference/deviceRunner.ts";
import { forkInference } from "../inference/forkInference.ts";
import type { Provider } from "../inference/messages.ts";
import { Embedder } from "../jobs/embedder.ts";

/** What the user may say of the device. */
export interface DeviceWish {
  readonly threads?: number;
  /** Takes this one, whatever its probe said. */
  readonly provider?: Provider;
}

/** The encoders of this computer. */
export const openModels = (): ModelsFolder => new ModelsFolder(modelsFolder());

/** How a command runs networks: each embedder in a forked process. */
export function deviceParts(wish: DeviceWish = {}): DeviceParts {
  const folder = dataFolder();
  return {
    start: forkInference,
    devices: new DeviceBook({ file: join(folder, "devices.json"), start: forkInference, dataFolder: folder }),
    dataFolder: folder,
    ...wish,
  };
}

/** The encoder of that id, or the built-in one. @throws EngineError for an id that is not there. */
export const findEncoder = (id?: string, precision?: Precision): InstalledEncoder =>
  openModels().find(id, precision);

/** An embedder with an inference process of its own, which ends with it. */
export function openEmbedder(
  installed: InstalledEncoder,
  wish: DeviceWish = {},
): AsyncDisposable & { readonly embedder: Embedder } {
  const embedder = new Embedder(installed, deviceParts(wish));
  return { embedder, [Symbol.asyncDispose]: () => embedder.close() };
}
