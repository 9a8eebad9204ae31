import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main as asc } from "assemblyscript/asc";

const root = fileURLToPath(new URL("../../", import.meta.url));
const kernelSource = "native/archive/kernel/assembly.ts";
export const kernelTarget = "native/archive/kernelBytes.ts";

/** The text of `native/archive/kernelBytes.ts` as the compiler makes it from the source now. */
export async function compileKernel(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "argil-kernel-"));
  try {
    const out = join(folder, "kernel.wasm");
    const options = ["--enable", "simd", "-O3", "--noAssert", "--runtime", "stub", "--importMemory"];
    const { error, stderr } = await asc([kernelSource, "--baseDir", root, "--outFile", out, ...options]);
    if (error) throw new Error(`the kernel does not compile: ${stderr.toString()}`);
    const base64 = readFileSync(out).toString("base64");
    return `/** WebAssembly of kernel/assembly.ts, base64. Made by \`npm run build:kernel\`; do not edit. */\nexport const kernelBase64 =\n  "${base64}";\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) writeFileSync(join(root, kernelTarget), await compileKernel());
