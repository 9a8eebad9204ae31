// AssemblyScript, compiled into ../kernelBytes.ts by `npm run build:kernel`; a test compares the two.

/** Dot product of the query with `count` rows of `length` floats (a multiple of 4) from `rows` on, into `out`. */
export function dotRows(query: usize, rows: usize, length: i32, count: i32, out: usize): void {
  const rowBytes: usize = (<usize>length) << 2;
  for (let row = 0; row < count; row++) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let at: usize = 0;
    for (; at + 64 <= rowBytes; at += 64) {
      a = f32x4.add(a, f32x4.mul(v128.load(query + at), v128.load(rows + at)));
      b = f32x4.add(b, f32x4.mul(v128.load(query + at, 16), v128.load(rows + at, 16)));
      c = f32x4.add(c, f32x4.mul(v128.load(query + at, 32), v128.load(rows + at, 32)));
      d = f32x4.add(d, f32x4.mul(v128.load(query + at, 48), v128.load(rows + at, 48)));
    }
    for (; at < rowBytes; at += 16) a = f32x4.add(a, f32x4.mul(v128.load(query + at), v128.load(rows + at)));
    const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
    const dot =
      f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3);
    f32.store(out + ((<usize>row) << 2), dot);
    rows += rowBytes;
  }
}
