import { at, fromFunction, type NdArray, normalizeAxis } from '../ndArray';

export function transpose(x: NdArray, perm?: readonly number[]): NdArray {
  const order = perm ?? x.shape.map((_, axis) => x.shape.length - 1 - axis);
  return fromFunction(
    order.map((axis) => x.shape[axis]),
    (index) => {
      const source = new Array<number>(order.length);
      order.forEach((axis, i) => {
        source[axis] = index[i];
      });
      return at(x, source);
    },
  );
}

export function slice(
  x: NdArray,
  begin: readonly number[],
  size: readonly number[],
  strides: readonly number[] = begin.map(() => 1),
): NdArray {
  return fromFunction(size, (index) =>
    at(
      x,
      index.map((position, axis) => begin[axis] + position * strides[axis]),
    ),
  );
}

export function flip(x: NdArray, axes: readonly number[]): NdArray {
  const flipped = axes.map((axis) => normalizeAxis(axis, x.shape.length));
  return fromFunction(x.shape, (index) =>
    at(
      x,
      index.map((position, axis) => (flipped.includes(axis) ? x.shape[axis] - 1 - position : position)),
    ),
  );
}

export type PadMode = 'constant' | 'reflect' | 'edge';

/** The source position of a padded one, or -1 for the constant. */
function padSource(position: number, size: number, mode: PadMode): number {
  if (position >= 0 && position < size) return position;
  if (mode === 'constant') return -1;
  if (mode === 'edge') return position < 0 ? 0 : size - 1;
  return padSource(position < 0 ? -position : 2 * (size - 1) - position, size, mode);
}

export function pad(
  x: NdArray,
  paddings: readonly (readonly [number, number])[],
  mode: PadMode = 'constant',
  value = 0,
): NdArray {
  const shape = x.shape.map((dimension, axis) => dimension + paddings[axis][0] + paddings[axis][1]);
  return fromFunction(shape, (index) => {
    const source = index.map((position, axis) => padSource(position - paddings[axis][0], x.shape[axis], mode));
    return source.includes(-1) ? value : at(x, source);
  });
}

export function concat(inputs: readonly NdArray[], axis: number): NdArray {
  const along = normalizeAxis(axis, inputs[0].shape.length);
  const length = inputs.reduce((total, input) => total + input.shape[along], 0);
  return fromFunction(inputs[0].shape.with(along, length), (index) => {
    let position = index[along];
    for (const input of inputs) {
      if (position < input.shape[along]) return at(input, index.with(along, position));
      position -= input.shape[along];
    }
    throw new Error('concat: past the end');
  });
}

export function stack(inputs: readonly NdArray[], axis: number): NdArray {
  const along = normalizeAxis(axis, inputs[0].shape.length + 1);
  return fromFunction(inputs[0].shape.toSpliced(along, 0, inputs.length), (index) =>
    at(inputs[index[along]], index.toSpliced(along, 1)),
  );
}

export function tile(x: NdArray, repeats: readonly number[]): NdArray {
  return fromFunction(
    x.shape.map((dimension, axis) => dimension * repeats[axis]),
    (index) =>
      at(
        x,
        index.map((position, axis) => position % x.shape[axis]),
      ),
  );
}
