/** One file of a zip, as the zip's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly byteLength: number;
  /** Where its local header starts. */
  readonly headerOffset: number;
  /** Where the next entry or the directory starts: its bytes must end before. */
  readonly limitOffset: number;
}
