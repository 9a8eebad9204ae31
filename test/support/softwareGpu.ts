import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { forkInference } from "../../native/inference/forkInference.ts";
import type { StartInference } from "../../native/inference/messages.ts";

/** Says why a test that needs it was skipped. */
export const noSoftwareGpu = "no Chromium with SwiftShader lies in one of the usual folders";

const driverName = "vk_swiftshader_icd.json";
const folders = [
  ...(process.env.ARGIL_CHROMIUM ? [dirname(process.env.ARGIL_CHROMIUM)] : []),
  ...["/usr/lib/chromium", "/usr/lib/chromium-browser", "/opt/google/chrome"],
];
const folder = folders.find((one) => existsSync(join(one, driverName)));
const isHere = process.platform === "linux" && process.arch === "x64" && folder !== undefined;

/** Starts inference processes in which SwiftShader, that a Chromium brings along, is the only Vulkan driver; null without. */
export const startWithSoftwareGpu: StartInference | null = !isHere
  ? null
  : (environment) => {
      const driver = join(folder, driverName);
      return forkInference({
        ...environment,
        // Chromium's own copy of the Vulkan loader lies there, too.
        LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, folder].filter(Boolean).join(delimiter),
        VK_DRIVER_FILES: driver,
        VK_ICD_FILENAMES: driver,
      });
    };
