import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { split } from '../../threads/split';
import type { Epilogue } from '../gemm';
import type { Images } from './direct';

// Winograd convolution: `size` x `size` outputs at a time from `points` x `points` inputs, with points squared multiplications where the
// plain sum has (size * taps) squared. Between the transforms stand points squared matrix products, one a plane.

/** A kind of Winograd convolution, stride 1, square filters. */
export interface WinogradForm {
  readonly taps: number;
  /** Outputs of a tile along each axis. */
  readonly size: number;
  /** size + taps - 1. */
  readonly points: number;
}

export const F2x3: WinogradForm = { taps: 3, size: 2, points: 4 };
export const F4x3: WinogradForm = { taps: 3, size: 4, points: 6 };
export const F6x3: WinogradForm = { taps: 3, size: 6, points: 8 };
export const F4x5: WinogradForm = { taps: 5, size: 4, points: 8 };

/** Filters `[taps, taps, channels, filters]` as stored; those of an input gradient, `[taps, taps, filters, channels]`, are flipped. */
export interface StoredFilter {
  readonly pointer: Ptr;
  readonly channels: number;
  readonly filters: number;
  readonly flipped: boolean;
  /** A factor for each filter, or 0. */
  readonly scale: Ptr;
}

/** Where the output lies on the images. */
export interface Placement {
  readonly top: number;
  readonly left: number;
  readonly oh: number;
  readonly ow: number;
}

/** Tiles multiplied together: their planes stay in the second-level cache. */
const TILES = 32;
/** Filters multiplied together, and transformed together. */
const GROUP = 64;
/** Up to so many tiles in all, threads share out filters rather than tiles, in smaller groups: transformed, they stay in the cache. */
const FEW = 80;
const FEW_GROUP = 32;
/** A cache line more between planes, or the lines of all planes would fall into one cache set. */
export const PAD = 64;
/** Scratch memory of one transform. */
export const TRANSFORM_BYTES = 20 * 1024;

export const planesOf = ({ points }: WinogradForm) => points * points;

/** How many tiles cover the output. */
export function countTiles({ size }: WinogradForm, images: number, oh: number, ow: number): number {
  return images * Math.ceil(oh / size) * Math.ceil(ow / size);
}

const roundUp = (n: number, unit: number) => Math.ceil(n / unit) * unit;

/** Bytes from plane to plane, of rows that products take by four. */
const planeBytes = (rows: number, columns: number) => roundUp(rows, 4) * columns * 4 + PAD;

const sourcesOf = ({ pointer, scale }: StoredFilter) => (scale ? [pointer, scale] : [pointer]);
const keyOf = ({ flipped }: StoredFilter, { size, taps }: WinogradForm, group: number) =>
  `F(${size},${taps}) by ${group}${flipped ? ' flipped' : ''}`;

/** Transformed filters, `[filters/group][points * points][group/8][channels][8]`, which serve until the stored filters change. */
function prepareFilter(engine: Engine, filter: StoredFilter, form: WinogradForm, group: number): Ptr {
  const { wasm, memory, threads } = engine;
  const { pointer, channels, filters, flipped, scale } = filter;
  const { points, taps } = form;
  const column = planesOf(form) * channels * 4;
  return engine.prepared.get(sourcesOf(filter), keyOf(filter, form, group), roundUp(filters, 8) * column, (planes) => {
    const scratch = memory.scratch(threads * TRANSFORM_BYTES);
    const groups = Array.from({ length: Math.ceil(filters / group) }, (_, i) => i * group);
    const past = (f: number) => Math.min(filters, f + group);
    engine.parallel(
      wasm.winogradFilters,
      groups.map((f) => {
        const [from, to] = [planes + f * column, past(f)];
        return [
          pointer,
          channels,
          filters,
          f,
          to,
          points,
          taps,
          flipped ? 1 : 0,
          from,
          scratch,
          TRANSFORM_BYTES,
        ] as const;
      }),
    );
    if (!scale) return;
    for (const f of groups) {
      const panels = Math.ceil((past(f) - f) / 8);
      for (let xi = 0; xi < planesOf(form); xi++) {
        wasm.scalePanels(planes + f * column + xi * panels * channels * 32, panels, channels, scale + f * 4);
      }
    }
  });
}

/**
 * Convolves images with filters of stride 1; channels and filters are multiples of 4. `out` is `[n, oh, ow, filters]`. The order of all sums
 * depends on shapes alone.
 */
export function winograd(
  engine: Engine,
  form: WinogradForm,
  images: Images,
  place: Placement,
  filter: StoredFilter,
  { bias, residual, nonNegative }: Epilogue,
  out: Ptr,
): void {
  const { wasm, memory, threads } = engine;
  const { points, size, taps } = form;
  const { pointer, n, h, w, c } = images;
  const { top, left, oh, ow } = place;
  const { filters } = filter;
  const [down, across] = [Math.ceil(oh / size), Math.ceil(ow / size)];
  const all = n * down * across;
  const planes = planesOf(form);
  const image = [pointer, h, w, c, top, left] as const;
  const grid = [points, size, down, across] as const;
  const target = [bias, residual, out, oh, ow, nonNegative] as const;

  if (all > FEW) {
    const u = prepareFilter(engine, filter, form, GROUP);
    // Of 64 planes, half as many tiles stay in the cache (56x56 with 128 channels: 6 % faster).
    const together = points > 6 ? TILES / 2 : TILES;
    const products = planes * (planeBytes(together, GROUP) + planeBytes(together, c));
    const stride = TRANSFORM_BYTES + products;
    const scratch = memory.scratch(threads * stride);
    engine.parallel(
      wasm.winogradTiles,
      chunks(all, together).map(
        ([first, past]) => [...image, ...grid, first, past, u, filters, GROUP, ...target, scratch, stride] as const,
      ),
    );
    return;
  }
  // Too few tiles to share out: their inputs are transformed once, and every thread takes some filters with all of them.
  // Filters that are not kept are transformed group by group, and used while in the cache.
  const kept = filter.scale > 0 || engine.prepared.keeps(sourcesOf(filter), keyOf(filter, form, FEW_GROUP));
  const u = kept ? prepareFilter(engine, filter, form, FEW_GROUP) : 0;
  const column = planes * c * 4;
  const plane = planeBytes(all, c);
  const v = memory.scratch(planes * plane);
  const stride =
    TRANSFORM_BYTES + planes * planeBytes(Math.min(TILES, all), FEW_GROUP) + (kept ? 0 : FEW_GROUP * column);
  const scratch = memory.scratch(threads * stride);
  engine.parallel(
    wasm.winogradInputs,
    split(all, Math.ceil(INPUTS / (planes * c))).map(
      ([first, past]) => [...image, points, ...grid, first, past, v, plane, c * 4, 64, scratch, stride] as const,
    ),
  );
  const stored = [filter.pointer, taps, filter.flipped ? 1 : 0, filters] as const;
  engine.parallel(
    wasm.winogradColumns,
    chunks(filters, FEW_GROUP).map(
      ([from, to]) =>
        [
          v,
          plane,
          c,
          ...grid,
          all,
          TILES,
          kept ? u + from * column : 0,
          ...stored,
          from,
          to,
          ...target,
          scratch,
          stride,
        ] as const,
    ),
  );
}

/** Values of transformed input from which a task is worth a thread. */
const INPUTS = 32768;

/** `[from, past]` of every `size` of `total`. */
function chunks(total: number, size: number): (readonly [number, number])[] {
  return Array.from(
    { length: Math.ceil(total / size) },
    (_, i) => [i * size, Math.min(total, (i + 1) * size)] as const,
  );
}
