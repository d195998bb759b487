import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import type { Images } from './direct';
import { PAD, type Placement, planesOf, TRANSFORM_BYTES, type WinogradForm } from './winograd';

/** Tiles summed up together while all products are kept. */
const TILES = 64;
/** Channels and filters of a block of products: with its planes it stays in the second-level cache. */
const ROWS = 32;
const COLUMNS = 64;

/** Bytes of a plane of `tiles` tiles in blocks of 16 channels. */
const planeBytes = (tiles: number, channels: number) => Math.ceil(channels / 16) * tiles * 64 + PAD;

/**
 * Gradient `[taps, taps, c, filters]` of a filter of stride 1 in 4x4 tiles of the output gradient (F4x3 or F4x5, turned round); channels and
 * filters are multiples of 4. The order of all sums depends on shapes alone.
 */
export function winogradFilterGrad(
  { wasm, memory }: Engine,
  form: WinogradForm,
  { pointer, n, h, w, c }: Images,
  { top, left, oh, ow }: Placement,
  dy: Ptr,
  filters: number,
  out: Ptr,
): void {
  const { points, size, taps } = form;
  const [down, across] = [Math.ceil(oh / size), Math.ceil(ow / size)];
  const all = n * down * across;
  const planes = planesOf(form);
  // Either all tiles are kept, and blocks of products pass by, or all products are, and chunks of tiles pass by: whichever is smaller.
  const few = all * (c + filters) <= c * filters;
  const chunk = few ? all : Math.min(all, TILES);
  const [planeV, planeD] = [planeBytes(chunk, c), planeBytes(chunk, filters)];
  const planeM = ROWS * COLUMNS * 4 + PAD;
  const blocks = few ? 1 : Math.ceil(c / ROWS) * Math.ceil(filters / COLUMNS);
  const v = memory.scratch(planes * planeV);
  const d = memory.scratch(planes * planeD);
  const products = memory.scratch(planes * planeM * blocks);
  const temporary = memory.scratch(TRANSFORM_BYTES);

  for (let first = 0; first < all; first += chunk) {
    const past = Math.min(all, first + chunk);
    const tiles = past - first;
    const block = tiles * 64;
    const grid = [points, down, across, size, first, past] as const;
    wasm.winogradInput(pointer, h, w, c, top, left, points, ...grid, v, planeV, 64, block, temporary);
    wasm.winogradInput(dy, oh, ow, filters, 0, 0, size, ...grid, d, planeD, 64, block, temporary);
    let m = products;
    for (let k = 0; k < c; k += ROWS) {
      const rows = Math.min(ROWS, c - k);
      for (let f = 0; f < filters; f += COLUMNS) {
        const columns = Math.min(COLUMNS, filters - f);
        const a = [v + (k / 16) * block, planeV, block, rows] as const;
        const b = [d + (f / 16) * block, planeD, block, columns] as const;
        wasm.winogradFilterProducts(...a, ...b, tiles, planes, m, planeM, first > 0 ? 1 : 0);
        if (past === all) {
          const target = [out + (k * filters + f) * 4, c * filters * 4, filters * 4] as const;
          wasm.winogradFilterOutput(m, planeM, rows, columns, points, taps, ...target, temporary);
        }
        if (!few) m += planes * planeM;
      }
    }
  }
}
