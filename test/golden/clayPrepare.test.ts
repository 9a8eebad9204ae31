import { describe, expect, it } from "vitest";
import { createClayEncoder } from "../../models/encoders/clay/clayEncoder.ts";
import type { ClayFront } from "../../models/encoders/clay/front.ts";
import { defaultClayOptions } from "../../models/encoders/clay/options.ts";
import { prepareRawInputs, type RawInputs } from "../../models/encoders/clay/rawInputs.ts";
import { recognizeClay } from "../../models/encoders/clay/recognize.ts";
import type { EncoderChip, EncoderTensor } from "../../models/encoders/encoder.ts";
import { sensorOf } from "../../models/sensors/index.ts";
import type { EncoderId } from "../../models/vocabulary/ids.ts";
import { type ClayCase, clayCases, largestDifference, readSafetensors } from "../support/clayGoldens.ts";
import { noSharedData } from "../support/sharedData.ts";

// From chips as raster/ reads them to the graph's inputs, against the reference's own normalised tensors and codes.

/** Clay's sensors by ours, and its band names by our roles where they differ. */
const ours: Readonly<Record<string, { sensorId: string; roles?: Readonly<Record<string, string>> }>> = {
  "sentinel-2-l2a": {
    sensorId: "sentinel-2-l2a",
    roles: { rededge1: "rededge071", rededge2: "rededge075", rededge3: "rededge078" },
  },
  naip: { sensorId: "naip" },
  "landsat-c2l2-sr": { sensorId: "landsat-8-9-c2l2" },
  "sentinel-1-rtc": { sensorId: "sentinel-1-rtc" },
};

const withRaw = clayCases.filter(({ manifest }) => manifest.raw !== null && manifest.acquisitions !== null);
if (clayCases.length === 0) it.skip(`Clay's inputs: ${noSharedData}`);

describe("the inputs that chips become", () => {
  it.each(withRaw)("are those of the reference for $id", (one) => {
    const { config, front } = encoderParts(one);
    const { manifest } = one;
    const { sensorId, roles = {} } = ours[manifest.sensor]!;
    const encoder = createClayEncoder({
      card: { ...card, dimensions: config.dim },
      config,
      options: defaultClayOptions,
      precision: "fp32",
      weightsFile: "",
      readFront: () => front,
    });
    const bands = manifest.bands.map((name) => ({ role: roles[name] ?? name, wavelengthMicrometers: null }));
    const found = encoder.prepare(chipsOf(one, sensorId), { sensorId, bands, chipPixels: manifest.chip[0] });
    const { feeds: expected } = prepareRawInputs(config, front, rawInputs(one));
    for (const name of ["metadata", "position", "bias"])
      expect(largestDifference(found[name]!.data, expected[name]!.data)).toBeLessThan(2e-6);
    // Bands may stand in another order, so what counts is what the kernel makes of them.
    expect(largestDifference(product(found), product(expected))).toBeLessThan(1e-5);
  });
});

const card = {
  id: "clay" as EncoderId,
  title: "Clay",
  defaultChipPixels: 256,
  source: "",
  license: "",
  sha256: "",
  selfTest: { chipPixels: 64, values: [] },
};

function encoderParts({ manifest, checkpointPath }: ClayCase) {
  const tensors = readSafetensors(checkpointPath("safetensors"));
  const { heads } = manifest.config;
  const { generation } = manifest;
  const { prefix, config } = recognizeClay(tensors, { heads, generation, hyperParameters: {} });
  const start = `${prefix}patch_embedding.`;
  const generator = new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(start))
      .map(([name, { data }]) => [name.slice(start.length), data]),
  );
  const front: ClayFront = { generator, clsToken: tensors.get(`${prefix}cls_token`)!.data };
  return { config, front };
}

function chipsOf(one: ClayCase, sensorId: string): EncoderChip[] {
  const { manifest } = one;
  const { data } = one.tensor("raw_pixels")!;
  const area = manifest.chip[0] * manifest.chip[1];
  const count = manifest.bands.length;
  const { scale, offset } = sensorOf(sensorId)!;
  return manifest.acquisitions!.map(({ datetime_utc, lat, lon }, chip) => ({
    bands: manifest.bands.map((_, band) =>
      data.slice((chip * count + band) * area, (chip * count + band + 1) * area),
    ),
    scaling: { scale, offset },
    valid: new Uint8Array(area).fill(1),
    gsdMeters: manifest.gsd,
    // Exactly midnight would be a day without a time, which counts as noon.
    acquiredAt: `${datetime_utc.replace("T00:00:00", "T00:00:01")}Z`,
    place: [lon, lat],
  }));
}

function rawInputs(one: ClayCase): RawInputs {
  const names = ["pixels", "time", "latlon", "waves", "gsd"] as const;
  return Object.fromEntries(names.map((name) => [name, one.tensor(name)!])) as unknown as RawInputs;
}

/** patches . kernel, [chips x patches, dim]. */
function product(feeds: Readonly<Record<string, EncoderTensor>>): Float32Array {
  const { patches, kernel } = feeds;
  const [rows = 0, dim = 0] = kernel!.shape;
  const count = patches!.data.length / rows;
  return Float32Array.from({ length: count * dim }, (_, index) => {
    const [patch, channel] = [Math.floor(index / dim), index % dim];
    let sum = 0;
    for (let row = 0; row < rows; row += 1)
      sum += patches!.data[patch * rows + row]! * kernel!.data[row * dim + channel]!;
    return sum;
  });
}
