// What a convolution needs around the matrix product: tables of where each output pixel's window starts, and haloed copies.

/**
 * For `images` x `oh` x `ow` output pixels, the byte offset of each window's first pixel in the (haloed) input.
 */
export function pixelOffsets(
  table: usize, images: i32, oh: i32, ow: i32, image: usize, row: usize, step: usize,
): void {
  for (let n = 0; n < images; n++) {
    for (let y = 0; y < oh; y++) {
      let at = <usize>n * image + <usize>y * row;
      for (let x = 0; x < ow; x++) {
        store<u32>(table, <u32>at);
        table += 4;
        at += step;
      }
    }
  }
}

/**
 * For the same pixels, two bytes each: the first and the past-the-last filter row that meets one of the `h` image rows.
 * A window that meets none keeps its first row, which reads zeros.
 */
export function rowRanges(
  table: usize, images: i32, oh: i32, ow: i32, stride: i32, top: i32, dilation: i32, kh: i32, h: i32,
): void {
  for (let n = 0; n < images; n++) {
    for (let y = 0; y < oh; y++) {
      const first = y * stride - top;
      let from = 0;
      while (from < kh - 1 && first + from * dilation < 0) from++;
      let to = kh;
      while (to > from + 1 && first + (to - 1) * dilation >= h) to--;
      for (let x = 0; x < ow; x++) {
        store<u16>(table, <u16>(from | (to << 8)));
        table += 2;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function copyRow(src: usize, dst: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(dst + i, v128.load(src + i));
  for (; i < bytes; i += 4) store<u32>(dst + i, load<u32>(src + i));
}

// @ts-ignore: decorator
@inline
function clearRow(dst: usize, bytes: usize): void {
  const zero = i32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(dst + i, zero);
  for (; i < bytes; i += 4) store<u32>(dst + i, 0);
}

/**
 * Copies images `[n][h][w][pixel bytes]` into `[n][hp][wp][pixel bytes]` whose first row is image row `-top` and whose first column
 * is image column `-left`, zeros where there is no image. Negative `top` and `left` cut off instead.
 */
export function halo(
  x: usize, out: usize, images: i32, h: i32, w: i32, pixel: usize, top: i32, left: i32, hp: i32, wp: i32,
): void {
  const from = max(0, left);
  const to = max(from, min(wp, w + left));
  const before = <usize>min(from, wp) * pixel;
  const inside = <usize>(to - from) * pixel;
  const after = <usize>(wp - to) * pixel;
  const skip = <usize>max(0, -left) * pixel;
  for (let n = 0; n < images; n++) {
    for (let y = 0; y < hp; y++) {
      const source = y - top;
      if (source < 0 || source >= h || from >= wp || to == from) {
        clearRow(out, <usize>wp * pixel);
        out += <usize>wp * pixel;
        continue;
      }
      clearRow(out, before);
      out += before;
      copyRow(x + <usize>source * w * pixel + skip, out, inside);
      out += inside;
      clearRow(out, after);
      out += after;
    }
    x += <usize>h * w * pixel;
  }
}

/**
 * Cuts the channels of `pixels` pixels, `pixel` bytes apart, into blocks of 16: `[channels/16][pixels][16]`, zeros where there is no
 * channel. Pixels of a block lie 64 bytes apart whatever the number of channels, so a walk over them does not fall into a few
 * cache sets.
 */
export function channelBlocks(x: usize, out: usize, pixels: i32, pixel: usize, channels: i32): void {
  for (let c = 0; c < channels; c += 16) {
    let p = x + (<usize>c << 2);
    const bytes = <usize>min(16, channels - c) << 2;
    for (let i = 0; i < pixels; i++) {
      if (bytes < 64) clearRow(out, 64);
      copyRow(p, out, bytes);
      p += pixel;
      out += 64;
    }
  }
}
