import type { Conv2dFilterGradParams, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';

// dw[tap, channel][filter] = sum over pixels x * dy: a product whose long side is the pixels, so both operands already run the right way.

/** Scratch memory for the copies of a few images. */
const COPY_BYTES = 16 * 1024 * 1024;
/** From this many channels on, 16 of them are gathered at a time. */
const GATHER = 16;
/** Output pixels that a tile walks at a time; the same as in assembly/filterGrad.ts. */
const PIXELS = 224;

export function filterGrad(
  engine: Engine,
  x: View<Ptr>,
  dy: View<Ptr>,
  dw: View<Ptr>,
  params: Conv2dFilterGradParams,
): void {
  if (x.size === 0 || dy.size === 0) engine.wasm.fillBytes(dw.buffer, dw.size * 4, 0);
  else if (x.shape[3] / params.groups >= GATHER) gatheredGrad(engine, x, dy, dw, params);
  else plainGrad(engine, x, dy, dw, params);
  engine.memory.release();
}

/** Many channels: patches of 16 channels are gathered tap by tap, and the output gradient is cut into blocks of 16 filters. */
function gatheredGrad(
  { wasm, memory }: Engine,
  x: View<Ptr>,
  dy: View<Ptr>,
  dw: View<Ptr>,
  {
    strides: [sh, sw],
    dilations: [dh, dilationW],
    padding: { top, left },
    groups,
    filterSize: [kh, kw],
  }: Conv2dFilterGradParams,
): void {
  const [n, h, w, c] = x.shape;
  const [, oh, ow, f] = dy.shape;
  const [channels, filters] = [c / groups, f / groups];
  const pixels = oh * ow;
  const image = Math.ceil(filters / 16) * pixels * 64;
  const perChunk = Math.max(1, Math.min(n, Math.floor(COPY_BYTES / image)));
  const blocks = memory.scratch(perChunk * image);
  const patch = memory.scratch(PIXELS * 64);
  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    for (let g = 0; g < groups; g++) {
      const gradient = dy.buffer + (first * pixels * f + g * filters) * 4;
      const source = x.buffer + (first * h * w * c + g * channels) * 4;
      wasm.channelBlocks(gradient, blocks, now * pixels, f * 4, filters);
      const windows = [kh, kw, sh, sw, dh, dilationW, top, left] as const;
      const target = [dw.buffer + g * filters * 4, f * 4, first > 0 ? 1 : 0] as const;
      wasm.filterGrad(source, now, h, w, c * 4, channels, blocks, oh, ow, filters, ...windows, patch, ...target);
    }
  }
}

/** Few channels: the rows of a tile are any four (tap, channel) pairs, read straight from the (haloed) images. */
function plainGrad(
  { wasm, memory }: Engine,
  x: View<Ptr>,
  dy: View<Ptr>,
  dw: View<Ptr>,
  {
    strides: [sh, sw],
    dilations: [dh, dilationW],
    padding: { top, left },
    groups,
    filterSize: [kh, kw],
  }: Conv2dFilterGradParams,
): void {
  const [n, h, w, c] = x.shape;
  const [, oh, ow, f] = dy.shape;
  const [channels, filters] = [c / groups, f / groups];
  const hp = (oh - 1) * sh + (kh - 1) * dh + 1;
  const wp = (ow - 1) * sw + (kw - 1) * dilationW + 1;
  const padded = top > 0 || left > 0 || hp - top > h || wp - left > w;
  const pixel = c * 4;
  const row = (padded ? wp : w) * pixel;
  const image = (padded ? hp : h) * row;
  const perChunk = padded ? Math.max(1, Math.min(n, Math.floor(COPY_BYTES / image))) : n;
  const haloed = padded ? memory.scratch(perChunk * image) : 0;

  const m = kh * kw * channels;
  const offsets = memory.scratch(m * 4);
  const table = memory.int32;
  let at = offsets / 4;
  for (let i = 0; i < kh; i++) {
    for (let j = 0; j < kw; j++) {
      for (let k = 0; k < channels; k++) table[at++] = i * dh * row + j * dilationW * pixel + k * 4;
    }
  }

  const rowsPerBlock = Math.max(1, Math.floor(PIXELS / ow));
  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    let a = x.buffer + first * h * w * pixel;
    if (padded) {
      wasm.halo(a, haloed, now, h, w, pixel, top, left, hp, wp);
      a = haloed;
    } else a += -top * row - left * pixel;
    for (let g = 0; g < groups; g++) {
      const lhs = [a + g * channels * 4, offsets, m, sw * pixel, sh * row, image] as const;
      const rhs = [
        dy.buffer + (first * oh * ow * f + g * filters) * 4,
        filters,
        f * 4,
        ow * f * 4,
        oh * ow * f * 4,
      ] as const;
      const target = [dw.buffer + g * filters * 4, f * 4, first > 0 ? 1 : 0] as const;
      wasm.gemmTransposed(...lhs, ...rhs, ow, oh, now, rowsPerBlock, ...target);
    }
  }
}
