import { expect, it } from "vitest";
import { ChipDecoder, type EmbedRequest, encodeChips } from "../../../../native/inference/chipPipe.ts";

const chip = (...values: number[]) => ({
  bands: [Float32Array.from(values), Float32Array.from(values, (value) => -value)],
  valid: Uint8Array.from(values, (_, index) => index % 2),
  scaling: { scale: 0.0001, offset: -0.1 },
  gsdMeters: 10,
  acquiredAt: "2020-06-01T00:00:00Z",
  place: [5.35, 49.28] as const,
});
const request = {
  kind: "embed" as const,
  encoder: { kind: "built-in" as const, id: "é" },
  input: { sensorId: "generic", chipPixels: 3, bands: [{ role: "red", wavelengthMicrometers: null }] },
  output: "embedding",
};
const requests: readonly EmbedRequest[] = [
  { ...request, call: 1, session: 3, chips: [chip(1.5, -2, 3), chip(4, 5, 6), chip(7, 8, 9)] },
  { ...request, call: 2, session: 3, chips: [] },
  { ...request, call: 3, session: 4, chips: [chip(0)] },
];

it.each([1, 3, 7, 4096])(
  "gives back what was sent when the pipe delivers pieces of %i bytes",
  (pieceBytes) => {
    const received: EmbedRequest[] = [];
    const decoder = new ChipDecoder((one) => received.push(one));
    const sent = Buffer.concat(requests.flatMap(encodeChips));
    for (let from = 0; from < sent.byteLength; from += pieceBytes)
      decoder.push(sent.subarray(from, from + pieceBytes));
    expect(received).toEqual(requests);
  },
);
