import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { gemm, panelBytes, rowsPerTask } from '../gemm';

/** Haloed images are made a few at a time, so that the product finds them in the cache. */
const HALO_BYTES = 512 * 1024;
/** Output pixels whose offsets are tabled at a time. */
const TABLE_PIXELS = 65536;
/** Above this many products a tile blocks K, and then skips no padding. */
const WHOLE_K = 768;
/** Share of work in the padding from which skipping it pays for looking. */
const TRIM = 0.06;
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

/** Packs filters `[kh, kw, channels, groups * filters]` in scratch memory. */
export function packFilters(
  { wasm, memory }: Engine,
  w: Ptr,
  k: number,
  groups: number,
  channels: number,
  filters: number,
): Filters {
  const bytes = panelBytes(k, filters);
  const panels = memory.scratch(groups * bytes);
  for (let g = 0; g < groups; g++) {
    wasm.pack(w + g * filters * 4, groups * filters * 4, k, filters, panels + g * bytes, k * 32);
  }
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
  bias: Ptr,
  out: Ptr,
  relu: number,
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
    gemm(engine, images.pointer, c * 4, filters.panels, bias, out, n * pixels, k, width, relu);
    return;
  }

  const pixel = c * 4;
  const oneRun = groups === 1 && dw === 1;
  if (oneRun && padded && skipsPadding(n, k, width)) {
    const inside = shareInside(h, oh, kh, sh, dh, top) * shareInside(w, ow, kw, sw, dw, left);
    if (inside > 0 && inside < 1 - TRIM) {
      const size = [n, h, w, pixel, filters.panels, kh, kw, sh, sw, dh, top, left, oh, ow, width] as const;
      wasm.perImage(images.pointer, ...size, bias, out, relu);
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
  const taskRows = rowsPerTask(Math.min(sh * sw * pixel, k * 4));
  const groupPanels = panelBytes(k, filters.filters);

  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    let a = images.pointer + first * h * w * pixel;
    if (padded) {
      wasm.halo(a, haloed, now, h, w, pixel, top, left, hp, wp);
      a = haloed;
    } else a += -top * row - left * pixel;
    for (let g = 0; g < groups; g++) {
      wasm.gemm(
        a + g * channels * 4,
        offsets,
        0,
        now * pixels,
        run,
        rows,
        jump,
        oneRun ? 1 : kh,
        oneRun ? 0 : dh * row,
        trim,
        filters.panels + g * groupPanels,
        filters.filters,
        bias ? bias + g * filters.filters * 4 : 0,
        out + (first * pixels * width + g * filters.filters) * 4,
        width * 4,
        relu,
        taskRows,
      );
    }
  }
}
