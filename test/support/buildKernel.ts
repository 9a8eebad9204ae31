import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main as asc } from "assemblyscript/asc";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Folders with a `kernel/assembly.ts`, which is compiled into a `kernelBytes.ts` beside it. */
export const kernelFolders = ["native/archive", "native/raster/tiff"] as const;
export const kernelTarget = (folder: string) => `${folder}/kernelBytes.ts`;

/** The text of a `kernelBytes.ts` as the compiler makes it from the source now. */
export async function compileKernel(folder: string): Promise<string> {
  const temporary = mkdtempSync(join(tmpdir(), "argil-kernel-"));
  try {
    const out = join(temporary, "kernel.wasm");
    const options = ["--enable", "simd", "-O3", "--noAssert", "--runtime", "stub", "--importMemory"];
    const source = `${folder}/kernel/assembly.ts`;
    const { error, stderr } = await asc([source, "--baseDir", root, "--outFile", out, ...options]);
    if (error) throw new Error(`the kernel does not compile: ${stderr.toString()}`);
    const base64 = readFileSync(out).toString("base64");
    return `/** WebAssembly of kernel/assembly.ts, base64. Made by \`npm run build:kernel\`; do not edit. */\nexport const kernelBase64 =\n  "${base64}";\n`;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

if (import.meta.main)
  for (const folder of kernelFolders)
    writeFileSync(join(root, kernelTarget(folder)), await compileKernel(folder));
