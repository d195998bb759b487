import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
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
export const F4x5: WinogradForm = { taps: 5, size: 4, points: 8 };

/** Filters `[taps, taps, channels, filters]` as stored; those of an input gradient, `[taps, taps, filters, channels]`, are flipped. */
export interface StoredFilter {
  readonly pointer: Ptr;
  readonly channels: number;
  readonly filters: number;
  readonly flipped: boolean;
}

/** Transformed filters, `[filters/64][points * points][8][channels][8]`: they serve until the stored filters change. */
export interface PreparedFilter {
  readonly planes: Ptr;
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
/** Columns multiplied together. */
const COLUMNS = 64;
/** Bytes of filters transformed at a time where they are used at once. */
const FILTER_BYTES = 512 * 1024;
/** A cache line more between planes, or the lines of all planes would fall into one cache set. */
export const PAD = 64;
/** Scratch memory of one transform. */
export const TRANSFORM_BYTES = 20 * 1024;

export const planesOf = ({ points }: WinogradForm) => points * points;

/** How many tiles cover the output. */
export function countTiles({ size }: WinogradForm, images: number, oh: number, ow: number): number {
  return images * Math.ceil(oh / size) * Math.ceil(ow / size);
}

function transformColumns(
  engine: Engine,
  filter: StoredFilter,
  form: WinogradForm,
  columns: number,
  planes: Ptr,
  temporary: Ptr,
  from = 0,
  past = filter.filters,
): void {
  const { pointer, channels, filters, flipped } = filter;
  for (let f = from; f < past; f += columns) {
    const to = planes + (f - from) * planesOf(form) * channels * 4;
    const group = [f, Math.min(past, f + columns), form.points, form.taps, flipped ? 1 : 0] as const;
    engine.wasm.winogradFilter(pointer, channels, filters, ...group, to, temporary);
  }
}

/** Transforms a whole filter, in scratch memory. */
export function prepareFilter(engine: Engine, filter: StoredFilter, form: WinogradForm): PreparedFilter {
  const width = Math.ceil(filter.filters / 8) * 8;
  const planes = engine.memory.scratch(planesOf(form) * width * filter.channels * 4);
  transformColumns(engine, filter, form, COLUMNS, planes, engine.memory.scratch(TRANSFORM_BYTES));
  return { planes };
}

/**
 * Convolves images with filters of stride 1; channels and filters are multiples of 4. `out` is `[n, oh, ow, filters]`.
 * A filter used often may be passed `prepared`. The order of all sums depends on shapes alone.
 */
export function winograd(
  engine: Engine,
  form: WinogradForm,
  images: Images,
  { top, left, oh, ow }: Placement,
  filter: StoredFilter,
  bias: Ptr,
  out: Ptr,
  relu: number,
  prepared?: PreparedFilter,
): void {
  const { wasm, memory } = engine;
  const { points, size } = form;
  const { n, h, w, c } = images;
  const { filters } = filter;
  const [down, across] = [Math.ceil(oh / size), Math.ceil(ow / size)];
  const all = n * down * across;
  // The smaller of the transformed input and filter is kept whole, the other made piece by piece and used while in the cache.
  const few = !prepared && all < filters;
  const column = planesOf(form) * c * 4;
  const columns = few ? Math.max(16, Math.min(COLUMNS, Math.floor(FILTER_BYTES / column / 16) * 16)) : COLUMNS;
  const chunk = few ? all : TILES;
  const planeV = Math.min(chunk, all) * c * 4 + PAD;
  const planeM = TILES * columns * 4 + PAD;
  const v = memory.scratch(planesOf(form) * planeV);
  const m = memory.scratch(planesOf(form) * planeM);
  const temporary = memory.scratch(TRANSFORM_BYTES);
  // A cache of prepared filters belongs here: they serve as long as the stored filter keeps its version.
  const u = few ? memory.scratch(columns * column) : (prepared ?? prepareFilter(engine, filter, form)).planes;

  for (let first = 0; first < all; first += chunk) {
    const past = Math.min(all, first + chunk);
    const grid = [points, points, down, across, size, first, past] as const;
    wasm.winogradInput(images.pointer, h, w, c, top, left, ...grid, v, planeV, c * 4, 64, temporary);
    for (let f = 0; f < filters; f += columns) {
      const wide = Math.min(columns, filters - f);
      if (few) transformColumns(engine, filter, form, columns, u, temporary, f, f + wide);
      for (let t = first; t < past; t += TILES) {
        const end = Math.min(past, t + TILES);
        const from = v + (t - first) * c * 4;
        const panels = few ? u : u + f * column;
        wasm.winogradProducts(from, planeV, end - t, c, panels, wide, points, m, planeM);
        const target = [out + f * 4, filters * 4, oh, ow, down, across, bias ? bias + f * 4 : 0] as const;
        wasm.winogradOutput(m, planeM, wide, points, size, t, end, ...target, relu, temporary);
      }
    }
  }
}
