// AssemblyScript, compiled into ../kernelBytes.ts by `npm run build:kernel`; a test compares the two.
// All addresses are handed in; every source and target has 16 bytes to spare behind it.

export { lzw, packBits } from "./lzw";
export { floats, planes16, planes32, planes64, planes8, swap16, swap32, swap64 } from "./sort";
