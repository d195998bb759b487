import { gather, hostArray, ShapeError, Tensor, type TypedArray, tensor } from '@striate/tensor';
import { isRecord } from '../example';
import { checkNdArray, dtypeOf, isNdArray, isTypedArray } from '../ndArray';
import type { ArrayLeaf, Arrays } from '../stages/fromArrays';

/** Arrays whose first axis counts examples: one, or an object of them (an interface of one's own will do). */
export type Rows<A> = ArrayLeaf | { readonly [K in keyof A]: Arrays };

/**
 * The examples with these indices, in this order, as copies: of an array, or of each array of an object.
 *
 * @throws {ShapeError} if an index is not that of an example.
 *
 * @example
 * takeRows({ x: ['a', 'b', 'c'], y: new Int32Array([0, 1, 1]) }, [2, 0]); // { x: ['c', 'a'], y: Int32Array [1, 0] }
 */
export function takeRows<A extends Rows<A>>(arrays: A, indices: ArrayLike<number>): A {
  const rows = Array.from(indices);
  checkRows(rows, countRows(arrays, 'takeRows'));
  return take(arrays, rows) as A;
}

function take(arrays: Arrays, rows: readonly number[]): Arrays {
  if (arrays instanceof Tensor) return gather(arrays, tensor(Int32Array.from(rows)));
  if (isTypedArray(arrays)) return takeFrom(arrays, 1, rows);
  if (isNdArray(arrays)) {
    const { data, shape } = arrays;
    return { ...arrays, data: takeFrom(data, data.length / shape[0], rows), shape: [rows.length, ...shape.slice(1)] };
  }
  if (Array.isArray(arrays)) return rows.map((row) => arrays[row]);
  return Object.fromEntries(Object.entries(arrays).map(([key, value]) => [key, take(value as Arrays, rows)]));
}

function takeFrom(data: TypedArray, size: number, rows: readonly number[]): TypedArray {
  const out = hostArray(dtypeOf(data), rows.length * size);
  rows.forEach((row, i) => {
    out.set(data.subarray(row * size, (row + 1) * size), i * size);
  });
  return out;
}

function checkRows(rows: readonly number[], count: number): void {
  const wrong = rows.find((row) => !Number.isInteger(row) || row < 0 || row >= count);
  if (wrong !== undefined) throw new ShapeError(`takeRows: ${wrong} is not the index of one of ${count} examples`);
}

/**
 * How many examples there are.
 *
 * @throws {ShapeError} if the arrays do not agree, or there is none.
 */
export function countRows(arrays: Arrays, who: string): number {
  const [first, ...others] = lengths(arrays, '', who);
  if (!first) throw new ShapeError(`${who}: the object holds no array`);
  for (const other of others) {
    if (other.length === first.length) continue;
    throw new ShapeError(`${who}: ${first.path} has ${first.length} examples but ${other.path} has ${other.length}`);
  }
  return first.length;
}

interface Counted {
  readonly path: string;
  readonly length: number;
}

function lengths(arrays: Arrays, path: string, who: string): Counted[] {
  const name = path || 'the array';
  if (isTypedArray(arrays) || Array.isArray(arrays)) return [{ path: name, length: arrays.length }];
  if (isNdArray(arrays) || arrays instanceof Tensor) {
    if (isNdArray(arrays) && !(arrays instanceof Tensor)) checkNdArray(arrays, `${who}: ${name}`);
    if (arrays.shape.length > 0) return [{ path: name, length: arrays.shape[0] }];
  } else if (isRecord(arrays)) {
    const fields = Object.entries(arrays) as [string, ArrayLeaf | Arrays][];
    return fields.flatMap(([key, value]) => lengths(value, path ? `${path}.${key}` : key, who));
  }
  throw new ShapeError(`${who}: ${name} is no list of examples: a typed array, { data, shape }, a tensor, or a list`);
}
