import {
  type DType,
  DTypeError,
  hostArray,
  keep,
  type Shape,
  ShapeError,
  scope,
  Tensor,
  type TypedArray,
  tensor,
} from '@striate/tensor';
import { isNestedNumbers, isRecord, join, type NestedNumbers, tensorsIn } from './example';
import { checkNdArray, dtypeOf, isNdArray, isTypedArray } from './ndArray';

/** The places whose bare numbers are float32 even where they happen to be whole; the first batch of a pass adds to them. */
export type Floats = Set<string>;

/**
 * Stacks examples leaf by leaf into tensors with a new first axis.
 *
 * @param first the index of `examples[0]` in its pass, for messages.
 */
export function stack(examples: readonly unknown[], floats: Floats, first: number): unknown {
  // The scope frees the leaves already stacked when a later one does not fit.
  const batch = scope(() => stackAt({ values: examples, path: '', floats, first }));
  for (const made of tensorsIn(batch)) keep(made);
  return batch;
}

interface Column {
  /** The values found at one place of every example. */
  readonly values: readonly unknown[];
  readonly path: string;
  readonly floats: Floats;
  readonly first: number;
}

function stackAt(column: Column): unknown {
  const head = column.values[0];
  if (typeof head === 'number') return stackNumbers(column);
  if (typeof head === 'boolean') return stackBooleans(column);
  if (isTypedArray(head) || isNdArray(head)) return stackArrays(column);
  if (isNestedNumbers(head)) return stackNested(column);
  if (Array.isArray(head)) return stackList(column, head.length);
  if (isRecord(head)) return stackRecord(column, Object.keys(head));
  if (head instanceof Tensor) {
    throw new DTypeError(
      `batch: ${place(column, 0)} is a ${head}; batch takes host values and makes the tensors itself`,
    );
  }
  throw new DTypeError(
    `batch: ${place(column, 0)} is ${describe(head)}; a leaf is a number, a boolean, a typed array, { data, shape } or nested numbers`,
  );
}

function stackNumbers(column: Column): Tensor {
  const { values, path, floats, first } = column;
  let whole = !floats.has(path);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'number') throw mismatch(column, i);
    if ((value | 0) !== value) whole = false;
  }
  // A later batch of whole numbers is not to change dtype, and a pass that is resumed not to know more than its first batch.
  if (!whole && first === 0) floats.add(path);
  const dtype = whole ? 'int32' : 'float32';
  const data = hostArray(dtype, values.length);
  for (let i = 0; i < values.length; i++) data[i] = Number(values[i]);
  return tensor(data, [values.length], dtype);
}

function stackBooleans(column: Column): Tensor {
  const { values } = column;
  const data = hostArray('bool', values.length);
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== 'boolean') throw mismatch(column, i);
    data[i] = values[i] ? 1 : 0;
  }
  return tensor(data, [values.length], 'bool');
}

function stackArrays(column: Column): Tensor {
  return copyEach(column, (value, i) => {
    if (isTypedArray(value)) return { data: value, shape: [value.length], dtype: dtypeOf(value) };
    if (!isNdArray(value)) throw mismatch(column, i);
    checkNdArray(value, `batch: ${place(column, i)}`);
    return { data: value.data, shape: value.shape, dtype: value.dtype ?? dtypeOf(value.data) };
  });
}

function stackNested(column: Column): Tensor {
  return copyEach(column, (value, i) => {
    if (!isNestedNumbers(value)) throw mismatch(column, i);
    const shape: number[] = [];
    for (let v: NestedNumbers | number | boolean = value; typeof v === 'object'; v = v[0]) shape.push(v.length);
    const data: (number | boolean)[] = [];
    flatten(value, shape, 0, data, () => place(column, i));
    return { data, shape, dtype: typeof data[0] === 'boolean' ? 'bool' : 'float32' };
  });
}

interface Flat {
  readonly data: TypedArray | readonly (number | boolean)[];
  readonly shape: Shape;
  readonly dtype: DType;
}

/** One tensor from leaves that must agree in shape and dtype. */
function copyEach(column: Column, flat: (value: unknown, i: number) => Flat): Tensor {
  const { values } = column;
  const head = flat(values[0], 0);
  const size = head.data.length;
  const out = hostArray(head.dtype, size * values.length);
  for (let i = 0; i < values.length; i++) {
    const { data, shape, dtype } = i === 0 ? head : flat(values[i], i);
    if (shape.length !== head.shape.length || shape.some((axis, k) => axis !== head.shape[k])) {
      throw new ShapeError(
        `batch: ${place(column, i)} has shape [${shape.join(',')}], but element ${column.first} has [${head.shape.join(',')}]`,
      );
    }
    if (dtype !== head.dtype) {
      throw new DTypeError(`batch: ${place(column, i)} is ${dtype}, but element ${column.first} is ${head.dtype}`);
    }
    out.set(data as ArrayLike<number>, i * size);
  }
  return tensor(out, [values.length, ...head.shape], head.dtype);
}

function flatten(v: NestedNumbers, shape: Shape, axis: number, into: (number | boolean)[], where: () => string): void {
  const leaves = axis === shape.length - 1;
  if (v.length !== shape[axis]) {
    throw new ShapeError(`batch: ${where()} is ragged: ${shape[axis]} and ${v.length} values at depth ${axis}`);
  }
  for (const inner of v) {
    if ((typeof inner !== 'object') !== leaves)
      throw new ShapeError(`batch: ${where()} mixes numbers and arrays at depth ${axis}`);
    if (typeof inner === 'object') flatten(inner, shape, axis + 1, into, where);
    else into.push(inner);
  }
}

function stackList(column: Column, length: number): unknown[] {
  const { values, path } = column;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Array.isArray(value) || value.length !== length) throw mismatch(column, i);
  }
  return Array.from({ length }, (_, k) =>
    stackAt({ ...column, values: values.map((v) => (v as unknown[])[k]), path: join(path, k) }),
  );
}

function stackRecord(column: Column, keys: readonly string[]): Record<string, unknown> {
  const { values, path } = column;
  const out: Record<string, unknown> = {};
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!isRecord(value) || Object.keys(value).length !== keys.length || keys.some((key) => !(key in value))) {
      throw mismatch(column, i);
    }
  }
  for (const key of keys) {
    const inner = values.map((v) => (v as Record<string, unknown>)[key]);
    out[key] = stackAt({ ...column, values: inner, path: join(path, key) });
  }
  return out;
}

function mismatch(column: Column, i: number): ShapeError {
  const { values, first } = column;
  return new ShapeError(
    `batch: ${place(column, i)} is ${describe(values[i])}, but element ${first} has ${describe(values[0])} there`,
  );
}

function place({ path, first }: Column, i: number): string {
  return path === '' ? `element ${first + i}` : `${path} of element ${first + i}`;
}

function describe(value: unknown): string {
  if (isTypedArray(value)) return `a ${value.constructor.name}`;
  if (isNdArray(value)) return `an array of shape [${value.shape.join(',')}]`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return `an object with ${Object.keys(value).join(', ') || 'no keys'}`;
  if (typeof value === 'object' && value !== null) return `a ${value.constructor.name}`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
