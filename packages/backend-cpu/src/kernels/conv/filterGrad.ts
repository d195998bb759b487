import type { Conv2dFilterGradParams, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { split, TASK_PRODUCTS } from '../../threads/split';
import { haloBands } from './direct';

// dw[tap, channel][filter] = sum over pixels x * dy: a product whose long side is the pixels, so both operands already run the right way.

/** Scratch memory for the copies of a few images. */
const COPY_BYTES = 16 * 1024 * 1024;
/** From this many channels on, 16 of them are gathered at a time. */
const GATHER = 16;
/** Output pixels that a tile walks at a time; the same as in assembly/filterGrad.ts. */
const PIXELS = 224;
/** Bytes of a thread's patch of them. */
const PATCH = PIXELS * 64 + 64;
/** Values to be moved from which a task is worth a thread. */
const BLOCK_VALUES = 32_768;
/** Parts of a batch whose gradients are summed separately, and then in order. */
const PARTS = 8;

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
  { wasm, memory, threads, parallel }: Engine,
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
  const patch = memory.scratch(threads * PATCH);
  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    for (let g = 0; g < groups; g++) {
      const gradient = dy.buffer + (first * pixels * f + g * filters) * 4;
      const source = x.buffer + (first * h * w * c + g * channels) * 4;
      parallel(
        wasm.channelBlocks,
        split(Math.ceil(filters / 16), BLOCK_VALUES / (now * pixels * 16)).map(([i, past]) => {
          const to = blocks + i * now * pixels * 64;
          return [gradient + i * 64, to, now * pixels, f * 4, Math.min(filters, past * 16) - i * 16] as const;
        }),
      );
      const calls = [];
      for (let tap = 0; tap < kh * kw; tap++) {
        const [i, j] = [Math.floor(tap / kw) * dh - top, (tap % kw) * dilationW - left];
        for (let k = 0; k < channels; k += 16) {
          const images = [source + k * 4, now, h, w, c * 4, Math.min(16, channels - k)] as const;
          const to = dw.buffer + ((tap * channels + k) * f + g * filters) * 4;
          const target = [to, f * 4, first > 0 ? 1 : 0] as const;
          calls.push([...images, blocks, oh, ow, filters, sh, sw, i, j, patch, PATCH, ...target] as const);
        }
      }
      parallel(wasm.filterGrad, calls);
    }
  }
}

/** Few channels: the rows of a tile are any four (tap, channel) pairs, read straight from the (haloed) images. */
function plainGrad(
  engine: Engine,
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
  const { wasm, memory, parallel } = engine;
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
  // There are few rows and columns to share out, so the images are: a part of the sum each, in a place of its own.
  const partial = memory.scratch(PARTS * m * filters * 4);
  for (let first = 0; first < n; first += perChunk) {
    const now = Math.min(perChunk, n - first);
    let a = x.buffer + first * h * w * pixel;
    if (padded) {
      haloBands(engine, a, haloed, now, { h, w, pixel, top, left, hp, wp });
      a = haloed;
    } else a += -top * row - left * pixel;
    const parts = split(now, Math.max(now / PARTS, TASK_PRODUCTS / (oh * ow * m * filters)));
    for (let g = 0; g < groups; g++) {
      const start = dy.buffer + (first * oh * ow * f + g * filters) * 4;
      const target = dw.buffer + g * filters * 4;
      const alone = parts.length === 1;
      parallel(
        wasm.gemmTransposed,
        parts.map(([i, past], at) => {
          const lhs = [a + i * image + g * channels * 4, offsets, m, sw * pixel, sh * row, image] as const;
          const rhs = [start + i * oh * ow * f * 4, filters, f * 4, ow * f * 4, oh * ow * f * 4] as const;
          const to = alone ? [target, f * 4, first > 0 ? 1 : 0] : [partial + at * m * filters * 4, filters * 4, 0];
          return [...lhs, ...rhs, ow, oh, past - i, rowsPerBlock, ...(to as [number, number, number])] as const;
        }),
      );
      if (!alone) wasm.addParts(partial, parts.length, m, filters, target, f * 4, first > 0 ? 1 : 0);
    }
  }
}
