import { EngineError } from "../../engineError.ts";

/** What is wrong with a TIFF or one of its blocks, before it is known which file it is; crosses threads as its two fields. */
export class TiffError extends Error {
  readonly kind: "file-damaged" | "encoding-unsupported";

  constructor(kind: TiffError["kind"], detail: string) {
    super(detail);
    this.name = "TiffError";
    this.kind = kind;
  }
}

export const damaged = (detail: string): TiffError => new TiffError("file-damaged", detail);
export const unsupported = (detail: string): TiffError => new TiffError("encoding-unsupported", detail);

/** Whatever was thrown while a file was read, as a failure that names the file. */
export function asEngineError(path: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const detail = firstLine(error);
  if (error instanceof TiffError) return new EngineError({ kind: error.kind, path, detail });
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string" && /^E[A-Z]+$/.test(code))
    return new EngineError({ kind: "file-unreadable", path, detail: code });
  return new EngineError({ kind: "file-damaged", path, detail });
}

/** What a decoder says, short enough for a sentence. */
export function firstLine(error: unknown): string {
  const text = String((error as Error | null)?.message ?? error);
  return text.split("\n")[0]?.slice(0, 160) || "unknown";
}
