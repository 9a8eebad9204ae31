import { fileURLToPath } from "node:url";
import { defineConfig } from "electron-vite";
import { rendererConfig } from "./vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Main, engine, inference and worker threads share one build, so that their files have fixed names in `out/main`. */
const main = {
  build: {
    outDir: here("./out/main"),
    rolldownOptions: {
      input: {
        main: here("./electron/main.ts"),
        engine: here("./native/engineHost/utility.ts"),
        inference: here("./native/inference/inferenceProcess.ts"),
        decodeWorker: here("./native/raster/tiff/decodeWorker.ts"),
        jp2Worker: here("./native/raster/jp2/jp2Worker.ts"),
      },
    },
  },
};

/** One CommonJS file with everything in it: a sandboxed window can load nothing else. */
const preload = {
  build: {
    outDir: here("./out/preload"),
    externalizeDeps: false,
    rolldownOptions: {
      input: { preload: here("./electron/preload.ts") },
      output: { format: "cjs" as const, entryFileNames: "[name].cjs" },
    },
  },
};

const renderer = {
  ...rendererConfig,
  build: { ...rendererConfig.build, rolldownOptions: { input: here("./renderer/index.html") } },
};

export default defineConfig({ main, preload, renderer });
