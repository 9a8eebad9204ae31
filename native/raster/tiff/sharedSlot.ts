let lastId = 0;

/** Memory that decoding threads write into; they are told of it once and know it by its number from then on. */
export class SharedSlot {
  readonly id = ++lastId;
  readonly buffer: SharedArrayBuffer;

  constructor(bytes: number) {
    this.buffer = new SharedArrayBuffer(bytes);
  }
}
