import { edge, own, ZEROS } from './layout';
import { copyEdge } from './rows';
import { tileTransposed } from './tile';

/** Pixels taken at a time: 16 channels and 16 filters of them fill the first-level cache. */
export const PIXELS: i32 = 224;

/**
 * What 16 channels of `count` output pixels, from pixel `first` of all images on, see through one tap: a patch `[count][16]`, zeros
 * where the tap lies in the padding. (`i`, `j`) is the tap's distance from the window's corner, padding taken off.
 */
function gatherPatch(
  x: usize, pixel: usize, h: i32, w: i32, oh: i32, ow: i32, sh: i32, sw: i32, i: i32, j: i32, first: i32, count: i32, patch: usize,
): void {
  const zero = i32x4.splat(0);
  let ox = first % ow;
  let oy = (first / ow) % oh;
  let image = x + <usize>(first / ow / oh) * <usize>(h * w) * pixel;
  for (; count > 0; count--) {
    const y = oy * sh + i;
    const q = ox * sw + j;
    if (<u32>y < <u32>h && <u32>q < <u32>w) {
      const p = image + <usize>(y * w + q) * pixel;
      v128.store(patch, v128.load(p));
      v128.store(patch, v128.load(p, 16), 16);
      v128.store(patch, v128.load(p, 32), 32);
      v128.store(patch, v128.load(p, 48), 48);
    } else {
      v128.store(patch, zero);
      v128.store(patch, zero, 16);
      v128.store(patch, zero, 32);
      v128.store(patch, zero, 48);
    }
    patch += 64;
    if (++ox == ow) {
      ox = 0;
      if (++oy == oh) {
        oy = 0;
        image += <usize>(h * w) * pixel;
      }
    }
  }
}

/**
 * Filter gradient `[c][n]` of one tap and at most 16 channels `c` of images whose pixels lie `pixel` bytes apart, from output gradients in
 * channel blocks of 16 (`channelBlocks`). The pixels are gathered by the cache-full, which leaves one long product whatever the stride, the
 * padding and the size of the images. (`i`, `j`) is the tap's distance from the window's corner, padding taken off. Rows of the
 * result lie `ldc` bytes apart. `stride` bytes of memory for patches for each thread.
 */
export function filterGrad(
  x: usize, images: i32, h: i32, w: i32, pixel: usize, c: i32, dy: usize, oh: i32, ow: i32, n: i32,
  sh: i32, sw: i32, i: i32, j: i32, patches: usize, stride: usize, grad: usize, ldc: usize, accumulate: i32,
): void {
  const patch = own(patches, stride);
  const pixels = images * oh * ow;
  const group = <usize>pixels << 6;
  for (let first = 0; first < pixels; first += PIXELS) {
    const count = min(PIXELS, pixels - first);
    gatherPatch(x, pixel, h, w, oh, ow, sh, sw, i, j, first, count, patch);
    const fresh = !(first | accumulate);
    for (let f = 0; f < n; f += 8) {
      const b = dy + <usize>(f >> 4) * group + (<usize>first << 6) + (<usize>(f & 8) << 2);
      const wide = min(8, n - f);
      for (let k = 0; k < c; k += 4) {
        const a = patch + (<usize>k << 2);
        const to = grad + <usize>k * ldc + (<usize>f << 2);
        const high = min(4, c - k);
        if (high == 4 && wide == 8) {
          tileTransposed(a, a + 4, a + 8, a + 12, 64, 0, b, 64, 0, count, 1, fresh ? ZEROS : to, fresh ? 0 : ldc, to, ldc);
        } else {
          if (!fresh) copyEdge(to, ldc, edge, 32, high, wide);
          tileTransposed(a, a + 4, a + 8, a + 12, 64, 0, b, 64, 0, count, 1, fresh ? ZEROS : edge, fresh ? 0 : 32, edge, 32);
          copyEdge(edge, 32, to, ldc, high, wide);
        }
      }
    }
  }
}

/** The sum, in order, of `count` matrices `[m][n]` one behind the other; with `accumulate` it is added to what is there. */
export function addParts(parts: usize, count: i32, m: i32, n: i32, out: usize, ldc: usize, accumulate: i32): void {
  const size = <usize>(m * n) << 2;
  for (let i = 0; i < m; i++) {
    for (let j: usize = 0; j < <usize>n << 2; j += 4) {
      let s: f32 = accumulate ? load<f32>(out + j) : 0;
      for (let p: usize = 0; p < <usize>count * size; p += size) s += load<f32>(parts + j + p);
      store<f32>(out + j, s);
    }
    parts += <usize>n << 2;
    out += ldc;
  }
}
