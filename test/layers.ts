/** The tables of the house: who may import whom. Add a row when a folder is added; the checks read nothing else. */
export interface Layers {
  /** Folder or file -> what it may import beside itself. The longest matching row wins. */
  readonly directions: Readonly<Record<string, readonly string[]>>;
  /** Across these borders only `import type` may go, so that no code of the other side gets into the bundle. */
  readonly typeOnlyBorders: readonly { readonly from: string; readonly to: string }[];
  /** Outside library -> the only folders that may import it. A library without a row may not be imported. */
  readonly libraryOwners: Readonly<Record<string, readonly string[]>>;
  /** Where Node's own modules may be imported. */
  readonly nodeRooms: readonly string[];
  /** Folders that only compute: nothing of Node, and only the libraries below. */
  readonly pureLayers: readonly string[];
  readonly pureLibraries: readonly string[];
  readonly mostLines: number;
}

/** Folders whose files are checked; every other file of the repository configures a tool. */
export const rooms = ["electron/", "models/", "native/", "renderer/", "test/"] as const;

const contract = "native/contract/";
const vocabulary = "models/vocabulary/";
/** What every part of the engine may use: the words, the shapes of answers, and failures with their sentences. */
const ground = [
  "models/",
  contract,
  "native/engineError.ts",
  "native/describeFailure.ts",
  "native/software.ts",
];
const engineParts = [
  "native/raster/",
  "native/encoders/",
  "native/inference/",
  "native/archive/",
  "native/analysis/",
  "native/exchange/",
  "native/demo/",
];
/** What a screen of the window is made of. Screens never import each other. */
const windowParts = [
  "renderer/ui/",
  "renderer/state/",
  "renderer/engine/",
  "renderer/map/",
  contract,
  vocabulary,
];

export const layers: Layers = {
  directions: {
    "models/vocabulary/": [],
    "models/": [],

    "native/contract/": ["models/"],
    "native/engineError.ts": [contract, "native/describeFailure.ts"],
    "native/describeFailure.ts": [contract, "models/"],
    "native/software.ts": ["package.json"],
    "native/folders.ts": [],
    "native/analysis/": ["models/"],
    "native/raster/": ground,
    "native/encoders/": ground,
    "native/inference/": [...ground, "native/encoders/", "native/analysis/"],
    "native/archive/": [...ground, "native/analysis/"],
    "native/demo/": [...ground, "native/raster/"],
    "native/exchange/": [...ground, "native/raster/"],
    "native/jobs/": [...ground, ...engineParts],
    "native/serve/": [...ground, "native/jobs/", "native/engine.ts"],
    "native/engine.ts": ["native/", "models/"],
    "native/engineHost/": ["native/", "models/"],
    "native/cli/": ["native/", "models/"],

    "renderer/window.d.ts": [contract],
    "renderer/ui/": [contract, vocabulary],
    "renderer/engine/": [contract, vocabulary],
    "renderer/state/": ["renderer/engine/", contract, vocabulary],
    "renderer/map/": ["renderer/ui/", "renderer/state/", "renderer/engine/", contract, vocabulary],
    "renderer/start/": windowParts,
    "renderer/intake/": windowParts,
    "renderer/search/": windowParts,
    "renderer/jobs/": windowParts,
    "renderer/settings/": windowParts,
    "renderer/shell/": ["renderer/", contract, vocabulary],
    "renderer/main.tsx": ["renderer/"],

    "electron/": [contract],
    "test/": ["electron/", "models/", "native/", "renderer/", "vite.config.ts", "electron.vite.config.ts"],
  },

  typeOnlyBorders: [
    { from: "renderer/", to: "native/" },
    { from: "renderer/", to: "models/" },
    { from: "electron/", to: "native/" },
  ],

  libraryOwners: {
    electron: ["electron/"],
    "onnxruntime-node": ["native/inference/"],
    "better-sqlite3": ["native/archive/"],
    "sqlite-vec": ["native/archive/"],
    geotiff: ["native/raster/"],
    "geotiff-geokeys-to-proj4": ["native/raster/"],
    proj4: ["native/raster/", "native/demo/"],
    "@cornerstonejs/codec-openjpeg": ["native/raster/"],
    "@cornerstonejs/codec-libjpeg-turbo-8bit": ["native/raster/"],
    "fast-xml-parser": ["native/raster/"],
    "xz-decompress": ["native/raster/"],
    yauzl: ["native/raster/"],
    sharp: ["native/raster/"],
    protobufjs: ["models/onnx/"],
    zod: ["models/", "native/"],
    "@orpc/server": ["native/serve/"],
    ws: ["native/serve/"],
    commander: ["native/cli/"],
    "@orpc/client": ["renderer/engine/"],
    ol: ["renderer/map/"],
    "topojson-client": ["renderer/map/"],
    "topojson-specification": ["renderer/map/"],
    "world-atlas": ["renderer/map/"],
    react: ["renderer/"],
    "react-dom": ["renderer/"],
    zustand: ["renderer/"],
    "@mantine/core": ["renderer/"],
    "@mantine/hooks": ["renderer/"],
    "@fontsource-variable/inter": ["renderer/"],
  },

  nodeRooms: ["native/", "electron/"],
  pureLayers: ["models/", "native/contract/", "native/analysis/"],
  pureLibraries: ["zod", "protobufjs"],
  mostLines: 250,
};
