import type { Pair } from '@striate/tensor';

export type SymbolicShape = readonly (number | null)[];

/** The order of ONNX's axes among ours: [batch, height, width, channels] is [batch, channels, height, width] there. */
export function channelsFirstOrder(rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return rank < 3 ? axes : [0, rank - 1, ...axes.slice(1, -1)];
}

/** The order that brings what ONNX has back to ours. */
export function channelsLastOrder(rank: number): number[] {
  const order = channelsFirstOrder(rank);
  return order.map((_, axis) => order.indexOf(axis));
}

/** Where ONNX has one of our axes; a negative one counts from the end. */
export function axisOf(axis: number, rank: number): number {
  return channelsLastOrder(rank)[axis < 0 ? axis + rank : axis];
}

export function both<T>(value: T | readonly [T, T]): readonly [T, T] {
  return isPair(value) ? value : [value, value];
}

/** The padding of a 2D layer: `[[top, bottom], [left, right]]`. */
export function sidesOf(padding: number | Pair | readonly [Pair, Pair]): readonly Pair[] {
  const [vertical, horizontal] = both<number | Pair>(padding);
  return [both(vertical), both(horizontal)];
}

function isPair<T>(value: T | readonly [T, T]): value is readonly [T, T] {
  return Array.isArray(value);
}
