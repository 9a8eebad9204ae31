import type { EngineFailure } from "./failures.ts";

/** How a failure the user can act on crosses the process border: an oRPC error with this code and data. */
export type FailureCode = "ENGINE_FAILURE";
export interface FailureData {
  readonly failure: EngineFailure;
  /** The failure in words, ready to show. */
  readonly sentence: string;
}

// Pictures come from the window's own origin (browser host and `argil://app` alike), and so does `/raster/<scene id>`,
// the scene's own file by range.

/** A chip as a square WebP picture, stretched like the rest of its scene. */
export type ThumbnailPath = `/thumb/${string}?size=${number}`;
/** Template of Web-Mercator tiles of 256 pixels, PNG with transparency; the map fills in z, x and y. */
export type TileTemplate = `/tile/${string}/{z}/{x}/{y}.png`;
/** A small picture of a whole scene, north up in its own CRS. */
export type PreviewPath = `/preview/${string}?size=${number}`;
/** The same of a scene that was examined and is not in the archive yet; 204 where nothing of it can be shown. */
export type IntakePreviewPath = `/intake-preview/${string}?size=${number}`;
/** POST one file as the body (browser host only: a web page cannot give paths). The name may hold folders; answers an `Upload`. */
export type UploadPath = `/upload?name=${string}`;
export interface Upload {
  readonly path: string;
  /** The uppermost folder that came with the file, which may hold more of its scene; the file where there is none. */
  readonly top: string;
}
/** WebSocket of the browser host. The one-time token of the page's URL becomes a cookie on the first request. */
export type SocketPath = "/engine";

/** What the preload puts on `window.bridge` in the desktop app; absent in the browser host. */
export interface DesktopBridge {
  /** Asks main for a port to the engine; it arrives as a window message `{kind: "engine:port"}` with one port. */
  connectEngine(): void;
  /** Paths of dropped or chosen files, in the same order; empty for files made in script. */
  pathsOf(files: readonly File[]): readonly string[];
  pickFiles(): Promise<readonly string[]>;
  /** One checkpoint of an encoder. */
  pickWeights(): Promise<readonly string[]>;
  pickFolder(): Promise<readonly string[]>;
  /** Calls back with commands of the native menu, for example "open-files". */
  onMenuCommand(listener: (command: string) => void): void;
}
