import { createGraph, type GraphValue } from "../../onnx/graph.ts";
import {
  add,
  concat,
  conv,
  div,
  matMul,
  mul,
  reduceSum,
  relu,
  reshape,
  sqrt,
  sub,
} from "../../onnx/operators.ts";
import { toModelBytes } from "../../onnx/toModelBytes.ts";
import { dimensions, type FilterBank, gaussianFilters } from "./filters.ts";

// Fixed, so that embeddings of different scenes share one space. Measured on Landsat land cover (test/golden/gewata.test.ts)
// and flat around these values: the middle of the usual responses is taken away, which is what cosine similarity wants.
const usualSpread = 0.4;
const usualRootResponse = 0.6;
const rootOffset = 0.05;
const statisticsWeight = 0.2;

/** Distance between filter positions: at most 12 x 12 positions, whatever the chip's size. */
export function stridePixels(chipPixels: number): number {
  return Math.ceil(chipPixels / 12);
}

/** Inputs pixels [batch, bands, n, n], standardised, and valid [batch, 1, n, n], 0 or 1; output embedding [batch, 640]. */
export function buildBaselineGraph(bandCount: number, chipPixels: number): Uint8Array {
  const graph = createGraph("baseline");
  const pixels = graph.input("pixels", ["batch", bandCount, chipPixels, chipPixels]);
  const valid = graph.input("valid", ["batch", 1, chipPixels, chipPixels]);
  const features = [
    ...bandStatistics(pixels, valid, { bandCount, chipPixels }),
    ...gaussianFilters(bandCount).flatMap((bank) =>
      filterResponses(pixels, valid, { bank, bandCount, chipPixels }),
    ),
  ];
  graph.output("embedding", reshape(concat(features, 1), [0, dimensions]), ["batch", dimensions]);
  return toModelBytes(graph);
}

/** Mean and standard deviation of each band over the valid pixels, [batch, bands, 1] each. */
function bandStatistics(
  pixels: GraphValue,
  valid: GraphValue,
  { bandCount, chipPixels }: { readonly bandCount: number; readonly chipPixels: number },
): readonly GraphValue[] {
  const pixelCount = chipPixels * chipPixels;
  const share = shares(valid, pixelCount);
  const values = reshape(pixels, [0, bandCount, pixelCount]);
  const mean = matMul(values, share);
  const deviation = sub(values, mean);
  const spread = sqrt(matMul(mul(deviation, deviation), share));
  // One dimension of a band against one of a filter: few bands would drown among hundreds of filters.
  const weight = statisticsWeight * Math.sqrt((dimensions / 2 - bandCount) / bandCount);
  return [mul(mean, weight), mul(sub(spread, usualSpread), weight)];
}

/** Both signs of the rectified response, averaged over valid positions and compressed, [batch, filters, 1] each. */
function filterResponses(
  pixels: GraphValue,
  valid: GraphValue,
  {
    bank,
    bandCount,
    chipPixels,
  }: { readonly bank: FilterBank; readonly bandCount: number; readonly chipPixels: number },
): readonly GraphValue[] {
  const { sizePixels: size, count } = bank;
  const stride = stridePixels(chipPixels);
  const positionCount = (Math.floor((chipPixels - size) / stride) + 1) ** 2;
  const filters = pixels.graph.constant(`filters_${size}`, bank.weights, [count, bandCount, size, size]);
  const footprint = pixels.graph.constant(`footprint_${size}`, new Float32Array(size * size).fill(1), [
    1,
    1,
    size,
    size,
  ]);

  // Where no filter touches a valid pixel, all positions see the chip's mean and count alike.
  const share = shares(add(conv(valid, footprint, stride), 1e-6), positionCount);
  const responses = reshape(conv(pixels, filters, stride), [0, count, positionCount]);
  const positive = matMul(relu(responses), share);
  // Less work than rectifying the negated responses; the outer one catches rounding below zero.
  const negative = relu(sub(positive, matMul(responses, share)));
  return [positive, negative].map((average) => sub(sqrt(add(average, rootOffset)), usualRootResponse));
}

/** The same weights as a column that sums to 1, [batch, count, 1]. */
function shares(weights: GraphValue, count: number): GraphValue {
  // Sums run along the last axis, where onnxruntime is fastest.
  const row = reshape(weights, [0, 1, count]);
  return reshape(div(row, reduceSum(row, [2])), [0, count, 1]);
}
