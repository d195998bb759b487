import {
  type DType,
  formatShape,
  keep,
  type NestedArray,
  type Shape,
  ShapeError,
  StriateError,
  Tensor,
  type TypedArray,
  tensor,
} from '@striate/tensor';

/** Host values with their shape, as data sets give them. */
export interface NdArrayLike {
  readonly data: TypedArray;
  readonly shape: Shape;
  readonly dtype?: DType;
}

/** One array whose first axis counts samples. */
export type ArrayLike = Tensor | TypedArray | NdArrayLike | NestedArray;

/** An array, or one for each input (or output) of a model: in order, or by name. */
export type Arrays =
  | ArrayLike
  | readonly (Tensor | TypedArray | NdArrayLike)[]
  | { readonly [name: string]: ArrayLike };

/** Arrays brought to the device. */
export interface Columns {
  readonly tensors: readonly Tensor[];
  /** Host values, where that is what was given. */
  readonly host: readonly (TypedArray | undefined)[];
  /** Frees those that were made here, not those that were given. */
  dispose(): void;
}

function isTypedArray(value: unknown): value is TypedArray {
  return value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;
}

function isNdArray(value: unknown): value is NdArrayLike {
  return typeof value === 'object' && value !== null && 'data' in value && 'shape' in value && isTypedArray(value.data);
}

const isWhole = (value: unknown): boolean => value instanceof Tensor || isTypedArray(value) || isNdArray(value);

/** The arrays one by one, in the order of the names. */
export function listArrays(given: Arrays, names: readonly string[], who: string): ArrayLike[] {
  if (isWhole(given) || typeof given !== 'object') return [given as ArrayLike];
  if (Array.isArray(given)) {
    const several = isWhole(given[0]) || (names.length > 1 && given.length === names.length);
    return several ? given : [given as NestedArray];
  }
  const byName = given as { readonly [name: string]: ArrayLike };
  const missing = names.filter((name) => !Object.hasOwn(byName, name));
  const unknown = Object.keys(byName).filter((name) => !names.includes(name));
  if (missing.length + unknown.length > 0) {
    throw new StriateError(
      `${who}: takes arrays named ${names.join(', ')}; missing: ${missing.join(', ') || 'none'}, unexpected: ${unknown.join(', ') || 'none'}`,
    );
  }
  return names.map((name) => byName[name]);
}

/** Arrays as tensors that live until `dispose`. */
export function toColumns(given: Arrays, names: readonly string[], who: string): Columns {
  const made: Tensor[] = [];
  const host: (TypedArray | undefined)[] = [];
  try {
    const tensors = listArrays(given, names, who).map((array) => {
      if (array instanceof Tensor) {
        host.push(undefined);
        return array;
      }
      const [t, values] = fromHost(array);
      made.push(keep(t));
      host.push(values);
      return t;
    });
    return { tensors, host, dispose: () => made.forEach((t) => t.dispose()) };
  } catch (error) {
    for (const t of made) t.dispose();
    throw error;
  }
}

function fromHost(array: Exclude<ArrayLike, Tensor>): [Tensor, TypedArray | undefined] {
  if (isTypedArray(array)) return [tensor(array), array];
  if (isNdArray(array)) return [tensor(array.data, array.shape, array.dtype), array.data];
  return [tensor(array), undefined];
}

/** The number of samples all columns have. */
export function countSamples(columns: readonly (readonly [what: string, tensor: Tensor])[], who: string): number {
  for (const [what, { shape }] of columns) {
    if (shape.length === 0)
      throw new ShapeError(`${who}: ${what} is a single number; its first axis must count samples`);
  }
  const [[first, { shape }]] = columns;
  for (const [what, other] of columns) {
    if (other.shape[0] !== shape[0]) {
      throw new ShapeError(
        `${who}: ${first} has ${shape[0]} samples but ${what} has ${other.shape[0]} (shapes ${formatShape(shape)} and ${formatShape(other.shape)})`,
      );
    }
  }
  if (shape[0] === 0) throw new ShapeError(`${who}: ${first} has no samples, its shape is ${formatShape(shape)}`);
  return shape[0];
}
