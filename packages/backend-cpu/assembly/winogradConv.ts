// The two ways through a Winograd convolution, each a task that any thread may take: some tiles with all filters, or some filters with all
// tiles.
import { own } from './layout';
import { winogradInput, winogradOutput, winogradProducts } from './winograd';
import { winogradFilter } from './winogradFilter';

/** What the transforms need of a thread's scratch memory; products lie behind it. */
const TEMPORARY: usize = 20480;
/** A cache line more between planes, or the lines of all planes would fall into one cache set. */
const PAD: usize = 64;

/** Bytes from plane to plane of `tiles` rows, which products take by four, of `columns` floats. */
// @ts-ignore: decorator
@inline
function planeBytes(tiles: i32, columns: i32): usize {
  return (<usize>((tiles + 3) & ~3) * <usize>columns << 2) + PAD;
}

/**
 * Tiles `first` .. `past` of the output with all filters, from transformed filters `u`, `[filters/group][points * points][group/8][c][8]`:
 * transforms their input, and takes `group` filters at a time. `stride` bytes of scratch memory for each thread.
 */
export function winogradTiles(
  x: usize, h: i32, w: i32, c: i32, top: i32, left: i32, points: i32, size: i32, down: i32, across: i32, first: i32, past: i32,
  u: usize, filters: i32, group: i32, bias: usize, residual: usize, out: usize, oh: i32, ow: i32, relu: i32, scratch: usize, stride: usize,
): void {
  const mine = own(scratch, stride);
  const planes = <usize>(points * points);
  const planeV = planeBytes(past - first, c);
  const planeM = planeBytes(past - first, group);
  const m = mine + TEMPORARY;
  const v = m + planes * planeM;
  winogradInput(x, h, w, c, top, left, points, points, down, across, size, first, past, v, planeV, <usize>c << 2, 64, mine);
  for (let f = 0; f < filters; f += group) {
    const columns = min(group, filters - f);
    const at = <usize>f << 2;
    winogradProducts(v, planeV, past - first, c, u, columns, points, m, planeM);
    winogradOutput(
      m, planeM, columns, points, size, first, past, out + at, <usize>filters << 2, oh, ow, down, across,
      bias ? bias + at : 0, residual ? residual + at : 0, relu, mine,
    );
    u += planes * (<usize>((columns + 7) & ~7) * <usize>c << 2);
  }
}

/** Transforms the input tiles `first` .. `past` to the shared planes `v`. */
export function winogradInputs(
  x: usize, h: i32, w: i32, c: i32, top: i32, left: i32, side: i32, points: i32, size: i32, down: i32, across: i32, first: i32, past: i32,
  v: usize, plane: usize, tile: usize, block: usize, scratch: usize, stride: usize,
): void {
  const to = v + <usize>first * tile;
  winogradInput(x, h, w, c, top, left, side, points, down, across, size, first, past, to, plane, tile, block, own(scratch, stride));
}

/**
 * Filters `from` .. `to` with all `tiles`, whose transformed inputs are the planes `v`. The transformed filters are at `u`, or are made of
 * `taps` x `taps` filters at `weights` if that is 0. `chunk` tiles are multiplied at a time.
 */
export function winogradColumns(
  v: usize, planeV: usize, c: i32, points: i32, size: i32, down: i32, across: i32, tiles: i32, chunk: i32,
  u: usize, weights: usize, taps: i32, flipped: i32, filters: i32, from: i32, to: i32,
  bias: usize, residual: usize, out: usize, oh: i32, ow: i32, relu: i32, scratch: usize, stride: usize,
): void {
  const mine = own(scratch, stride);
  const columns = to - from;
  const planeM = planeBytes(min(chunk, tiles), (columns + 7) & ~7);
  const m = mine + TEMPORARY;
  if (!u) {
    u = m + <usize>(points * points) * planeM;
    winogradFilter(weights, c, filters, from, to, points, taps, flipped, u, mine);
  }
  const at = <usize>from << 2;
  const row = <usize>c << 2;
  for (let first = 0; first < tiles; first += chunk) {
    const past = min(tiles, first + chunk);
    winogradProducts(v + <usize>first * row, planeV, past - first, c, u, columns, points, m, planeM);
    winogradOutput(
      m, planeM, columns, points, size, first, past, out + at, <usize>filters << 2, oh, ow, down, across,
      bias ? bias + at : 0, residual ? residual + at : 0, relu, mine,
    );
  }
}

/** `winogradFilter` with this thread's scratch memory. */
export function winogradFilters(
  w: usize, c: i32, n: i32, first: i32, past: i32, points: i32, taps: i32, flipped: i32, u: usize, scratch: usize, stride: usize,
): void {
  winogradFilter(w, c, n, first, past, points, taps, flipped, u, own(scratch, stride));
}
