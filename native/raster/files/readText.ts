import { EngineError } from "../../engineError.ts";
import type { ByteSource } from "./byteSource.ts";

/** The whole source as UTF-8. @throws EngineError when it is larger than `mostBytes`. */
export async function readText(source: ByteSource, mostBytes: number): Promise<string> {
  if (source.byteLength > mostBytes) {
    const detail = `${source.byteLength} bytes are too many for a text`;
    throw new EngineError({ kind: "file-damaged", path: source.path, detail });
  }
  return new TextDecoder().decode(await source.read(0, source.byteLength));
}
