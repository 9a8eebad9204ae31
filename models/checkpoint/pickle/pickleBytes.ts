import { Defect } from "../checkpointError.ts";

/** The bytes of a pickle end before its STOP: it was cut off, or more of the file has to be read. */
export class PickleEnds extends Defect {}

const newline = 0x0a;
const longestWholeBytes = 255;

/** Reads the arguments of opcodes one after the other. Numbers are little-endian but for floats. */
export class PickleBytes {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#skip(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#skip(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  /** A length; beyond 2^53 it is not exact, but far more than is there. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#skip(8), true));
  }

  float64(): number {
    return this.#view.getFloat64(this.#skip(8), false);
  }

  /** A whole number in two's complement of any length. @throws Defect on one of more than 255 bytes. */
  whole(byteLength: number): number | bigint {
    if (byteLength > longestWholeBytes) throw new Defect(`it has a number of ${byteLength} bytes`);
    const bytes = this.slice(byteLength);
    let value = 0n;
    for (let index = byteLength - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[index]!);
    const signed = BigInt.asIntN(byteLength * 8, value);
    const number = Number(signed);
    return Number.isSafeInteger(number) ? number : signed;
  }

  /** @throws Defect on bytes that are no UTF-8. */
  text(byteLength: number): string {
    const bytes = this.slice(byteLength);
    try {
      return this.#utf8.decode(bytes);
    } catch {
      throw new Defect(`its text at byte ${this.at - byteLength} of the pickle is no UTF-8`);
    }
  }

  /** Text of Python 2, of which only names and words in ASCII are of interest. */
  latin1(byteLength: number): string {
    return new TextDecoder("latin1").decode(this.slice(byteLength));
  }

  /** Up to the end of the line. */
  line(): string {
    const end = this.#bytes.indexOf(newline, this.at);
    if (end < 0) throw new PickleEnds(this.#cutOff());
    const text = this.text(end - this.at);
    this.at = end + 1;
    return text;
  }

  slice(byteLength: number): Uint8Array {
    const start = this.#skip(byteLength);
    return this.#bytes.subarray(start, start + byteLength);
  }

  /** Moves on and gives where it was. */
  #skip(byteLength: number): number {
    const start = this.at;
    if (start + byteLength > this.#bytes.length) throw new PickleEnds(this.#cutOff());
    this.at = start + byteLength;
    return start;
  }

  #cutOff(): string {
    return `its pickle is cut off: it ends at byte ${this.#bytes.length}`;
  }
}
