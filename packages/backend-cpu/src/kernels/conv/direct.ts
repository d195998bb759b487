import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { split, TASK_PRODUCTS } from '../../threads/split';
import { denseRows, type Epilogue, gemm, panelBytes } from '../gemm';

/** Haloed images are made a few at a time, so that the product finds them in the cache. */
const HALO_BYTES = 512 * 1024;
/** Output pixels whose offsets are tabled at a time. */
const TABLE_PIXELS = 65536;
/** Above this many products a tile blocks K, and then skips no padding. */
const WHOLE_K = 768;
/** Share of work in the padding from which skipping it pays for looking. */
const TRIM = 0.06;
/** Bytes to be copied from which a task is worth a thread. */
const TASK_BYTES = 64 * 1024;
/** Panels that are read again for every output pixel must stay in the second-level cache. */
const CACHED_PANELS = 256 * 1024;

/** NHWC images as a correlation reads them. */
export interface Images {
  readonly pointer: Ptr;
  readonly n: number;
  readonly h: number;
  readonly w: number;
  readonly c: number;
}

/** How windows lie on the images. `top` and `left` are padding, or cut off where negative; bottom and right follow from the output. */
export interface Windows {
  readonly kh: number;
  readonly kw: number;
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly top: number;
  readonly left: number;
  readonly oh: number;
  readonly ow: number;
}

/** Packed filters: one set of panels `[filters/8][kh][kw][channels][8]` a group. */
export interface Filters {
  readonly panels: Ptr;
  readonly groups: number;
  /** Input channels of a group. */
  readonly channels: number;
  /** Output channels of a group. */
  readonly filters: number;
}

/** Packs filters `[kh, kw, channels, groups * filters]`, each times its factor at `scale` if that is not 0. */
export function packFilters(
  { wasm, prepared }: Engine,
  w: Ptr,
  scale: Ptr,
  k: number,
  groups: number,
  channels: number,
  filters: number,
): Filters {
  const bytes = panelBytes(k, filters);
  const panels = prepared.get(scale ? [w, scale] : [w], 'panels', groups * bytes, (to) => {
    for (let g = 0; g < groups; g++) {
      wasm.pack(w + g * filters * 4, groups * filters * 4, k, filters, to + g * bytes, k * 32);
      if (scale) wasm.scalePanels(to + g * bytes, Math.ceil(filters / 8), k, scale + g * filters * 4);
    }
  });
  return { panels, groups, channels, filters };
}

/** Of all (output position, tap) pairs along one axis, the share inside the image; 0 if some window lies outside altogether. */
export function shareInside(
  size: number,
  out: number,
  taps: number,
  stride: number,
  dilation: number,
  before: number,
): number {
  let inside = 0;
  for (let y = 0; y < out; y++) {
    let here = 0;
    for (let i = 0; i < taps; i++) {
      const at = y * stride - before + i * dilation;
      if (at >= 0 && at < size) here++;
    }
    if (here === 0) return 0;
    inside += here;
  }
  return inside / (out * taps);
}

/** Whether windows skip the padding of `n` images tap by tap; filters are `k` x `width` weights. */
export function skipsPadding(n: number, k: number, width: number): boolean {
  return n >= 4 && panelBytes(k, width) <= CACHED_PANELS;
}

/**
 * Cross-correlates images with packed filters: `out[pixel][filter]` is a matrix product whose left side is read straight from the
 * images. In NHWC a filter row is one contiguous run (`kw * c` floats); where dilation or groups break it, each tap is a run.
 */
