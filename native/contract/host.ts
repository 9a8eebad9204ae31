/** What the desktop's main process and the engine process tell each other; message ports travel beside these. */

/** Main to engine. `connect` and `inference-port` come with one port. */
export type HostToEngine =
  | { readonly kind: "connect" }
  | { readonly kind: "inference-port"; readonly id: string }
  /** Whole lines of its standard error, where the runtime says why a device failed. */
  | { readonly kind: "inference-said"; readonly id: string; readonly lines: readonly string[] }
  /** Once for each, after what it said; what Electron gives as `code` of a crash differs between platforms. */
  | { readonly kind: "inference-ended"; readonly id: string; readonly code: number }
  /** Close the databases, then leave by `process.exit(0)`; main waits a few seconds before it kills. */
  | { readonly kind: "shutdown" };

/** Engine to main. */
export type EngineToHost =
  /** Once after each start: where `/thumb`, `/tile`, `/preview` and `/raster` are answered on loopback. */
  | { readonly kind: "ready"; readonly pictureOrigin: string; readonly token: string }
  /** A utility process cannot fork another: main starts the inference process and answers with `inference-port`. */
  | {
      readonly kind: "fork-inference";
      readonly id: string;
      /** Added to the child's environment, for example LD_LIBRARY_PATH. */
      readonly deviceEnv: Readonly<Record<string, string>>;
    }
  /** Kills the inference process of that id, also one that hangs in native code. */
  | { readonly kind: "end-inference"; readonly id: string };

/** Main to the inference process; comes with the port whose other end the engine holds. */
export type HostToInference = { readonly kind: "inference-port"; readonly id: string };
