/** Random access to the bytes of one file. */
export interface ByteSource {
  /** Path or name, for sentences. */
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes, which nobody changes afterwards. @throws on a range outside the file (callers check first). */
  read(offset: number, length: number): Promise<Uint8Array>;
}
