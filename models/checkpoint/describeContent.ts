/** What is known by its first letters, bytes taken as Latin-1. */
const beginnings: readonly (readonly [start: string, content: string])[] = [
  ["version https://git-lfs", "it is a Git LFS pointer, not the file itself"],
  ["\x89HDF", "it is an HDF5 file, as Keras writes"],
  ["GGUF", "it is a GGUF file"],
  ["\x1f\x8b", "it is packed by gzip"],
  ["\x28\xb5\x2f\xfd", "it is packed by zstd"],
  ["\x93NUMPY", "it is a NumPy file"],
  ["II*\0", "it is a TIFF file"],
  ["MM\0*", "it is a TIFF file"],
];

const patterns: readonly (readonly [pattern: RegExp, content: string])[] = [
  [/^\s*(<!doctype html|<html)/i, "it is a web page, perhaps an error page of the server it came from"],
  [/^\s*<\?xml/, "it is an XML file"],
  [/^[\s\S]{257}ustar/, "it is a tar file"],
  [/^\s*[{[]/, "it is a JSON file"],
  [/^[\t\n\r -~]+$/, "it is a text file"],
];

/** What a file that is no checkpoint looks like, from its first bytes (some hundred are enough). */
export function describeContent(head: Uint8Array): string {
  const text = Array.from(head, (byte) => String.fromCharCode(byte)).join("");
  const known =
    beginnings.find(([start]) => text.startsWith(start)) ?? patterns.find(([pattern]) => pattern.test(text));
  if (known !== undefined) return known[1];
  if (head.every((byte) => byte === 0))
    return "it starts with nothing but zeros, like a download that broke off";
  return isOnnx(head)
    ? "it looks like an ONNX file"
    : "it is neither a file that PyTorch saved nor a safetensors file";
}

/** Protobuf: field 1 is a small version number, then follows the producer's name, the graph or the operator sets. */
function isOnnx([field, version, next]: Uint8Array): boolean {
  return field === 0x08 && version! <= 0x20 && [0x12, 0x1a, 0x3a, 0x42].includes(next!);
}
