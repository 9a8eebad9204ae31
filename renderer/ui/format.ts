// Narrow and never broken at the end of a line.
const thinSpace = "\u202f";

/** Whole numbers with thin spaces between thousands: 3 842. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, thinSpace);
}

/** `1 hit`, `2 hits`. */
export function plural(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? "" : "s"}`;
}

export function cosine(value: number): string {
  return value.toFixed(3);
}

/** `top 4.3 %` from a percentile; never "top 0.0 %". */
export function topShare(percentile: number): string {
  const share = Math.max(0.1, 100 - percentile);
  return `top ${share.toFixed(share < 10 ? 1 : 0)} %`;
}

/** With one decimal, rounded down: nothing is better than all. */
export function percentile(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1);
}

/** The day of an ISO moment. */
export function day(iso: string): string {
  return iso.slice(0, 10);
}

/** A duration as a person says it: 41 s, 3 min, 1 h 20 min. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in the unit people buy disks in. */
export function bytes(value: number): string {
  if (value >= 1e9) return `${value >= 1e10 ? Math.round(value / 1e9) : (value / 1e9).toFixed(1)} GB`;
  if (value >= 1e6 && value < 1e7) return `${(value / 1e6).toFixed(1)} MB`;
  return value >= 1e6 ? `${Math.round(value / 1e6)} MB` : `${Math.max(1, Math.round(value / 1e3))} kB`;
}

/** A size in megabytes without its unit, so that two can stand side by side: 812, 1 246, 3.1. */
export function megabytes(value: number): string {
  return value < 1e7 ? (value / 1e6).toFixed(1) : count(value / 1e6);
}

/** `812 of 1 246 MB`; `812 MB` where nobody says how much will come. */
export function bytesOf(done: number, total: number | null): string {
  return total === null ? `${megabytes(done)} MB` : `${megabytes(done)} of ${megabytes(total)} MB`;
}

/** Bytes a second: `210 MB/s`. */
export function speed(bytesPerSecond: number): string {
  return `${megabytes(bytesPerSecond)} MB/s`;
}

/** Chips per second: one decimal until that says nothing any more. */
export function rate(chipsPerSecond: number): string {
  return chipsPerSecond >= 1000 ? count(chipsPerSecond) : chipsPerSecond.toFixed(1);
}

/** Longitude and latitude for the status bar: 8.54123° E, 47.37654° N. */
export function place([longitude, latitude]: readonly [number, number]): string {
  const side = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`;
  return `${side(latitude, "N", "S")}, ${side(longitude, "E", "W")}`;
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}

/** What people call an execution provider. */
export function providerName(provider: string): string {
  const names: Readonly<Record<string, string>> = {
    cuda: "CUDA",
    webgpu: "WebGPU",
    dml: "DirectML",
    coreml: "Core ML",
    cpu: "CPU",
  };
  return names[provider] ?? provider;
}
