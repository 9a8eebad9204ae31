import { expect, it } from "vitest";
import { encodeRun, RunDecoder, type RunRequest } from "../../../../native/inference/tensorPipe.ts";

const runs: readonly RunRequest[] = [
  {
    call: 1,
    kind: "run",
    session: 3,
    output: "embedding",
    feeds: {
      pixels: { data: Float32Array.of(1.5, -2, Number.NaN, 4, 5, 6), shape: [1, 2, 3] },
      valid: { data: Float32Array.of(0, 1), shape: [2, 1] },
    },
  },
  { call: 2, kind: "run", session: 3, output: "é", feeds: {} },
  { call: 3, kind: "run", session: 4, output: "out", feeds: { none: { data: new Float32Array(0), shape: [0, 4] } } },
];

it.each([1, 3, 7, 4096])("gives back what was sent when the pipe delivers pieces of %i bytes", (pieceBytes) => {
  const received: RunRequest[] = [];
  const decoder = new RunDecoder((run) => received.push(run));
  const sent = Buffer.concat(runs.flatMap(encodeRun));
  for (let from = 0; from < sent.byteLength; from += pieceBytes) decoder.push(sent.subarray(from, from + pieceBytes));
  expect(received).toEqual(runs);
});
