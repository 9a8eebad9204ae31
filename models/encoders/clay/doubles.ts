/** Rows of one width, worked out in doubles. */
export interface Rows {
  /** [count, width], row-major. */
  readonly data: Float64Array;
  readonly count: number;
  readonly width: number;
}

/** Tensors of a linear layer as PyTorch stores them: [outputs, inputs] and [outputs]. */
export interface LinearWeights {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** rows . weight^T + bias: [count, outputs]. */
export function linearRows({ data, count, width }: Rows, { weight, bias }: LinearWeights): Rows {
  const outputs = bias.length;
  const product = new Float64Array(count * outputs);
  for (let output = 0; output < outputs; output += 1) {
    const from = output * width;
    // Four rows at once, so that a weight is read once for the four of them.
    let row = 0;
    for (; row + 4 <= count; row += 4) {
      const start = row * width;
      let [sum0, sum1, sum2, sum3] = [bias[output]!, bias[output]!, bias[output]!, bias[output]!];
      for (let input = 0; input < width; input += 1) {
        const factor = weight[from + input]!;
        sum0 += factor * data[start + input]!;
        sum1 += factor * data[start + width + input]!;
        sum2 += factor * data[start + 2 * width + input]!;
        sum3 += factor * data[start + 3 * width + input]!;
      }
      const to = row * outputs + output;
      product[to] = sum0;
      product[to + outputs] = sum1;
      product[to + 2 * outputs] = sum2;
      product[to + 3 * outputs] = sum3;
    }
    for (; row < count; row += 1) {
      let sum = bias[output]!;
      for (let input = 0; input < width; input += 1)
        sum += weight[from + input]! * data[row * width + input]!;
      product[row * outputs + output] = sum;
    }
  }
  return { data: product, count, width: outputs };
}

export function addRows(first: Rows, second: Rows): Rows {
  return { ...first, data: first.data.map((value, index) => value + second.data[index]!) };
}

export function sliceRows({ data, width }: Rows, from: number, to: number): Rows {
  return { data: data.slice(from * width, to * width), count: to - from, width };
}

/** (x - mean) / sqrt(variance + 1e-5) of each row, times gain, plus offset; the variance is divided by the width. */
export function normRows({ data, count, width }: Rows, gain: Float32Array, offset: Float32Array): Rows {
  const normed = new Float64Array(data.length);
  for (let row = 0; row < count; row += 1) {
    const values = data.subarray(row * width, (row + 1) * width);
    const mean = values.reduce((sum, value) => sum + value, 0) / width;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    const slope = 1 / Math.sqrt(variance + 1e-5);
    values.forEach((value, column) => {
      normed[row * width + column] = (value - mean) * slope * gain[column]! + offset[column]!;
    });
  }
  return { data: normed, count, width };
}

/** Softmax attention over all rows, head by head; a row holds query, key and value. */
export function attendRows({ data, count, width }: Rows, heads: number): Rows {
  const inner = width / 3;
  const headDim = inner / heads;
  const attended = new Float64Array(count * inner);
  const shares = new Float64Array(count);
  for (let start = 0; start < inner; start += headDim)
    for (let row = 0; row < count; row += 1) {
      const query = row * width + start;
      for (let other = 0; other < count; other += 1) {
        const key = other * width + inner + start;
        let dot = 0;
        for (let column = 0; column < headDim; column += 1)
          dot += data[query + column]! * data[key + column]!;
        shares[other] = dot / Math.sqrt(headDim);
      }
      makeShares(shares);
      const to = row * inner + start;
      for (let other = 0; other < count; other += 1) {
        const value = other * width + 2 * inner + start;
        for (let column = 0; column < headDim; column += 1)
          attended[to + column]! += shares[other]! * data[value + column]!;
      }
    }
  return { data: attended, count, width: inner };
}

/** Softmax in place. */
function makeShares(logits: Float64Array): void {
  const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let index = 0; index < logits.length; index += 1) {
    logits[index] = Math.exp(logits[index]! - largest);
    sum += logits[index]!;
  }
  for (let index = 0; index < logits.length; index += 1) logits[index]! /= sum;
}

/** x / 2 (1 + erf(x / sqrt 2)), the exact form. */
export function geluRows(rows: Rows): Rows {
  return { ...rows, data: rows.data.map((value) => 0.5 * value * (1 + errorFunction(value * Math.SQRT1_2))) };
}

/** To 1e-15. All terms of the series are of one sign (Abramowitz and Stegun 1964, 7.1.6), so none cancel. */
export function errorFunction(value: number): number {
  const size = Math.abs(value);
  // From here on it is 1 in doubles.
  if (size > 6) return Math.sign(value);
  const square = 2 * size * size;
  let term = size;
  let sum = size;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= square / odd;
    sum += term;
  }
  return Math.sign(value) * Math.min(1, (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * sum);
}
