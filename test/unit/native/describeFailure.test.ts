import { describe, expect, it } from "vitest";
import type { EngineFailure } from "../../../native/contract/failures.ts";
import { describeFailure } from "../../../native/describeFailure.ts";

const path = "/data/scene.tif";
const folder = "/data/project";

/** One of each kind, with the values that its sentence must name; the compiler asks for new kinds. */
const failures: { readonly [Kind in EngineFailure["kind"]]: EngineFailure & { readonly kind: Kind } } = {
  "file-missing": { kind: "file-missing", path },
  "no-rasters": { kind: "no-rasters", path },
  "not-a-tiff": { kind: "not-a-tiff", path },
  "file-damaged": { kind: "file-damaged", path, detail: "it ends early" },
  "file-unreadable": { kind: "file-unreadable", path, detail: "EIO" },
  "encoding-unsupported": { kind: "encoding-unsupported", path, detail: "compression 99" },
  "scene-incomplete": { kind: "scene-incomplete", path, detail: "it holds no images" },
  "bands-disagree": { kind: "bands-disagree", path, detail: "B04.tif lies elsewhere" },
  "zip-refused": { kind: "zip-refused", path, detail: "B04.jp2 would swell 900-fold" },
  "no-crs": { kind: "no-crs", path },
  "crs-unknown": { kind: "crs-unknown", path, crs: "Mars 2000" },
  "not-on-earth": { kind: "not-on-earth", path, crs: "Europa 2000" },
  "no-place": { kind: "no-place", path },
  "no-date": { kind: "no-date", path },
  "offset-unclear": { kind: "offset-unclear", path, darkestDigitalNumber: 1012 },
  "scale-unclear": { kind: "scale-unclear", path, detail: "its tags say 0.0001, its numbers 0.0000275" },
  "sensor-unclear": { kind: "sensor-unclear", path, candidates: ["red first", "blue first"] },
  "bands-unknown": { kind: "bands-unknown", path, bandCount: 7 },
  "sensor-unknown": { kind: "sensor-unknown", sensorId: "spot", known: ["landsat-7", "generic"] },
  "sensor-mismatch": { kind: "sensor-mismatch", path, sensorId: "landsat-7", detail: "13 bands" },
  "not-imagery": { kind: "not-imagery", path, detail: "its name says mask" },
  "too-small": { kind: "too-small", path, width: 11, height: 12, chipPixels: 64 },
  "all-nodata": { kind: "all-nodata", path },
  "archive-newer": { kind: "archive-newer", folder, version: 8, known: 7 },
  "archive-foreign": { kind: "archive-foreign", folder },
  "archive-busy": { kind: "archive-busy", folder },
  "folder-read-only": { kind: "folder-read-only", folder },
  "not-a-folder": { kind: "not-a-folder", folder },
  "disk-full": { kind: "disk-full", folder },
  "archive-empty": { kind: "archive-empty", folder },
  "chip-unknown": { kind: "chip-unknown", chipId: "4711" },
  "chip-not-embedded": { kind: "chip-not-embedded", chipId: "4711" },
  "scene-unknown": { kind: "scene-unknown", sceneId: "s2-ab12" },
  "no-chip-there": { kind: "no-chip-there", lon: 5.5, lat: -49.25 },
  "not-comparable": { kind: "not-comparable", detail: "chip 5 has other bands" },
  "encoder-unknown": { kind: "encoder-unknown", encoderId: "clay-9", known: ["baseline"] },
  "encoder-id": { kind: "encoder-id", encoderId: "../clay" },
  "encoder-exists": { kind: "encoder-exists", encoderId: "clay-v1.5" },
  "encoder-damaged": { kind: "encoder-damaged", folder, detail: "weights-fp32.bin is missing" },
  "encoder-refuses": { kind: "encoder-refuses", path, detail: "Clay takes no such bands; choose another." },
  "no-patches": { kind: "no-patches", encoderId: "baseline" },
  "precision-missing": { kind: "precision-missing", encoderId: "clay-v1.5", precision: "int8" },
  "precision-unmeasured": { kind: "precision-unmeasured", encoderId: "clay-v1.5", precision: "int8" },
  "checkpoint-refused": { kind: "checkpoint-refused", path, detail: "it is a decoder; get the whole model" },
  "disk-small": { kind: "disk-small", folder, needed: "1.25 GB", free: "0.50 GB" },
  "download-failed": { kind: "download-failed", url: "https://a.example/clay.ckpt", detail: "no network" },
  "out-of-memory": { kind: "out-of-memory", chipCount: 16 },
  "device-failed": { kind: "device-failed", detail: "it ended with SIGKILL" },
  "bad-argument": { kind: "bad-argument", name: "--heads", value: "many", expected: "a whole number" },
};

describe("describeFailure", () => {
  it.each(Object.values(failures))("says $kind in one sentence that names every value", (failure) => {
    const sentence = describeFailure(failure);
    expect(sentence).toMatch(/^[^\n]+\.$/);
    expect(sentence).not.toMatch(/\.\s+[A-Z]/);
    for (const [name, value] of Object.entries(failure))
      if (name !== "kind")
        expect(sentence).toContain(Array.isArray(value) ? value.join(", ") : String(value));
  });

  it.each(Object.values(failures))("says what to do about $kind", (failure) => {
    // After the semicolon comes the advice.
    expect(describeFailure(failure).split("; ").length).toBeGreaterThan(1);
  });

  it("counts one band as one", () => {
    expect(describeFailure({ kind: "bands-unknown", path, bandCount: 1 })).toContain("has 1 band and");
  });
});
