import { type FileHandle, open } from "node:fs/promises";
import { EngineError } from "../../engineError.ts";

/** Bytes that can be read from any place: a file, or a stored entry of a zip. Close it. */
export interface ByteSource {
  /** Names the bytes in sentences. */
  readonly path: string;
  readonly byteLength: number;
  /** Exactly `length` bytes. @throws EngineError where they reach beyond the end. */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** @throws EngineError when the file is missing or cannot be opened. */
export async function openFileSource(path: string): Promise<ByteSource> {
  const file = await open(path).catch((error: unknown) => {
    throw failureOfFile(path, error);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile())
      throw new EngineError({ kind: "file-unreadable", path, detail: "it is no regular file" });
    return {
      path,
      byteLength: stats.size,
      read: (position, length) => readFully(file, path, position, length),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A range of a source as a source of its own, under its own name; closing it leaves the whole open. */
export function sliceSource(
  whole: ByteSource,
  { path, start, byteLength }: { path: string; start: number; byteLength: number },
): ByteSource {
  return {
    path,
    byteLength,
    read(position, length) {
      if (position < 0 || position + length > byteLength) return Promise.reject(endsEarly(path, byteLength));
      return whole.read(start + position, length);
    },
    close: async () => undefined,
  };
}

async function readFully(
  file: FileHandle,
  path: string,
  position: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file
      .read(bytes, filled, length - filled, position + filled)
      .catch((error: unknown) => {
        throw failureOfFile(path, error);
      });
    if (bytesRead === 0) throw endsEarly(path, position + filled);
    filled += bytesRead;
  }
  return bytes;
}

const endsEarly = (path: string, byteLength: number) =>
  new EngineError({ kind: "file-damaged", path, detail: `it ends after ${byteLength} bytes` });

/** What the system said of a file or folder, as a failure. */
export function failureOfFile(path: string, error: unknown): EngineError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return new EngineError({ kind: "file-missing", path });
  return new EngineError({ kind: "file-unreadable", path, detail: code ?? message });
}
