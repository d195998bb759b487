import { type DType, type Shape, ShapeError, type TypedArray } from '@striate/tensor';

/**
 * An n-dimensional array on the host: row-major values and their shape. No backend knows of it.
 *
 * `dtype` is only needed where the typed array does not say it: `'bool'` in a `Uint8Array`.
 */
export interface NdArray<A extends TypedArray = TypedArray> {
  readonly data: A;
  readonly shape: Shape;
  readonly dtype?: DType;
}

export function isTypedArray(value: unknown): value is TypedArray {
  return value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;
}

export function isNdArray(value: unknown): value is NdArray {
  if (typeof value !== 'object' || value === null) return false;
  return 'data' in value && 'shape' in value && isTypedArray(value.data) && Array.isArray(value.shape);
}

/** The dtype a typed array stands for. */
export function dtypeOf(data: TypedArray): DType {
  return data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'uint8';
}

/** Throws unless the values fill the shape exactly. */
export function checkNdArray(array: NdArray, who: string): void {
  const size = array.shape.reduce((product, axis) => product * axis, 1);
  if (size !== array.data.length) {
    throw new ShapeError(
      `${who}: shape [${array.shape.join(',')}] takes ${size} values, data has ${array.data.length}`,
    );
  }
}
