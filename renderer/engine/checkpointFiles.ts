/** A file that may hold the weights of an encoder, by its name. */
export function isCheckpointName(name: string): boolean {
  return /\.(ckpt|pt|pth|safetensors)$/i.test(name);
}

/** For a file picker. */
export const checkpointEndings = ".ckpt,.pt,.pth,.safetensors";
