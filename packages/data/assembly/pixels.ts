// Images on the host, resampled: src/images/resample.ts lays out the memory. What is read or written here may pass the end of its
// place by up to 64 bytes, and the rows of an image by one row.
//
// For each row of the result the rows it is made of are summed up into one line; out of that line come its pixels, of 1 to 4 channels. Which
// rows and columns count, and for how much, is in tables of starts, in bytes, and of shares (src/images/taps.ts).

/**
 * Bytes to bytes, in whole numbers: a share is a 16384th, and shares come in pairs, two products at a time. A line holds 64ths, the
 * sum over its columns 2 ** 20ths, which are rounded once. With `colored`, a matrix of four columns is applied before that.
 *
 * @param pairs where the numbers of a pixel and of the next lie in a line: byte numbers for `swizzle`.
 */
export function resampleBytes(
  data: usize,
  stride: i32,
  size: i32,
  rowStarts: usize,
  rowShares: usize,
  rowCount: i32,
  columnStarts: usize,
  columnShares: usize,
  columnCount: i32,
  height: i32,
  width: i32,
  channels: i32,
  flip: bool,
  pairs: usize,
  colored: bool,
  matrix: usize,
  line: usize,
  out: usize,
): void {
  const pattern = v128.load(pairs);
  for (let y = 0; y < height; y++) {
    const rows = data + load<i32>(rowStarts + ((<usize>y) << 2));
    sumRows(rows, stride, rowShares + ((<usize>(y * rowCount)) << 1), rowCount, line, size);
    if (colored) acrossColored(line, columnStarts, columnShares, columnCount, width, flip, matrix, out);
    else across(line, columnStarts, columnShares, columnCount, width, channels, flip, pattern, out);
    out += width * channels;
  }
}

function sumRows(rows: usize, stride: i32, shares: usize, count: i32, line: usize, size: i32): void {
  for (let i = 0; i < size; i += 16) {
    let a = i32x4.splat(128);
    let b = a;
    let c = a;
    let d = a;
    let row = rows + i;
    for (let k = 0; k < count; k += 2, row += 2 * stride) {
      const share = v128.load32_splat(shares + ((<usize>k) << 1));
      const upper = v128.load(row);
      const lower = v128.load(row + stride);
      const low = i8x16.shuffle(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const high = i8x16.shuffle(upper, lower, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(low), share));
      b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(low), share));
      c = i32x4.add(c, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(high), share));
      d = i32x4.add(d, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(high), share));
    }
    const at = line + ((<usize>i) << 1);
    v128.store(at, i16x8.narrow_i32x4_s(i32x4.shr_s(a, 8), i32x4.shr_s(b, 8)));
    v128.store(at, i16x8.narrow_i32x4_s(i32x4.shr_s(c, 8), i32x4.shr_s(d, 8)), 16);
  }
}

// Four bytes are written for a pixel, from left to right: those it does not have are overwritten by the next.

function across(
  line: usize,
  starts: usize,
  shares: usize,
  count: i32,
  width: i32,
  channels: i32,
  flip: bool,
  pattern: v128,
  out: usize,
): void {
  for (let i = 0; i < width; i++, out += channels) {
    const x = flip ? width - 1 - i : i;
    const from = line + load<i32>(starts + ((<usize>x) << 2));
    const at = shares + ((<usize>(x * count)) << 1);
    const sum = channels == 3 ? sumColors(from, at, count) : sumColumns(from, at, count, channels << 2, pattern);
    storeBytes(out, i32x4.shr_s(i32x4.add(sum, i32x4.splat(1 << 19)), 20));
  }
}

