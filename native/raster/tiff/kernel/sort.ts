// AssemblyScript; see assembly.ts.

/** Turns the byte order of `count` values round. */
export function swap16(at: usize, count: usize): void {
  for (const end = at + (count << 1); at < end; at += 2) store<u16>(at, bswap<u16>(load<u16>(at)));
}

export function swap32(at: usize, count: usize): void {
  for (const end = at + (count << 2); at < end; at += 4) store<u32>(at, bswap<u32>(load<u32>(at)));
}

export function swap64(at: usize, count: usize): void {
  for (const end = at + (count << 3); at < end; at += 8) store<u64>(at, bswap<u64>(load<u64>(at)));
}

/** Sorts interleaved samples by band, undoing horizontal differences (TIFF 6.0 section 14) on the way where asked. */
function planes<T>(source: usize, target: usize, width: usize, height: usize, bands: usize, isDifferences: i32): void {
  const size: usize = sizeof<T>();
  const step = bands * size;
  const rowBytes = width * step;
  const planeBytes = width * height * size;
  for (let row: usize = 0; row < height; row++) {
    for (let band: usize = 0; band < bands; band++) {
      let from = source + row * rowBytes + band * size;
      let to = target + band * planeBytes + row * width * size;
      const end = to + width * size;
      if (isDifferences) {
        let value: u64 = 0;
        for (; to < end; to += size, from += step) {
          value += <u64>load<T>(from);
          store<T>(to, <T>value);
        }
      } else {
        for (; to < end; to += size, from += step) store<T>(to, load<T>(from));
      }
    }
  }
}

/** Red, green, blue: 16 pixels at a time. */
function threes(source: usize, target: usize, pixels: usize): void {
  const end = source + (pixels / 16) * 48;
  let red = target;
  let green = target + pixels;
  let blue = green + pixels;
  for (; source < end; source += 48, red += 16, green += 16, blue += 16) {
    const a = v128.load(source);
    const b = v128.load(source, 16);
    const c = v128.load(source, 32);
    // From the first two registers, then what is left from the third.
    const r = i8x16.shuffle(a, b, 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0);
    const g = i8x16.shuffle(a, b, 1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 0, 0, 0, 0, 0);
    const u = i8x16.shuffle(a, b, 2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 0, 0, 0, 0, 0, 0);
    v128.store(red, i8x16.shuffle(r, c, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 20, 23, 26, 29));
    v128.store(green, i8x16.shuffle(g, c, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 18, 21, 24, 27, 30));
    v128.store(blue, i8x16.shuffle(u, c, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 19, 22, 25, 28, 31));
  }
  for (const last = target + pixels; red < last; source += 3) {
    store<u8>(red++, load<u8>(source));
    store<u8>(green++, load<u8>(source, 1));
    store<u8>(blue++, load<u8>(source, 2));
  }
}

/** 16-bit samples: four bands of eight pixels at a time, the bands that are left one by one. */
function pairs(source: usize, target: usize, pixels: usize, bands: usize): void {
  const step = bands << 1;
  const planeBytes = pixels << 1;
  const groups = bands >> 2;
  // Few pixels at a time, so that they stay in the nearest cache while all bands take their share.
  for (let first: usize = 0; first < pixels; first += 512) {
    const last = min(pixels, first + 512);
    for (let group: usize = 0; group < groups; group++) {
      let from = source + first * step + (group << 3);
      let to = target + (group << 2) * planeBytes + (first << 1);
      let pixel = first;
      for (; pixel + 8 <= last; pixel += 8, to += 16) {
        const a = v128.load64_lane(from + step, v128.load64_zero(from), 1);
        from += step << 1;
        const b = v128.load64_lane(from + step, v128.load64_zero(from), 1);
        from += step << 1;
        const c = v128.load64_lane(from + step, v128.load64_zero(from), 1);
        from += step << 1;
        const d = v128.load64_lane(from + step, v128.load64_zero(from), 1);
        from += step << 1;
        // a: a0 b0 c0 d0 a1 b1 c1 d1 and so on; first pairs of one band, then fours.
        const ab = i16x8.shuffle(a, b, 0, 4, 8, 12, 1, 5, 9, 13);
        const cd = i16x8.shuffle(c, d, 0, 4, 8, 12, 1, 5, 9, 13);
        const ab2 = i16x8.shuffle(a, b, 2, 6, 10, 14, 3, 7, 11, 15);
        const cd2 = i16x8.shuffle(c, d, 2, 6, 10, 14, 3, 7, 11, 15);
        v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
        v128.store(to + planeBytes, i64x2.shuffle(ab, cd, 1, 3));
        v128.store(to + 2 * planeBytes, i64x2.shuffle(ab2, cd2, 0, 2));
        v128.store(to + 3 * planeBytes, i64x2.shuffle(ab2, cd2, 1, 3));
      }
      for (; pixel < last; pixel++, from += step, to += 2)
        for (let band: usize = 0; band < 4; band++)
          store<u16>(to + band * planeBytes, load<u16>(from + (band << 1)));
    }
    for (let band = groups << 2; band < bands; band++) {
      let from = source + first * step + (band << 1);
      let to = target + band * planeBytes + (first << 1);
      for (const end = to + ((last - first) << 1); to < end; to += 2, from += step) store<u16>(to, load<u16>(from));
    }
  }
}

export function planes8(source: usize, target: usize, width: usize, height: usize, bands: usize, isDifferences: i32): void {
  if (bands == 3 && !isDifferences) threes(source, target, width * height);
  else planes<u8>(source, target, width, height, bands, isDifferences);
}

export function planes16(source: usize, target: usize, width: usize, height: usize, bands: usize, isDifferences: i32): void {
  if (bands >= 4 && !isDifferences) pairs(source, target, width * height, bands);
  else planes<u16>(source, target, width, height, bands, isDifferences);
}

export function planes32(source: usize, target: usize, width: usize, height: usize, bands: usize, isDifferences: i32): void {
  planes<u32>(source, target, width, height, bands, isDifferences);
}

export function planes64(source: usize, target: usize, width: usize, height: usize, bands: usize, isDifferences: i32): void {
  planes<u64>(source, target, width, height, bands, isDifferences);
}

/**
 * Floating-point predictor of Adobe's technical note 3: a row holds all highest bytes first, then the next ones, as
 * byte differences from the same band one pixel to the left. Writes interleaved little-endian samples; the source is changed.
 */
export function floats(source: usize, target: usize, samplesInRow: usize, height: usize, bands: usize, size: usize): void {
  const rowBytes = samplesInRow * size;
  for (let row: usize = 0; row < height; row++) {
    const start = source + row * rowBytes;
    const out = target + row * rowBytes;
    for (let at = start + bands; at < start + rowBytes; at++) store<u8>(at, load<u8>(at) + load<u8>(at - bands));
    for (let byte: usize = 0; byte < size; byte++) {
      let from = start + byte * samplesInRow;
      let to = out + size - 1 - byte;
      for (const end = from + samplesInRow; from < end; from++, to += size) store<u8>(to, load<u8>(from));
    }
  }
}
