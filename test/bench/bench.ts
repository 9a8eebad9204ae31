/** One measured line. */
export interface BenchLine {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** A benchmark: lines as they are measured, and what bounds them. */
export interface Bench {
  readonly name: string;
  readonly limit: string;
  run(): AsyncGenerator<BenchLine>;
}
