import type { EncoderTensor } from "../encoder.ts";
import { patchGrid } from "./chipSize.ts";
import { type ClayConfig, patchArea, patchPixels } from "./config.ts";
import type { ClayFront } from "./front.ts";
import { generateKernel, kernelMatrix } from "./generator.ts";
import { metadataRows } from "./metadata.ts";
import { metadataChannels, positionCode, positionRows } from "./position.ts";
import { ClayRefusal } from "./refusal.ts";
import { waveCode } from "./waveCode.ts";

/** The inputs of the reference's encoder by its own names: pixels [B, C, H, W], time and latlon [B, 4], waves [C], gsd [1]. */
export type RawInputs = Readonly<Record<"pixels" | "time" | "latlon" | "waves" | "gsd", EncoderTensor>>;

/** What the graph is fed for them, and the reference's stages before the graph. */
export interface PreparedInputs {
  readonly feeds: Readonly<Record<string, EncoderTensor>>;
  readonly stages: Readonly<Record<string, EncoderTensor>>;
}

/** @throws ClayRefusal on tensors whose shapes do not belong together. */
export function prepareRawInputs(config: ClayConfig, front: ClayFront, raw: RawInputs): PreparedInputs {
  const { dim } = config;
  const [batch, bandCount, side] = shapesOf(raw);
  const grid = patchGrid(side);
  const waves = [...raw.waves.data];
  const kernel = generateKernel(front.generator, { dim, waves });
  const code = positionCode({ dim, grid, gsd: raw.gsd.data[0]! });
  const width = dim - metadataChannels;
  const stages = {
    waves_sincos: { data: waveCode(waves), shape: [bandCount, 128] },
    waves_fc: { data: kernel.wavesFc, shape: [bandCount, 128] },
    conv_weight: { data: kernel.weight, shape: [dim, bandCount, patchPixels, patchPixels] },
    conv_bias: { data: kernel.bias, shape: [dim] },
    pos_encoding: { data: code, shape: [grid ** 2, width] },
  };
  const feeds = {
    patches: {
      data: unfold(raw.pixels.data, { batch, bandCount, side }),
      shape: [batch, grid ** 2, bandCount * patchArea],
    },
    kernel: { data: kernelMatrix(kernel, { dim, bandCount }), shape: [bandCount * patchArea, dim] },
    bias: stages.conv_bias,
    metadata: metadataRows(metadataCodes(raw), dim),
    position: { data: positionRows(code, front.clsToken, { grid, dim }), shape: [1 + grid ** 2, dim] },
  };
  return { feeds, stages };
}

function shapesOf({
  pixels,
  time,
  latlon,
  waves,
  gsd,
}: RawInputs): readonly [batch: number, bands: number, side: number] {
  const [batch = 0, bandCount = 0, height = 0, width = 0] = pixels.shape;
  const expected = {
    pixels: [pixels, [batch, bandCount, height, width]],
    time: [time, [batch, 4]],
    latlon: [latlon, [batch, 4]],
    waves: [waves, [bandCount]],
    gsd: [gsd, [1]],
  } as const;
  for (const [name, [tensor, shape]] of Object.entries(expected))
    if (tensor.shape.join() !== shape.join())
      throw new ClayRefusal(
        `${name} is [${tensor.shape.join(", ")}] where [${shape.join(", ")}] is expected`,
      );
  if (batch < 1 || bandCount < 1 || height !== width)
    throw new ClayRefusal(
      `pixels are [${pixels.shape.join(", ")}]; Clay takes square chips of at least one band`,
    );
  return [batch, bandCount, height];
}

/** [B, C, n, n] -> [B, patches, C * 64]. */
function unfold(
  pixels: Float32Array,
  { batch, bandCount, side }: { readonly batch: number; readonly bandCount: number; readonly side: number },
): Float32Array {
  const grid = side / patchPixels;
  const patches = new Float32Array(pixels.length);
  let from = 0;
  for (let plane = 0; plane < batch * bandCount; plane += 1) {
    const [chip, band] = [Math.floor(plane / bandCount), plane % bandCount];
    for (let row = 0; row < side; row += 1)
      for (let column = 0; column < side; column += patchPixels) {
        const patch = (chip * grid + Math.floor(row / patchPixels)) * grid + column / patchPixels;
        const to = (patch * bandCount + band) * patchArea + (row % patchPixels) * patchPixels;
        patches.set(pixels.subarray(from, from + patchPixels), to);
        from += patchPixels;
      }
  }
  return patches;
}

/** [time(4), latlon(4)] of each chip. */
function metadataCodes({ time, latlon }: Pick<RawInputs, "time" | "latlon">): readonly Float32Array[] {
  const four = ({ data }: EncoderTensor, chip: number) => data.subarray(4 * chip, 4 * chip + 4);
  return Array.from({ length: time.shape[0]! }, (_, chip) =>
    Float32Array.of(...four(time, chip), ...four(latlon, chip)),
  );
}
