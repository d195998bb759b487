import { at, fromFunction, fromValues, type NdArray, normalizeAxis, ravel, sizeOf, unravel } from '../ndArray';

export type Axes = number | readonly number[] | undefined;

/** Every list of values that falls onto one output cell goes through `f`, in row-major order. */
export function reduce(f: (values: number[]) => number): (x: NdArray, axes?: Axes, keepDims?: boolean) => NdArray {
  return (x, axes, keepDims = false) => {
    const rank = x.shape.length;
    const list = axes === undefined ? x.shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
    const reduced = new Set(list.map((axis) => normalizeAxis(axis, rank)));
    const keptShape = x.shape.map((dimension, axis) => (reduced.has(axis) ? 1 : dimension));
    const cells = Array.from({ length: sizeOf(keptShape) }, (): number[] => []);
    for (let i = 0; i < x.data.length; i++) {
      const place = unravel(i, x.shape).map((position, axis) => (reduced.has(axis) ? 0 : position));
      cells[ravel(place, keptShape)].push(x.data[i]);
    }
    const kept = fromValues(cells.map(f), keptShape);
    return keepDims ? kept : { shape: keptShape.filter((_, axis) => !reduced.has(axis)), data: kept.data };
  };
}

const total = (values: number[]) => values.reduce((a, b) => a + b, 0);
const average = (values: number[]) => total(values) / values.length;
const spread = (values: number[]) => {
  const middle = average(values);
  return average(values.map((value) => (value - middle) ** 2));
};

export const sum = reduce(total);
export const mean = reduce(average);
/** Biased: divided by n, as batch normalisation wants it. */
export const variance = reduce(spread);
export const standardDeviation = reduce((values) => Math.sqrt(spread(values)));
export const prod = reduce((values) => values.reduce((a, b) => a * b, 1));
export const max = reduce((values) => Math.max(...values));
export const min = reduce((values) => Math.min(...values));
export const any = reduce((values) => (values.some((value) => value !== 0) ? 1 : 0));
export const all = reduce((values) => (values.every((value) => value !== 0) ? 1 : 0));
/** indexOf finds the first winner. */
export const argMax = reduce((values) => values.indexOf(Math.max(...values)));
export const argMin = reduce((values) => values.indexOf(Math.min(...values)));
export const logSumExp = reduce((values) => {
  const top = Math.max(...values);
  return top + Math.log(total(values.map((value) => Math.exp(value - top))));
});
export const norm = reduce((values) => Math.sqrt(total(values.map((value) => value * value))));

/** Running totals along an axis. */
export function cumsum(x: NdArray, axis: number, exclusive = false, reverse = false): NdArray {
  const along = normalizeAxis(axis, x.shape.length);
  const length = x.shape[along];
  return fromFunction(x.shape, (index) => {
    let running = 0;
    for (let i = 0; i < length; i++) {
      const before = reverse ? i > index[along] : i < index[along];
      if (before || (!exclusive && i === index[along])) running += at(x, index.with(along, i));
    }
    return running;
  });
}

/** Where the k largest of the last axis stand, largest first; equal values keep their order. */
export function topKIndices(x: NdArray, k: number): NdArray {
  const length = x.shape[x.shape.length - 1];
  const shape = x.shape.with(-1, k);
  return fromFunction(shape, (index) => {
    const order = Array.from({ length }, (_, i) => i);
    order.sort((a, b) => at(x, index.with(-1, b)) - at(x, index.with(-1, a)) || a - b);
    return order[index[index.length - 1]];
  });
}

export function topKValues(x: NdArray, k: number): NdArray {
  const indices = topKIndices(x, k);
  return fromFunction(indices.shape, (index) => at(x, index.with(-1, at(indices, index))));
}
