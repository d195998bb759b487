import { getBackend } from '../backend';
import { bytesPerElement, type DType, dtypeOf, type TypedArray, toHostArray } from '../dtype';
import { ShapeError, ValueError } from '../errors';
import { isMeta, metaTensor } from '../meta';
import { type Op, run } from '../op';
import { checkShape, format, inferShape, type Shape, sizeOf } from '../shape';
import { Storage } from '../storage';
import { type NestedArray, Tensor } from '../tensor';

/** Anything an op takes where a tensor is meant. */
export type TensorLike = Tensor | TypedArray | NestedArray;

/**
 * A tensor from nested arrays, a number, or a typed array with its shape.
 *
 * Numbers become float32, booleans bool, typed arrays their own dtype, unless `dtype` says otherwise.
 *
 * @throws {ShapeError} if the arrays are ragged or do not fill `shape`.
 *
 * @example
 * tensor([[1, 2], [3, 4]]);                         // float32 [2,2]
 * tensor(new Float32Array(6), [2, 3]);
 * tensor([0, 1, 2], 'int32');
 */
export function tensor(values: TensorLike, dtype: DType): Tensor;
export function tensor(values: TensorLike, shape?: Shape, dtype?: DType): Tensor;
export function tensor(values: TensorLike, shapeOrDtype?: Shape | DType, dtypeAfter?: DType): Tensor {
  const shape = typeof shapeOrDtype === 'string' ? undefined : shapeOrDtype;
  const dtype = typeof shapeOrDtype === 'string' ? shapeOrDtype : dtypeAfter;
  if (values instanceof Tensor) return new Tensor(values.storage.retain(), values.shape, values.dtype, values.size);
  const [flat, found] = ArrayBuffer.isView(values) ? [values, [values.length]] : flatten(values);
  const into =
    dtype ?? (ArrayBuffer.isView(values) ? dtypeOf(values) : typeof flat[0] === 'boolean' ? 'bool' : 'float32');
  if (shape) checkShape(shape, 'tensor');
  const final = shape ? inferShape(found, shape, 'tensor') : found;
  const data = ArrayBuffer.isView(values) && dtypeOf(values) === into ? values : toHostArray(flat, into);
  return fromHost(data, final, into);
}

/** A tensor over host values that already have the right type and length. */
export function fromHost(data: TypedArray, shape: Shape, dtype: DType): Tensor {
  const backend = getBackend();
  const storage = new Storage(backend, backend.alloc(dtype, data.length), data.length * bytesPerElement[dtype]);
  if (data.length > 0) backend.write(storage.buffer, data);
  return new Tensor(storage, shape, dtype, data.length);
}

/** A one-value tensor of rank 0. */
export function scalar(
  value: number | boolean,
  dtype: DType = typeof value === 'boolean' ? 'bool' : 'float32',
): Tensor {
  return fromHost(toHostArray([value], dtype), [], dtype);
}

/** A tensor as it is; anything else by `tensor()`. */
export function asTensor(x: TensorLike, dtype?: DType): Tensor {
  if (x instanceof Tensor) return x;
  return dtype ? tensor(x, dtype) : tensor(x);
}

function flatten(values: NestedArray): [(number | boolean)[], number[]] {
  const shape: number[] = [];
  for (let v: NestedArray = values; Array.isArray(v); v = v[0]) {
    shape.push(v.length);
    if (v.length === 0) break;
  }
  const flat: (number | boolean)[] = [];
  const walk = (v: NestedArray, axis: number): void => {
    const length = Array.isArray(v) ? v.length : undefined;
    if (length !== shape[axis]) {
      throw new ShapeError(
        `tensor: ragged arrays: expected ${shape[axis] ?? 'a number'} at depth ${axis}, found ${length ?? 'a number'} (shape so far ${format(shape)})`,
      );
    }
    if (Array.isArray(v)) for (const inner of v) walk(inner, axis + 1);
    else if (typeof v === 'number' || typeof v === 'boolean') flat.push(v);
    else throw new ShapeError(`tensor: takes numbers and booleans, found ${String(v)}`);
  };
  walk(values, 0);
  return [flat, shape];
}

export interface FillParams {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly value: number;
}

export const fillOp: Op<FillParams, 0> = {
  name: 'fill',
  shape: (_, { shape }) => shape,
  dtype: (_, { dtype }) => dtype,
  vjp: () => [],
};

/** A tensor of one value everywhere. */
export function fill(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  checkShape(shape, 'fill');
  return run(fillOp, [], { shape, dtype, value });
}

export function zeros(shape: Shape, dtype: DType = 'float32'): Tensor {
  return fill(shape, 0, dtype);
}

export function ones(shape: Shape, dtype: DType = 'float32'): Tensor {
  return fill(shape, 1, dtype);
}

export function zerosLike(x: Tensor): Tensor {
  return fillLike(x, 0);
}

export function onesLike(x: Tensor): Tensor {
  return fillLike(x, 1);
}

function fillLike(x: Tensor, value: number): Tensor {
  const { shape, dtype } = x;
  return isMeta(x) ? metaTensor(shape, dtype) : run(fillOp, [], { shape, dtype, value }, x.backend);
}

/** `start, start + step, …` up to, not including, `stop`; `range(n)` counts from 0. */
export function range(start: number, stop?: number, step = 1, dtype: DType = 'float32'): Tensor {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  if (step === 0 || !Number.isFinite((to - from) / step))
    throw new ValueError(`range: from ${from} to ${to} in steps of ${step} never ends`);
  const size = Math.max(0, Math.ceil((to - from) / step));
  return tensor(
    toHostArray(
      Array.from({ length: size }, (_, i) => from + i * step),
      dtype,
    ),
    [size],
    dtype,
  );
}

/** `size` evenly spaced values from `start` to `stop`, both included. */
export function linspace(start: number, stop: number, size: number): Tensor {
  return tensor(
    Float32Array.from({ length: size }, (_, i) => (size === 1 ? start : start + ((stop - start) * i) / (size - 1))),
    [size],
  );
}

/** Ones on the diagonal of a `[rows, columns]` matrix. */
export function eye(rows: number, columns = rows): Tensor {
  checkShape([rows, columns], 'eye');
  const data = new Float32Array(sizeOf([rows, columns]));
  for (let i = 0; i < Math.min(rows, columns); i++) data[i * columns + i] = 1;
  return fromHost(data, [rows, columns], 'float32');
}
