// AssemblyScript; see assembly.ts.

const clearCode: i32 = 256;
const endCode: i32 = 257;
const maxCodes: i32 = 4096;

/**
 * LZW as in TIFF 6.0 section 13, or in the bit order of older writers (lowest bit first, codes one step longer).
 * A code is remembered as where its string lies in what has been written. `table`: 8 bytes for each of 4096 codes.
 * Returns the bytes written, or -1 for a code that does not exist.
 */
export function lzw(source: usize, sourceBytes: usize, target: usize, targetBytes: usize, table: usize, isOld: i32): i32 {
  const end = source + sourceBytes;
  const limit = target + targetBytes;
  let out = target;
  let bits: u64 = 0;
  let bitCount: i32 = 0;
  let width: i32 = 9;
  let next: i32 = 258;
  let widenAt: i32 = isOld ? 512 : 511;
  let last: usize = 0;
  let lastLength: usize = 0;
  while (out < limit) {
    if (bitCount < width) {
      if (source + 4 <= end) {
        const word = load<u32>(source);
        source += 4;
        if (isOld) bits |= (<u64>word) << (<u64>bitCount);
        else bits = (bits << 32) | (<u64>bswap<u32>(word));
        bitCount += 32;
      } else {
        while (bitCount < width && source < end) {
          const byte = <u64>load<u8>(source++);
          if (isOld) bits |= byte << (<u64>bitCount);
          else bits = (bits << 8) | byte;
          bitCount += 8;
        }
        if (bitCount < width) break;
      }
    }
    const mask: u64 = ((<u64>1) << (<u64>width)) - 1;
    let code: i32;
    bitCount -= width;
    if (isOld) {
      code = <i32>(bits & mask);
      bits >>= <u64>width;
    } else {
      code = <i32>((bits >> (<u64>bitCount)) & mask);
    }
    if (code < 256) {
      if (lastLength != 0 && next < maxCodes) {
        store<u32>(table + ((<usize>next) << 3), <u32>last);
        store<u32>(table + ((<usize>next) << 3), <u32>(lastLength + 1), 4);
        next++;
      }
      store<u8>(out, <u8>code);
      last = out;
      lastLength = 1;
      out++;
    } else if (code == clearCode) {
      width = 9;
      next = 258;
      widenAt = isOld ? 512 : 511;
      lastLength = 0;
      continue;
    } else if (code == endCode) {
      break;
    } else {
      if (lastLength == 0) return -1;
      if (next < maxCodes) {
        store<u32>(table + ((<usize>next) << 3), <u32>last);
        store<u32>(table + ((<usize>next) << 3), <u32>(lastLength + 1), 4);
        next++;
      }
      if (code >= next) return -1;
      const from = <usize>load<u32>(table + ((<usize>code) << 3));
      let length = <usize>load<u32>(table + ((<usize>code) << 3), 4);
      last = out;
      lastLength = length;
      if (out + length > limit) length = limit - out;
      if (length <= 16) {
        v128.store(out, v128.load(from));
        // The string that is being written may be the one it is copied from: then only its last byte is new.
        store<u8>(out + length - 1, load<u8>(from + length - 1));
      } else {
        copy(out, from, length);
      }
      out += length;
    }
    if (next >= widenAt && width < 12) {
      width++;
      widenAt = (1 << width) - (isOld ? 0 : 1);
    }
  }
  return <i32>(out - target);
}

/** Forward copy; source and target may overlap by all but one byte. */
function copy(target: usize, source: usize, length: usize): void {
  const end = target + length - 1;
  while (target < end) {
    v128.store(target, v128.load(source));
    target += 16;
    source += 16;
  }
  store<u8>(end, load<u8>(end - target + source));
}

/** PackBits, TIFF 6.0 section 9. Returns the bytes written. */
export function packBits(source: usize, sourceBytes: usize, target: usize, targetBytes: usize): i32 {
  const end = source + sourceBytes;
  const limit = target + targetBytes;
  let out = target;
  while (source < end && out < limit) {
    const head = load<i8>(source++);
    if (head == -128) continue;
    if (head >= 0) {
      let length = <usize>head + 1;
      if (length > end - source) length = end - source;
      if (length > limit - out) length = limit - out;
      memory.copy(out, source, length);
      source += length;
      out += length;
    } else {
      if (source >= end) break;
      let length = <usize>(1 - <i32>head);
      if (length > limit - out) length = limit - out;
      memory.fill(out, load<u8>(source++), length);
      out += length;
    }
  }
  return <i32>(out - target);
}
