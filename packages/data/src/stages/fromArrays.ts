import { ShapeError, Tensor, type TypedArray, ValueError } from '@striate/tensor';
import { isRecord, join } from '../example';
import { checkNdArray, dtypeOf, isNdArray, isTypedArray, type NdArray } from '../ndArray';
import { type Access, fromAccess, type Indexed } from './stage';

/** A list of examples' values: the first axis counts examples. */
export type ArrayLeaf = TypedArray | NdArray | Tensor | readonly unknown[];

/** What `Dataset.fromArrays` takes: an array, or an object of them. */
export type Arrays = ArrayLeaf | { readonly [key: string]: Arrays };

/** What one example of such arrays is. */
export type ExampleOf<A> = A extends TypedArray
  ? number
  : A extends Tensor
    ? NdArray
    : A extends NdArray<infer D>
      ? NdArray<D>
      : A extends readonly (infer E)[]
        ? E
        : { -readonly [K in keyof A]: ExampleOf<A[K]> };

/** The lists found in the arrays, by place. */
interface Found {
  readonly lengths: [path: string, length: number][];
  readonly floats: string[];
}

/** Gives the reader of one list once its values are on the host. */
type Open = () => Promise<Access<unknown>>;

export function fromArraysStage<A extends Arrays>(arrays: A): Indexed<ExampleOf<A>> {
  const found: Found = { lengths: [], floats: [] };
  const open = compile(arrays, '', found);
  if (found.lengths.length === 0) throw new ValueError('fromArrays: the object holds no array');
  const [path, length] = found.lengths[0];
  for (const [other, count] of found.lengths) {
    if (count !== length) {
      throw new ShapeError(
        `fromArrays: ${path} has ${length} examples but ${other} has ${count}; the first axes must agree`,
      );
    }
  }
  const access = open as () => Promise<Access<ExampleOf<A>>>;
  return fromAccess({ length, floats: found.floats, seeds: [], access });
}

function compile(value: Arrays, path: string, found: Found): Open {
  const name = path || 'the array';
  if (value instanceof Tensor) {
    checkRank(value, name);
    found.lengths.push([name, value.shape[0]]);
    const data = value.data();
    data.catch(() => {}); // the pass that needs the values reports it
    return async () => rows({ data: await data, shape: value.shape, dtype: value.dtype });
  }
  if (isTypedArray(value)) {
    if (dtypeOf(value) === 'float32') found.floats.push(path);
    found.lengths.push([name, value.length]);
    return async () => (i) => value[i];
  }
  if (isNdArray(value)) {
    checkRank(value, name);
    checkNdArray(value, `fromArrays: ${name}`);
    found.lengths.push([name, value.shape[0]]);
    return async () => rows(value);
  }
  if (Array.isArray(value)) {
    if (value.some((v) => typeof v === 'number' && (v | 0) !== v)) found.floats.push(path);
    found.lengths.push([name, value.length]);
    return async () => (i) => value[i];
  }
  if (isRecord(value)) return compileRecord(value, path, found);
  throw new ShapeError(
    `fromArrays: ${name} is ${String(value)}; it takes typed arrays, { data, shape }, tensors and lists`,
  );
}

function compileRecord(record: { readonly [key: string]: Arrays }, path: string, found: Found): Open {
  const fields = Object.entries(record).map(([key, value]) => [key, compile(value, join(path, key), found)] as const);
  return async () => {
    const readers = await Promise.all(fields.map(async ([key, open]) => [key, await open()] as const));
    return (i) => {
      const example: Record<string, unknown> = {};
      for (const [key, get] of readers) example[key] = get(i);
      return example;
    };
  };
}

/** Reads the rows of an array: views of its memory, not copies. */
function rows({ data, shape, dtype }: NdArray): Access<NdArray> {
  const inner = shape.slice(1);
  const size = inner.reduce((product, axis) => product * axis, 1);
  return (i) => ({ data: data.subarray(i * size, (i + 1) * size), shape: inner, dtype });
}

function checkRank({ shape }: { readonly shape: readonly number[] }, name: string): void {
  if (shape.length === 0) throw new ShapeError(`fromArrays: ${name} has shape []; the first axis must count examples`);
}
