/** What can go wrong and a user can act on. Put into words in `describeFailure.ts`, nowhere else. */
export type EngineFailure =
  | { readonly kind: "file-missing"; readonly path: string }
  | { readonly kind: "no-rasters"; readonly path: string }
  | { readonly kind: "not-a-tiff"; readonly path: string }
  | { readonly kind: "file-damaged"; readonly path: string; readonly detail: string }
  | { readonly kind: "file-unreadable"; readonly path: string; readonly detail: string }
  | { readonly kind: "encoding-unsupported"; readonly path: string; readonly detail: string }
  | { readonly kind: "scene-incomplete"; readonly path: string; readonly detail: string }
  | { readonly kind: "bands-disagree"; readonly path: string; readonly detail: string }
  | { readonly kind: "zip-refused"; readonly path: string; readonly detail: string }
  | { readonly kind: "no-crs"; readonly path: string }
  | { readonly kind: "crs-unknown"; readonly path: string; readonly crs: string }
  | { readonly kind: "not-on-earth"; readonly path: string; readonly crs: string }
  | { readonly kind: "no-place"; readonly path: string; readonly detail?: string }
  | { readonly kind: "no-date"; readonly path: string }
  /** Sentinel-2's offset: `darkestDigitalNumber` is the 1st percentile of the pixels, null where none is valid. */
  | { readonly kind: "offset-unclear"; readonly path: string; readonly darkestDigitalNumber: number | null }
  | { readonly kind: "scale-unclear"; readonly path: string; readonly detail: string }
  | { readonly kind: "sensor-unclear"; readonly path: string; readonly candidates: readonly string[] }
  | { readonly kind: "bands-unknown"; readonly path: string; readonly bandCount: number }
  | { readonly kind: "sensor-unknown"; readonly sensorId: string; readonly known: readonly string[] }
  | {
      readonly kind: "sensor-mismatch";
      readonly path: string;
      readonly sensorId: string;
      readonly detail: string;
    }
  | { readonly kind: "not-imagery"; readonly path: string; readonly detail: string }
  | {
      readonly kind: "too-small";
      readonly path: string;
      readonly width: number;
      readonly height: number;
      readonly chipPixels: number;
    }
  | { readonly kind: "all-nodata"; readonly path: string }
  | {
      readonly kind: "archive-newer";
      readonly folder: string;
      readonly version: number;
      readonly known: number;
    }
  | { readonly kind: "archive-foreign"; readonly folder: string }
  | { readonly kind: "archive-busy"; readonly folder: string }
  | { readonly kind: "folder-read-only"; readonly folder: string }
  | { readonly kind: "not-a-folder"; readonly folder: string }
  | { readonly kind: "disk-full"; readonly folder: string }
  | { readonly kind: "archive-empty"; readonly folder: string }
  | { readonly kind: "chip-unknown"; readonly chipId: string }
  | { readonly kind: "chip-not-embedded"; readonly chipId: string }
  | { readonly kind: "scene-unknown"; readonly sceneId: string }
  | { readonly kind: "no-chip-there"; readonly lon: number; readonly lat: number }
  | { readonly kind: "not-comparable"; readonly detail: string }
  | { readonly kind: "encoder-unknown"; readonly encoderId: string; readonly known: readonly string[] }
  | { readonly kind: "encoder-id"; readonly encoderId: string }
  | { readonly kind: "encoder-exists"; readonly encoderId: string }
  | { readonly kind: "encoder-damaged"; readonly folder: string; readonly detail: string }
  /** The encoder cannot take this scene; `detail` is a sentence. */
  | { readonly kind: "encoder-refuses"; readonly path: string; readonly detail: string }
  | { readonly kind: "no-patches"; readonly encoderId: string }
  | { readonly kind: "precision-missing"; readonly encoderId: string; readonly precision: string }
  | { readonly kind: "precision-unmeasured"; readonly encoderId: string; readonly precision: string }
  /** `detail` says what it is and, after a semicolon, what to do. */
  | { readonly kind: "checkpoint-refused"; readonly path: string; readonly detail: string }
  | {
      readonly kind: "disk-small";
      readonly folder: string;
      /** In words, "1.25 GB". */
      readonly needed: string;
      readonly free: string;
    }
  | { readonly kind: "download-failed"; readonly url: string; readonly detail: string }
  | { readonly kind: "device-failed"; readonly detail: string }
  /** So many chips at once were too many. */
  | { readonly kind: "out-of-memory"; readonly chipCount: number }
  | {
      readonly kind: "bad-argument";
      readonly name: string;
      readonly value: string;
      readonly expected: string;
    };
