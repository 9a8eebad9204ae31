import { describe, expect, it } from "vitest";
import { type ClayConfig, clayTensorShapes } from "../../../../../models/encoders/clay/config.ts";
import { recognizeClay, type SaidOfClay } from "../../../../../models/encoders/clay/recognize.ts";
import { ClayRefusal } from "../../../../../models/encoders/clay/refusal.ts";

const tiny: ClayConfig = { generation: "v1.5", dim: 192, depth: 2, heads: 4, headDim: 48, mlpDim: 384 };
const odd: ClayConfig = { ...tiny, dim: 64, headDim: 16, mlpDim: 128 };
const nothingSaid: SaidOfClay = { hyperParameters: {} };

type Head = { readonly shape: readonly number[]; readonly type: string };

const headsOf = (names: Iterable<readonly [string, readonly number[]]>) =>
  new Map<string, Head>([...names].map(([name, shape]) => [name, { shape, type: "float32" }]));

const encoderOf = (config: ClayConfig, prefix = "") =>
  headsOf([...clayTensorShapes(config)].map(([name, shape]) => [prefix + name, shape] as const));

const kernelHead = "patch_embedding.weight_generator.fc_weight.weight";

describe("recognising Clay", () => {
  it("finds the encoder under every prefix it is published with", () => {
    for (const prefix of ["model.encoder.", "encoder.", "clay_encoder.", "model.clay_encoder.", ""])
      expect(recognizeClay(encoderOf(tiny, prefix), nothingSaid)).toEqual({ prefix, config: tiny });
  });

  it("passes over decoder, teacher and projection", () => {
    const others = [
      ["model.mrl.layers.0.weight", [16, 192]],
      ["model.teacher.blocks.0.norm1.weight", [768]],
      ["model.proj.weight", [192, 192]],
      ["model.decoder.cls_token", [1, 1, 512]],
      ["model.decoder.transformer.layers.7.0.norm.weight", [512]],
      [`model.decoder.${kernelHead}`, [64, 128]],
    ] as const;
    const tensors = new Map([...headsOf(others), ...encoderOf(tiny, "model.encoder.")]);
    expect(recognizeClay(tensors, nothingSaid)).toEqual({ prefix: "model.encoder.", config: tiny });
  });

  it("asks for heads at an unknown width, whatever the size is called, and takes them as told", () => {
    const said = { hyperParameters: { model_size: "large" } };
    expect(() => recognizeClay(encoderOf(odd), said)).toThrow(
      "it is a Clay encoder of unusual width 64; say how many heads it has with --heads",
    );
    expect(recognizeClay(encoderOf(odd), { ...said, heads: 4 }).config).toEqual(odd);
  });

  it("lets told heads win over the width, unless attention cannot be split into them", () => {
    const { config } = recognizeClay(encoderOf(tiny), { ...nothingSaid, heads: 8 });
    expect([config.heads, config.headDim]).toEqual([8, 24]);
    for (const heads of [5, 0, 1.5])
      expect(() => recognizeClay(encoderOf(tiny), { ...nothingSaid, heads })).toThrow(
        new RegExp(`192 wide, cannot be split into ${heads} heads`),
      );
  });

  it("tells the generation by width, then by how it was trained, and as told before both", () => {
    const generationOf = (config: ClayConfig, said: Partial<SaidOfClay>) =>
      recognizeClay(encoderOf(config), { ...nothingSaid, heads: 4, ...said }).config.generation;
    const trainedLikeV1 = { hyperParameters: { norm_pix_loss: true } };
    expect(generationOf({ ...tiny, dim: 768 }, {})).toBe("v1");
    expect(generationOf({ ...tiny, dim: 1024 }, trainedLikeV1)).toBe("v1.5");
    expect(generationOf(odd, trainedLikeV1)).toBe("v1");
    expect(generationOf(odd, { hyperParameters: { norm_pix_loss: true, dolls: [16] } })).toBe("v1.5");
    expect(generationOf(odd, { hyperParameters: { norm_pix_loss: false } })).toBe("v1.5");
    expect(generationOf(odd, {})).toBe("v1.5");
    expect(generationOf({ ...tiny, dim: 768 }, { generation: "v1.5" })).toBe("v1.5");
  });

  it("takes half precision, and no integers", () => {
    const tensors = encoderOf(tiny);
    for (const type of ["float16", "bfloat16", "float64", "BF16", "F32"]) {
      for (const [name, head] of tensors) tensors.set(name, { ...head, type });
      expect(recognizeClay(tensors, nothingSaid).config).toEqual(tiny);
    }
    tensors.set("cls_token", { shape: [1, 1, 192], type: "int8" });
    expect(() => recognizeClay(tensors, nothingSaid)).toThrow("cls_token holds int8 numbers");
  });
});

