import type { Conv2dFilterGradParams, Conv2dInputGradParams, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { panelBytes } from '../gemm';
import { strided } from '../strided';
import { correlate, type Filters } from './direct';

// Input gradient. Output pixel q of the convolution saw input pixel h through tap i when h + top = q * stride + i * dilation. So the input
// pixels of one phase (h + top) mod stride meet only the taps with i * dilation in that phase, and their gradient is a plain
// stride-1 correlation of dy with those taps, flipped.

/** One axis of one phase. */
interface Phase {
  /** First input pixel, how many, `stride` apart. */
  readonly start: number;
  readonly count: number;
  /** Taps first, first + step, ..., `taps` of them. */
  readonly first: number;
  readonly step: number;
  readonly taps: number;
  /** Distance of their outputs. */
  readonly dilation: number;
  /** Padding before dy; negative cuts off. */
  readonly before: number;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** The phases of an axis of `size` pixels padded by `pad`; those without taps have `taps` = 0. */
export function phases(size: number, pad: number, stride: number, dilation: number, taps: number): Phase[] {
  const common = divisor(stride, dilation);
  const step = stride / common;
  const list: Phase[] = [];
  for (let r = 0; r < stride; r++) {
    const start = (((r - pad) % stride) + stride) % stride;
    const count = Math.ceil((size - start) / stride);
    if (count <= 0) continue;
    let first = 0;
    while (first < step && (first * dilation) % stride !== r) first++;
    const some = first < step && first < taps ? Math.ceil((taps - first) / step) : 0;
    const apart = dilation / common;
    // Pixel start + stride p meets, through tap first + step j, output q0 + p - j * apart.
    const q0 = (start + pad - first * dilation) / stride;
    list.push({ start, count, first, step, taps: some, dilation: apart, before: (some - 1) * apart - q0 });
  }
  return list;
}

/** The flipped taps of one phase, input and output channels swapped, as panels. */
function packFlipped({ wasm, memory }: Engine, w: View<Ptr>, groups: number, v: Phase, u: Phase): Filters {
  const [, kw, filters] = w.shape; // channels of a group: what comes out here
  const all = w.shape[3];
  const channels = all / groups;
  const k = v.taps * u.taps * channels;
  const bytes = panelBytes(k, filters);
  const panels = memory.scratch(groups * bytes);
  for (let i = 0; i < v.taps; i++) {
    for (let j = 0; j < u.taps; j++) {
      const tap = (v.first + v.step * (v.taps - 1 - i)) * kw + u.first + u.step * (u.taps - 1 - j);
      for (let g = 0; g < groups; g++) {
        const source = w.buffer + (tap * filters * all + g * channels) * 4;
        const target = panels + g * bytes + (i * u.taps + j) * channels * 32;
        wasm.packTransposed(source, all * 4, channels, filters, target, k * 32);
      }
    }
  }
  return { panels, groups, channels, filters };
}

export function inputGrad(
  engine: Engine,
  dy: View<Ptr>,
  w: View<Ptr>,
  dx: View<Ptr>,
  params: Conv2dInputGradParams,
): void {
  const { wasm, memory } = engine;
  const { strides, dilations, padding, groups } = params;
  const [n, h, width, c] = dx.shape;
  const vertical = phases(h, padding.top, strides[0], dilations[0], w.shape[0]);
  const horizontal = phases(width, padding.left, strides[1], dilations[1], w.shape[1]);
  const images = { pointer: dy.buffer, n, h: dy.shape[1], w: dy.shape[2], c: dy.shape[3] };
  const single = strides[0] === 1 && strides[1] === 1;
  if ([...vertical, ...horizontal].some((phase) => phase.taps === 0)) wasm.fillBytes(dx.buffer, dx.size * 4, 0);
  for (const v of vertical) {
    for (const u of horizontal) {
      if (v.taps === 0 || u.taps === 0) continue;
      const filters = packFlipped(engine, w, groups, v, u);
      const windows = {
        kh: v.taps,
        kw: u.taps,
        strides: [1, 1] as const,
        dilations: [v.dilation, u.dilation] as const,
        top: v.before,
        left: u.before,
        oh: v.count,
        ow: u.count,
      };
      const part = single ? dx.buffer : memory.scratch(n * v.count * u.count * c * 4);
      correlate(engine, images, windows, filters, 0, part, 0);
      if (!single) {
        const row = width * c * 4;
        const target = [h * row, strides[0] * row, strides[1] * c * 4, 4];
        const shape = [n, v.count, u.count, c];
        const source = [v.count * u.count * c * 4, u.count * c * 4, c * 4, 4];
        strided(engine, part, dx.buffer + v.start * row + u.start * c * 4, shape, source, 4, target);
      }
      memory.release();
    }
  }
}

/** Output pixels that a tile of the filter gradient walks at a time: 16 channels and 16 filters of them fill the first-level cache. */
const PIXELS = 224;
/** Scratch memory for the copies of a few images. */
const COPY_BYTES = 16 * 1024 * 1024;

/**
 * Filter gradient: `dw[tap, channel][filter] = sum over pixels x * dy`, a product whose long side is the pixels, so that both operands
 * already run the right way. With 16 channels or more, both are first copied in blocks of 16 channels, whose pixels do not fall into
 * the same cache sets; with few channels the rows of the tile are any four (tap, channel) pairs of the plain images.
 */
export function filterGrad(
  engine: Engine,
  x: View<Ptr>,
  dy: View<Ptr>,
  dw: View<Ptr>,
  params: Conv2dFilterGradParams,
): void {
  const { wasm, memory } = engine;
  const { dilations, padding, groups, filterSize } = params;
  const [sh, sw] = params.strides;
  const [kh, kw] = filterSize;
  const [n, h, w, c] = x.shape;
  const [, oh, ow, f] = dy.shape;
  const [channels, filters] = [c / groups, f / groups];
  const { top, left } = padding;
  const hp = (oh - 1) * sh + (kh - 1) * dilations[0] + 1;
  const wp = (ow - 1) * sw + (kw - 1) * dilations[1] + 1;
  const blocked = groups === 1 && c >= 16 && c % 4 === 0;
  const padded = blocked || top > 0 || left > 0 || hp - top > h || wp - left > w;

  // A pixel's bytes in the form that is walked; a channel block of 16 floats is its own small image.
  const pixel = blocked ? 64 : c * 4;
  const row = (padded ? wp : w) * pixel;
  const plane = (padded ? hp : h) * row;
  const image = blocked ? Math.ceil(c / 16) * plane : plane;
  const dyBlocks = blocked ? Math.ceil(f / 16) * oh * ow * 64 : 0;
  const perChunk = padded ? Math.max(1, Math.min(n, Math.floor(COPY_BYTES / (image + dyBlocks)))) : n;
  const copy = padded ? memory.scratch(perChunk * image) : 0;
  const dyCopy = blocked ? memory.scratch(perChunk * dyBlocks) : 0;

  const m = kh * kw * channels;
  const offsets = memory.scratch(m * 4);
  const table = memory.int32;
  let at = offsets / 4;
  for (let i = 0; i < kh; i++) {
    for (let j = 0; j < kw; j++) {
      const start = i * dilations[0] * row + j * dilations[1] * pixel;
      for (let k = 0; k < channels; k++)
        table[at++] = blocked ? start + (k >> 4) * plane + (k & 15) * 4 : start + k * 4;
    }
  }

  const rowsPerBlock = Math.max(1, Math.floor(PIXELS / ow));
  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    const source = x.buffer + first * h * w * c * 4;
    const gradient = dy.buffer + first * oh * ow * f * 4;
    let a = source;
    if (blocked) {
      wasm.haloBlocks(source, copy, now, h, w, c, top, left, hp, wp);
      wasm.haloBlocks(gradient, dyCopy, now, oh, ow, f, 0, 0, oh, ow);
      a = copy;
    } else if (padded) {
      wasm.halo(source, copy, now, h, w, c * 4, top, left, hp, wp);
      a = copy;
    } else a += -top * row - left * pixel;
    const stepB = blocked ? 64 : f * 4;
    for (let g = 0; g < groups; g++) {
      wasm.gemmTransposed(
        a + g * channels * 4,
        offsets,
        m,
        sw * pixel,
        sh * row,
        image,
        blocked ? dyCopy : gradient + g * filters * 4,
        filters,
        stepB,
        ow * stepB,
        blocked ? dyBlocks : oh * ow * stepB,
        blocked ? oh * ow * 64 : 64,
        ow,
        oh,
        now,
        rowsPerBlock,
        dw.buffer + g * filters * 4,
        f * 4,
        first > 0 ? 1 : 0,
      );
    }
  }
  memory.release();
}