function acrossColored(
  line: usize,
  starts: usize,
  shares: usize,
  count: i32,
  width: i32,
  flip: bool,
  matrix: usize,
  out: usize,
): void {
  const red = v128.load(matrix);
  const green = v128.load(matrix, 16);
  const blue = v128.load(matrix, 32);
  const offset = v128.load(matrix, 48);
  for (let i = 0; i < width; i++, out += 3) {
    const x = flip ? width - 1 - i : i;
    const from = line + load<i32>(starts + ((<usize>x) << 2));
    const pixel = f32x4.convert_i32x4_s(sumColors(from, shares + ((<usize>(x * count)) << 1), count));
    let sum = f32x4.add(offset, f32x4.mul(red, v128.shuffle<f32>(pixel, pixel, 0, 0, 0, 0)));
    sum = f32x4.add(sum, f32x4.mul(green, v128.shuffle<f32>(pixel, pixel, 1, 1, 1, 1)));
    sum = f32x4.add(sum, f32x4.mul(blue, v128.shuffle<f32>(pixel, pixel, 2, 2, 2, 2)));
    // Behind this number there is no room for fractions: what is added is rounded, and stands in its last bits.
    const rounded = f32x4.add(sum, f32x4.splat(12582912));
    storeBytes(out, i32x4.sub(rounded, i32x4.splat(0x4b400000)));
  }
}

/** The same for three channels, whose pattern is known; two shares, of an image that is not made smaller, without a loop. */
function sumColors(from: usize, shares: usize, count: i32): v128 {
  let sum = sumPair(from, shares);
  if (count == 2) return sum;
  sum = i32x4.add(sum, sumPair(from + 12, shares + 4));
  for (let k = 4; k < count; k += 2) {
    from += 12;
    shares += 4;
    sum = i32x4.add(sum, sumPair(from + 12, shares + 4));
  }
  return sum;
}

function sumPair(from: usize, shares: usize): v128 {
  const pair = v128.load(from);
  const mixed = v128.shuffle<i16>(pair, pair, 0, 3, 1, 4, 2, 5, 6, 7);
  return i32x4.dot_i16x8_s(mixed, v128.load32_splat(shares));
}

function sumColumns(from: usize, shares: usize, count: i32, step: i32, pattern: v128): v128 {
  let sum = i32x4.dot_i16x8_s(i8x16.swizzle(v128.load(from), pattern), v128.load32_splat(shares));
  for (let k = 2; k < count; k += 2) {
    from += step;
    shares += 4;
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(i8x16.swizzle(v128.load(from), pattern), v128.load32_splat(shares)));
  }
  return sum;
}

function storeBytes(out: usize, numbers: v128): void {
  const words = i16x8.narrow_i32x4_s(numbers, numbers);
  v128.store32_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
}

/** Floats to floats: shares are floats. */
export function resampleFloats(
  data: usize,
  stride: i32,
  size: i32,
  rowStarts: usize,
  rowShares: usize,
  rowCount: i32,
  columnStarts: usize,
  columnShares: usize,
  columnCount: i32,
  height: i32,
  width: i32,
  channels: i32,
  flip: bool,
  line: usize,
  out: usize,
): void {
  const pixel = (<usize>channels) << 2;
  for (let y = 0; y < height; y++) {
    const rows = data + load<i32>(rowStarts + ((<usize>y) << 2));
    for (let i = 0; i < size; i += 4) {
      v128.store(line + ((<usize>i) << 2), weigh(rows + ((<usize>i) << 2), (<usize>stride) << 2, rowShares, rowCount));
    }
    rowShares += (<usize>rowCount) << 2;
    for (let i = 0; i < width; i++, out += pixel) {
      const x = flip ? width - 1 - i : i;
      const from = line + load<i32>(columnStarts + ((<usize>x) << 2));
      v128.store(out, weigh(from, pixel, columnShares + ((<usize>(x * columnCount)) << 2), columnCount));
    }
  }
}

function weigh(from: usize, step: usize, shares: usize, count: i32): v128 {
  let sum = f32x4.mul(v128.load32_splat(shares), v128.load(from));
  for (let k = 1; k < count; k++) {
    from += step;
    shares += 4;
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(shares), v128.load(from)));
  }
  return sum;
}
