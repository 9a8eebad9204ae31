import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How the window is built, in the browser host and in the desktop app alike. */
export const rendererConfig: UserConfig = {
  root: here("./renderer"),
  base: "./",
  publicDir: false,
  plugins: [react()],
  // Inlined assets would be `data:` addresses, which a strict content security policy refuses.
  build: {
    outDir: here("./out/renderer"),
    emptyOutDir: true,
    target: "es2024",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
};

export default defineConfig(rendererConfig);
