import { Defect } from "../checkpointError.ts";
import type { PickleBytes } from "./pickleBytes.ts";
import type { PickleValue, StorageMark } from "./values.ts";

/** Values put on the stack or remembered in one pickle; checkpoints of billions of parameters need a tenth. */
const mostValues = 4_000_000;
/** Empty containers are small in the file and large in memory. */
const mostContainers = 1_000_000;

/** The stack and memory that a pickle's opcodes work on. */
export class PickleMachine {
  readonly bytes: PickleBytes;
  /** Every storage that was named, by its key. */
  readonly storages = new Map<string, StorageMark>();
  readonly #stack: PickleValue[] = [];
  /** Heights of the stack that MARK noted; values below the last are out of reach. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #valueCount = 0;
  #containerCount = 0;

  constructor(bytes: PickleBytes) {
    this.bytes = bytes;
  }

  push(value: PickleValue): void {
    this.#count();
    this.#stack.push(value);
  }

  /** Puts a new list, dict, set or tuple on the stack. */
  pushContainer(value: PickleValue): void {
    if (++this.#containerCount > mostContainers)
      throw new Defect(`its pickle holds more than ${mostContainers} lists and dicts`);
    this.push(value);
  }

  pop(): PickleValue {
    const value = this.top();
    this.#stack.pop();
    return value;
  }

  /** @throws Defect when there is none above the last mark. */
  top(): PickleValue {
    const value = this.#stack[this.#stack.length - 1];
    if (value === undefined || this.#stack.length <= (this.#marks.at(-1) ?? 0))
      throw this.defect("its stack is empty");
    return value;
  }

  mark(): void {
    this.#count();
    this.#marks.push(this.#stack.length);
  }

  /** Takes what lies above the last mark, and the mark. */
  popToMark(): PickleValue[] {
    const start = this.#marks.pop();
    if (start === undefined) throw this.defect("a mark is missing");
    return this.#stack.splice(start);
  }

  /** POP takes a mark away when nothing lies above it. */
  popOrUnmark(): void {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop();
  }

  remember(index: number): void {
    this.#count();
    this.#memo.set(index, this.top());
  }

  /** Remembers under the next free number. */
  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.defect(`value ${index} is used, but was never kept`);
    this.push(value);
  }

  defect(what: string): Defect {
    return new Defect(`its pickle is damaged at byte ${this.bytes.at}: ${what}`);
  }

  #count(): void {
    if (++this.#valueCount > mostValues) throw new Defect(`its pickle holds more than ${mostValues} values`);
  }
}
