/** What holds no Clay encoder of v1 or v1.5, as a clause that says what it is and what to do. */
export function describeOther(tensors: ReadonlyMap<string, unknown>): string {
  const names = [...tensors.keys()];
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (names.length === 0) return "it holds no tensors; give a Clay checkpoint of v1 or v1.5";
  // v0 embedded place and time by layers, and its bands by groups with fixed kernels.
  if (has(/(^|\.)latlon_embedding\./) && has(/(^|\.)patch_embedding\.\w+\.proj\./))
    return "it is a Clay v0 checkpoint, whose encoder is built in another way; give one of v1 or v1.5";
  if (has(/(^|\.)embed_to_pixels\.weight_generator\./))
    return "it holds Clay's decoder but not its encoder; give the whole checkpoint";
  // The names that PyTorch's exporter makes up.
  if (has(/^onnx::|^val_\d+$/))
    return "it is an ONNX export, whose weights have lost their names; give the checkpoint it was made from";
  return `it is another model (it holds ${names.slice(0, 3).join(", ")}); give a Clay checkpoint of v1 or v1.5`;
}
