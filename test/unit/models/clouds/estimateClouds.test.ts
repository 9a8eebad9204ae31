import { describe, expect, it } from "vitest";
import { estimateClouds } from "../../../../models/clouds/estimateClouds.ts";
import { classFractions, pixelClass } from "../../../../models/clouds/pixelClass.ts";

const names = Object.entries(pixelClass);
const roles = ["blue", "green", "red", "nir08", "swir16", "swir22"] as const;

/** Reflectances at the ground as they are usual for each: blue, green, red, near and two shortwave infrared bands. */
const spectra = {
  cloud: [0.5, 0.5, 0.5, 0.55, 0.4, 0.3],
  forest: [0.02, 0.05, 0.03, 0.35, 0.15, 0.07],
  soil: [0.09, 0.14, 0.21, 0.3, 0.38, 0.32],
  snow: [0.8, 0.82, 0.8, 0.75, 0.1, 0.08],
  lake: [0.04, 0.04, 0.02, 0.01, 0.01, 0.01],
  whiteRoof: [0.4, 0.42, 0.43, 0.45, 0.7, 0.6],
} as const;

/** The class of one spectrum. */
function classOf(
  spectrum: readonly number[],
  more: { keep?: readonly string[]; level?: "surface" | "top-of-atmosphere"; cirrus?: number } = {},
) {
  const bands = roles
    .map((role, index) => ({
      role: role as string,
      digitalNumbers: Float32Array.of(spectrum[index]! * 10_000),
    }))
    .filter(({ role }) => more.keep?.includes(role) ?? true);
  if (more.cirrus !== undefined)
    bands.push({ role: "cirrus", digitalNumbers: Float32Array.of(more.cirrus * 10_000) });
  const classes = estimateClouds({
    bands,
    scaling: { scale: 0.0001, offset: 0 },
    valid: Uint8Array.of(1),
    level: more.level ?? "surface",
  });
  return classes === null ? null : names.find(([, code]) => code === classes[0])?.[0];
}

describe("the estimate of clouds", () => {
  it("takes white, bright and hazy for cloud, and ground, water and snow for what they are", () => {
    expect(classOf(spectra.cloud)).toBe("cloud");
    expect(classOf(spectra.forest)).toBe("clear");
    expect(classOf(spectra.soil)).toBe("clear");
    expect(classOf(spectra.snow)).toBe("snow");
    expect(classOf(spectra.lake)).toBe("water");
    expect(classOf(spectra.whiteRoof)).toBe("clear");
  });

  it("makes do without infrared; then snow and white roofs count as cloud", () => {
    const keep = ["blue", "green", "red"];
    expect(classOf(spectra.cloud, { keep })).toBe("cloud");
    expect(classOf(spectra.forest, { keep })).toBe("clear");
    expect(classOf(spectra.soil, { keep })).toBe("clear");
    expect(classOf(spectra.snow, { keep })).toBe("cloud");
    expect(classOf(spectra.whiteRoof, { keep })).toBe("cloud");
  });

  it("does not take a low sun's haze at the top of the atmosphere for cloud", () => {
    const winterCity = [0.13, 0.1, 0.08, 0.1, 0.09, 0.08];
    expect(classOf(winterCity, { level: "top-of-atmosphere" })).toBe("clear");
    expect(classOf(spectra.cloud, { level: "top-of-atmosphere" })).toBe("cloud");
  });

  it("finds cirrus where its band is there", () => {
    expect(classOf(spectra.forest, { cirrus: 0.02 })).toBe("thinCloud");
    expect(classOf(spectra.forest, { cirrus: 0.002 })).toBe("clear");
    expect(classOf(spectra.cloud, { cirrus: 0.02 })).toBe("cloud");
  });

  it("says nothing without blue, or of numbers that are not reflectances", () => {
    expect(classOf(spectra.cloud, { keep: ["green", "red", "nir08", "swir16"] })).toBeNull();
    const bands = ["blue", "green", "red"].map((role) => ({ role, digitalNumbers: Float32Array.of(200) }));
    expect(estimateClouds({ bands, scaling: null, valid: Uint8Array.of(1), level: "surface" })).toBeNull();
  });

  it("is not misled by reflectances of zero and below, which dark water has", () => {
    expect(classOf([0, 0, 0, 0, 0, 0])).toBe("water");
    expect(classOf([-0.01, -0.005, -0.01, -0.002, -0.01, -0.01])).toBe("water");
  });

  it("leaves out what was not measured, and applies the offset", () => {
    const bands = ["blue", "green", "red"].map((role) => ({
      role,
      digitalNumbers: Float32Array.of(6000, 6000, 1100),
    }));
    const scaling = { scale: 0.0001, offset: -0.1 };
    const classes = estimateClouds({ bands, scaling, valid: Uint8Array.of(0, 1, 1), level: "surface" });
    expect([...classes!]).toEqual([pixelClass.nodata, pixelClass.cloud, pixelClass.clear]);
  });
});

describe("shares of classes", () => {
  it("are of the valid pixels that something is said of; thin cloud is cloud, snow and shadow are not", () => {
    const { nodata, clear, snow, shadow, cloud, thinCloud } = pixelClass;
    const classes = Uint8Array.of(cloud, thinCloud, clear, snow, shadow, nodata, cloud);
    const valid = Uint8Array.of(1, 1, 1, 1, 1, 1, 0);
    expect(classFractions(classes, valid)).toEqual({
      cloud: 0.4,
      shadow: 0.2,
      snow: 0.2,
      covered: 5 / 6,
    });
  });

  it("are null where nothing is said of any valid pixel", () => {
    expect(classFractions(Uint8Array.of(0, 5), Uint8Array.of(1, 0))).toBeNull();
  });
});