describe("what is refused as Clay", () => {
  const refusalOf = (tensors: ReadonlyMap<string, Head>): string => {
    try {
      recognizeClay(tensors, nothingSaid);
      return "taken";
    } catch (error) {
      if (error instanceof ClayRefusal) return error.message;
      throw error;
    }
  };

  it("names the first missing tensors and how many there are", () => {
    const tensors = encoderOf(tiny, "encoder.");
    for (const name of tensors.keys()) if (name.includes("layers.1.1")) tensors.delete(name);
    expect(refusalOf(tensors)).toBe(
      "it is a Clay encoder without 6 of its 45 tensors (transformer.layers.1.1.net.0.weight, transformer.layers.1.1.net.0.bias, transformer.layers.1.1.net.1.weight, ...); download or export it again",
    );
  });

  it("names a missing tensor that sizes are read from", () => {
    const tensors = encoderOf(tiny);
    tensors.delete("patch_embedding.weight_generator.fc_bias.weight");
    expect(refusalOf(tensors)).toMatch(/without patch_embedding.weight_generator.fc_bias.weight;/);
  });

  it("names a gap among the blocks", () => {
    const tensors = encoderOf({ ...tiny, depth: 3 });
    for (const name of tensors.keys()) if (name.includes("layers.1.")) tensors.delete(name);
    expect(refusalOf(tensors)).toMatch(/without 10 of its 45 tensors \(transformer.layers.1.0.norm.weight/);
  });

  it("names a tensor of a wrong shape and both shapes", () => {
    const tensors = encoderOf(tiny);
    tensors.set("transformer.norm.weight", { shape: [191], type: "float32" });
    expect(refusalOf(tensors)).toMatch(/transformer.norm.weight is \[191\] instead of \[192\]/);
    tensors.set(kernelHead, { shape: [], type: "float32" });
    expect(refusalOf(tensors)).toMatch(/fc_weight.weight is \[\] instead of a matrix/);
  });

  it("names sizes that Argil does not run", () => {
    const generator = "patch_embedding.weight_generator";
    const withShape = (name: string, shape: readonly number[]) =>
      encoderOf(tiny).set(`${generator}.${name}`, { shape, type: "float32" });
    expect(refusalOf(withShape("fc_weight.weight", [256 * 192, 128]))).toMatch(
      /a patch size of 16, .* with 8/,
    );
    expect(refusalOf(withShape("fc_bias.weight", [192, 64]))).toMatch(/weight generator of 64, .* with 128/);
    expect(refusalOf(withShape("weight_tokens", [64, 128]))).toMatch(/latent tokens of 64, .* with 128/);
    expect(refusalOf(encoderOf({ ...tiny, dim: 8 }))).toMatch(/width 8, which has no position code/);
  });

  it("says what else it is", () => {
    const named = (...names: string[]) => headsOf(names.map((name) => [name, [1]] as const));
    const v0 = named(
      "model.encoder.cls_token",
      "model.encoder.latlon_embedding.weight",
      "model.encoder.patch_embedding.rgb.proj.weight",
    );
    expect(refusalOf(v0)).toMatch(/^it is a Clay v0 checkpoint/);
    const decoder = named("model.decoder.embed_to_pixels.weight_generator.fc_weight.weight");
    expect(refusalOf(decoder)).toMatch(/^it holds Clay's decoder but not its encoder/);
    expect(refusalOf(named("encoder.cls_token", "onnx::MatMul_7123"))).toMatch(/^it is an ONNX export/);
    expect(refusalOf(named("conv1.weight", "bn1.bias", "fc.weight", "fc.bias"))).toBe(
      "it is another model (it holds conv1.weight, bn1.bias, fc.weight); give a Clay checkpoint of v1 or v1.5",
    );
    expect(refusalOf(new Map())).toMatch(/^it holds no tensors/);
  });
});
