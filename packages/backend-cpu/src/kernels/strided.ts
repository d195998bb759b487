import type { Shape } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split } from '../threads/split';

/** Bytes from which a task is worth a thread. */
const TASK_BYTES = 64 * 1024;
/** Parts at most, and numbers in the table of each: records of 8 dimensions. */
const PARTS = 16;
const RECORDS = 24;

/** Byte strides of a dense array. */
export function denseStrides(shape: Shape, bytes: number): number[] {
  const strides = new Array<number>(shape.length);
  let stride = bytes;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i];
  }
  return strides;
}

/**
 * Copies `shape` elements of `bytes` bytes from `source` strides to `target` strides (default: dense), all in bytes. Transposing, slicing,
 * flipping (negative strides), broadcasting (stride 0), padding and joining are all this one copy.
 */
export function strided(
  { wasm, memory, parallel }: Engine,
  from: Ptr,
  to: Ptr,
  shape: Shape,
  source: readonly number[],
  bytes: number,
  target: readonly number[] = denseStrides(shape, bytes),
): void {
  // Records of (size, source stride, target stride), outermost first; neighbours that are one run in both become one.
  const records: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    if (shape[i] === 0) return;
    if (shape[i] === 1) continue;
    const last = records.length - 3;
    if (last >= 0 && records[last + 1] === source[i] * shape[i] && records[last + 2] === target[i] * shape[i]) {
      records[last] *= shape[i];
      records[last + 1] = source[i];
      records[last + 2] = target[i];
    } else records.push(shape[i], source[i], target[i]);
  }
  if (records.length === 0 || records[records.length - 1] !== bytes) records.push(1, bytes, bytes);
  if (records.length === 3) records.unshift(1, 0, 0);
  const inner = records.length - 3;
  if (records[inner + 1] !== bytes && records[inner + 1] !== 0) {
    // A transposition: the plane moved at a time is that of the innermost dimension and the one the source runs along.
    for (let i = 0; i < inner - 3; i += 3) {
      if (records[i + 1] === bytes) records.splice(inner - 3, 0, ...records.splice(i, 3));
    }
  }
  // Threads share out the outermost dimension: each has a table of its own, which differs in its size.
  const total = shape.reduce((product, d) => product * d, bytes);
  const [outer, stepFrom, stepTo] = records;
  const parts = split(outer, Math.max(outer / PARTS, (TASK_BYTES * outer) / total));
  parallel(
    wasm.copy,
    parts.map(([i, past], part) => {
      records[0] = past - i;
      const table = memory.table(records, part * RECORDS);
      return [from + i * stepFrom, to + i * stepTo, table, records.length / 3, bytes] as const;
    }),
  );
}
