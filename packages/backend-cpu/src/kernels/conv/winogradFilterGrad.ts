import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { split } from '../../threads/split';
import type { Images } from './direct';
import { PAD, type Placement, planesOf, TRANSFORM_BYTES, type WinogradForm } from './winograd';

/** Tiles summed up together while all products are kept. */
const TILES = 64;
/** Channels and filters of a block of products: with its planes it stays in the second-level cache. Few blocks are cut in four. */
const ROWS = 32;
const COLUMNS = 64;
const FEW_BLOCKS = 8;
/** Values of transformed tiles from which a task is worth a thread. */
const TRANSFORMED = 16_384;

/** Bytes of a plane of `tiles` tiles in blocks of 16 channels. */
const planeBytes = (tiles: number, channels: number) => Math.ceil(channels / 16) * tiles * 64 + PAD;

/**
 * Gradient `[taps, taps, c, filters]` of a filter of stride 1 in 4x4 tiles of the output gradient (F4x3 or F4x5, turned round); channels and
 * filters are multiples of 4. The order of all sums depends on shapes alone.
 */
export function winogradFilterGrad(
  engine: Engine,
  form: WinogradForm,
  { pointer, n, h, w, c }: Images,
  { top, left, oh, ow }: Placement,
  dy: Ptr,
  filters: number,
  out: Ptr,
): void {
  const { wasm, memory, threads, parallel } = engine;
  const { points, size, taps } = form;
  const [down, across] = [Math.ceil(oh / size), Math.ceil(ow / size)];
  const all = n * down * across;
  const planes = planesOf(form);
  // Either all tiles are kept, and blocks of products pass by, or all products are, and chunks of tiles pass by: whichever is smaller.
  const few = all * (c + filters) <= c * filters;
  const chunk = few ? all : Math.min(all, TILES);
  const [planeV, planeD] = [planeBytes(chunk, c), planeBytes(chunk, filters)];
  const blocksOf = (high: number, wide: number) => Math.ceil(c / high) * Math.ceil(filters / wide);
  const cut = blocksOf(ROWS, COLUMNS) < FEW_BLOCKS ? 2 : 1;
  const [high, wide] = [ROWS / cut, COLUMNS / cut];
  const planeM = ROWS * COLUMNS * 4 + PAD;
  const v = memory.scratch(planes * planeV);
  const d = memory.scratch(planes * planeD);
  const temporary = memory.scratch(threads * TRANSFORM_BYTES);
  // A block of products for each thread, or one for each block.
  const products = memory.scratch(planes * planeM * (few ? threads : blocksOf(high, wide)));

  for (let first = 0; first < all; first += chunk) {
    const past = Math.min(all, first + chunk);
    const tiles = past - first;
    const block = tiles * 64;
    const grid = [points, size, down, across] as const;
    const own = [64, block, temporary, TRANSFORM_BYTES] as const;
    const parts = split(tiles, TRANSFORMED / (planes * Math.max(c, filters)));
    // Tile t of the chunk lies 64 t behind the start of the planes, tile `first` at it.
    const at = first * 64;
    const input = parts.map(
      ([i, j]) => [pointer, h, w, c, top, left, points, ...grid, first + i, first + j, v - at, planeV, ...own] as const,
    );
    const gradient = parts.map(
      ([i, j]) => [dy, oh, ow, filters, 0, 0, size, ...grid, first + i, first + j, d - at, planeD, ...own] as const,
    );
    parallel(wasm.winogradInputs, [...input, ...gradient]);
    const calls = [];
    for (let k = 0, m = products; k < c; k += high) {
      for (let f = 0; f < filters; f += wide) {
        const a = [v + (k / 16) * block, planeV, block, Math.min(high, c - k)] as const;
        const b = [d + (f / 16) * block, planeD, block, Math.min(wide, filters - f)] as const;
        const target = [out + (k * filters + f) * 4, c * filters * 4, filters * 4] as const;
        const sums = [m, planeM, few ? planes * planeM : 0, first > 0 ? 1 : 0, past === all ? 1 : 0] as const;
        calls.push([...a, ...b, tiles, points, taps, ...sums, ...target, temporary, TRANSFORM_BYTES] as const);
        if (!few) m += planes * planeM;
      }
    }
    parallel(wasm.winogradFilterBlock, calls);
  }
}
