/** Float64 values in row-major order: what the references compute with. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Numbers nested as deep as the array has dimensions. */
export type Nested = number | readonly Nested[];

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dimension of shape) size *= dimension;
  return size;
}

/** An array whose every element is computed from its position. */
export function fromFunction(shape: readonly number[], at: (index: readonly number[]) => number): NdArray {
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = at(unravel(i, shape));
  return { shape: [...shape], data };
}

export function fromValues(values: ArrayLike<number>, shape: readonly number[]): NdArray {
  if (values.length !== sizeOf(shape)) throw new Error(`${values.length} values do not fill [${shape}]`);
  return { shape: [...shape], data: Float64Array.from(values) };
}

/** `fromNested([[1, 2], [3, 4]])` has shape [2, 2]. */
export function fromNested(nested: Nested): NdArray {
  const shape: number[] = [];
  for (let level: Nested = nested; typeof level !== 'number'; level = level[0]) shape.push(level.length);
  const flat = typeof nested === 'number' ? [nested] : (nested.flat(shape.length as 1) as unknown[]);
  return fromValues(flat as number[], shape);
}

export function filled(shape: readonly number[], value: number): NdArray {
  return { shape: [...shape], data: new Float64Array(sizeOf(shape)).fill(value) };
}

/** The position of flat element `offset`: unravel(5, [2, 3]) is [1, 2]. */
export function unravel(offset: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = offset % shape[axis];
    offset = Math.floor(offset / shape[axis]);
  }
  return index;
}

/** The flat element at a position: ravel([1, 2], [2, 3]) is 5. */
export function ravel(index: readonly number[], shape: readonly number[]): number {
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) offset = offset * shape[axis] + index[axis];
  return offset;
}

export function at(array: NdArray, index: readonly number[]): number {
  return array.data[ravel(index, array.shape)];
}

export function withShape(array: NdArray, shape: readonly number[]): NdArray {
  return fromValues(array.data, shape);
}

export function normalizeAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}
