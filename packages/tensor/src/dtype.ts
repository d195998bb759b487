import { DTypeError } from './errors';

/** Element types. `bool` holds 0 and 1 in a byte; `uint8` is the storage of images. */
export type DType = 'float32' | 'int32' | 'bool' | 'uint8';

/** What host memory holds for each dtype: `bool` and `uint8` share `Uint8Array`. */
export type TypedArray = Float32Array | Int32Array | Uint8Array;

/** Bytes an element takes. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, int32: 4, bool: 1, uint8: 1 };

const order: readonly DType[] = ['bool', 'uint8', 'int32', 'float32'];

/** The dtype two operands meet in: bool < uint8 < int32 < float32. */
export function promote(a: DType, b: DType): DType {
  return order[Math.max(order.indexOf(a), order.indexOf(b))];
}

/** A zeroed host array for `size` elements of `dtype`. */
export function hostArray(dtype: DType, size: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(size);
  if (dtype === 'int32') return new Int32Array(size);
  return new Uint8Array(size);
}

/** Copies `values` into a fresh host array of `dtype`; bools become 0 and 1, floats are truncated where the dtype is integer. */
export function toHostArray(values: ArrayLike<number | boolean>, dtype: DType): TypedArray {
  const out = hostArray(dtype, values.length);
  if (dtype === 'bool') for (let i = 0; i < out.length; i++) out[i] = values[i] ? 1 : 0;
  else if (dtype === 'uint8') {
    for (let i = 0; i < out.length; i++) out[i] = Math.min(255, Math.max(0, Math.trunc(Number(values[i]))));
  } else out.set(values as ArrayLike<number>);
  return out;
}

/** The dtype a typed array stands for when none is given. */
export function dtypeOf(array: TypedArray): DType {
  if (array instanceof Float32Array) return 'float32';
  if (array instanceof Int32Array) return 'int32';
  if (array instanceof Uint8Array) return 'uint8';
  throw new DTypeError(
    `tensor: takes Float32Array, Int32Array or Uint8Array, got ${Object.prototype.toString.call(array)}`,
  );
}
