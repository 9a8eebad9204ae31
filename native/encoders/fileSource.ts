import { open } from "node:fs/promises";
import type { ByteSource } from "../../models/checkpoint/byteSource.ts";
import { EngineError } from "../engineError.ts";

/** The bytes of a file, read as they are asked for. Close it. @throws EngineError where it cannot be opened. */
export async function openFileSource(path: string): Promise<ByteSource & AsyncDisposable> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new EngineError({ kind: "file-missing", path });
    throw new EngineError({ kind: "file-unreadable", path, detail: error.code ?? error.message });
  });
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    throw new EngineError({ kind: "file-unreadable", path, detail: "it is not a file" });
  }
  return {
    name: path,
    size: found.size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      // One read gives at most 2 GB, and less than asked for on some file systems.
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0)
          throw new EngineError({
            kind: "file-unreadable",
            path,
            detail: `it ends at byte ${offset + filled}`,
          });
        filled += bytesRead;
      }
      return bytes;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}