export function correlate(
  engine: Engine,
  images: Images,
  windows: Windows,
  filters: Filters,
  epilogue: Epilogue,
  out: Ptr,
): void {
  const { wasm, memory } = engine;
  const { n, h, w, c } = images;
  const { kh, kw, top, left, oh, ow } = windows;
  const [sh, sw] = windows.strides;
  const [dh, dw] = windows.dilations;
  const { groups, channels } = filters;
  const width = groups * filters.filters;
  const k = kh * kw * channels;
  const pixels = oh * ow;
  const hp = (oh - 1) * sh + (kh - 1) * dh + 1;
  const wp = (ow - 1) * sw + (kw - 1) * dw + 1;
  const padded = top > 0 || left > 0 || hp - top > h || wp - left > w;

  if (!padded && groups === 1 && k === c && sh === 1 && sw === 1 && oh === h && ow === w) {
    gemm(engine, denseRows(images.pointer, n * pixels, k), filters.panels, width, epilogue, out, width * 4);
    return;
  }

  const pixel = c * 4;
  const oneRun = groups === 1 && dw === 1;
  if (oneRun && padded && skipsPadding(n, k, width)) {
    const inside = shareInside(h, oh, kh, sh, dh, top) * shareInside(w, ow, kw, sw, dw, left);
    if (inside > 0 && inside < 1 - TRIM) {
      const size = [h, w, pixel, filters.panels, kh, kw, sh, sw, dh, top, left, oh, ow, width] as const;
      const { bias, residual, nonNegative } = epilogue;
      engine.parallel(
        wasm.perImage,
        split(n, TASK_PRODUCTS / (pixels * k * width * inside), 4).map(([first, past]) => {
          const at = first * pixels * width * 4;
          const source = images.pointer + first * h * w * pixel;
          return [source, past - first, ...size, bias, residual && residual + at, out + at, nonNegative] as const;
        }),
      );
      return;
    }
  }

  const row = (padded ? wp : w) * pixel;
  const image = (padded ? hp : h) * row;
  const perChunk = Math.max(
    1,
    Math.min(n, Math.floor(padded ? HALO_BYTES / image : n), Math.floor(TABLE_PIXELS / pixels)),
  );
  const offsets = memory.scratch(perChunk * pixels * 4);
  wasm.pixelOffsets(offsets, perChunk, oh, ow, image, sh * row, sw * pixel);

  let trim = 0;
  if (oneRun && k <= WHOLE_K && padded && shareInside(h, oh, kh, sh, dh, top) < 1 - TRIM) {
    trim = memory.scratch(perChunk * pixels * 2);
    wasm.rowRanges(trim, perChunk, oh, ow, sh, top, dh, kh, h);
  }
  const haloed = padded ? memory.scratch(perChunk * image) : 0;
  const run = (oneRun ? kw : 1) * channels * 4;
  const rows = oneRun ? kh : kw;
  const jump = (oneRun ? dh * row : dw * pixel) - run;
  const fresh = Math.min(sh * sw * pixel, k * 4);
  const groupPanels = panelBytes(k, filters.filters);

  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    let a = images.pointer + first * h * w * pixel;
    if (padded) {
      haloBands(engine, a, haloed, now, { h, w, pixel, top, left, hp, wp });
      a = haloed;
    } else a += -top * row - left * pixel;
    for (let g = 0; g < groups; g++) {
      const skip = g * filters.filters * 4;
      const at = first * pixels * width * 4 + skip;
      const rowsOf = { offsets, stride: 0, m: now * pixels, run, rows, jump, trim, fresh };
      const outer = oneRun ? { outer: 1, outerStride: 0 } : { outer: kh, outerStride: dh * row };
      const { bias, residual, nonNegative } = epilogue;
      gemm(
        engine,
        { pointer: a + g * channels * 4, ...rowsOf, ...outer },
        filters.panels + g * groupPanels,
        filters.filters,
        { bias: bias && bias + skip, residual: residual && residual + at, nonNegative },
        out + at,
        width * 4,
      );
    }
  }
}

interface Halo {
  readonly h: number;
  readonly w: number;
  readonly pixel: number;
  readonly top: number;
  readonly left: number;
  readonly hp: number;
  readonly wp: number;
}

/** Copies images into haloed ones, by bands of rows. */
export function haloBands({ wasm, parallel }: Engine, x: Ptr, out: Ptr, n: number, halo: Halo): void {
  const { h, w, pixel, top, left, hp, wp } = halo;
  const row = wp * pixel;
  const bands = split(hp, TASK_BYTES / row);
  const each = bands.length > 1 ? 1 : Math.ceil(TASK_BYTES / (hp * row));
  const calls = [];
  for (let i = 0; i < n; i += each) {
    for (const [y, past] of bands) {
      const [from, to] = [x + i * h * w * pixel, out + (i * hp + y) * row];
      calls.push([from, to, Math.min(each, n - i), h, w, pixel, top - y, left, past - y, wp] as const);
    }
  }
  parallel(wasm.halo, calls);
}
