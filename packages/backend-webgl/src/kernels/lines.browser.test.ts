import {
  argMax,
  argMin,
  cumsum,
  Generator,
  logSoftmax,
  max,
  mul,
  reshape,
  setBackend,
  softmax,
  sum,
  type Tensor,
  tensor,
  topK,
} from '@striate/tensor';
import { beforeAll, describe, expect, test } from 'vitest';
import { type WebglBackend, webgl } from '../webgl';

const values = (size: number) => new Generator(3).uniform(size).map((u) => u * 4 - 2);

const ops: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  'sum along rows': (x) => sum(x, 1),
  'sum of columns': (x) => sum(x, 0),
  'sum of all': (x) => sum(x),
  'largest of rows': (x) => max(x, 1),
  'its place': (x) => argMax(x, 1),
  'place of the smallest of columns': (x) => argMin(x, 0),
  'running sums': (x) => cumsum(x, 1),
  softmax: (x) => softmax(x),
  logSoftmax: (x) => logSoftmax(x),
  topK: (x) => topK(x, 3).indices,
};

let backends: readonly WebglBackend[] = [];
beforeAll(() => {
  backends = [webgl(), webgl({ maxTextureSize: 256 })];
});

describe.each([
  { rows: 3, columns: 1101, other: 9 },
  { rows: 1500, columns: 7, other: 20 },
  { rows: 40, columns: 1300, other: 52 },
])('of [$rows,$columns]', ({ rows, columns, other }) => {
  const data = values(rows * columns);
  /** Every op on x as it comes from the host, and as an op left it in rows of another length. */
  async function results(): Promise<Record<string, readonly ArrayLike<number>[]>> {
    const x = tensor(data, [rows, columns]);
    const found: Record<string, readonly ArrayLike<number>[]> = {};
    for (const [name, op] of Object.entries(ops)) {
      const left = reshape(mul(tensor(data, [(rows * columns) / other, other]), 1), [rows, columns]);
      found[name] = [await op(x).data(), await op(left).data()];
    }
    return found;
  }

  test('is the same however the values lie, and where rows are too wide for a texture', {
    timeout: 60_000,
  }, async () => {
    await setBackend(backends[0]);
    const plenty = await results();
    await setBackend(backends[1]);
    const narrow = await results();
    for (const name of Object.keys(ops)) {
      const [first, ...others] = [...plenty[name], ...narrow[name]];
      for (const each of others) expect(Array.from(each), name).toEqual(Array.from(first));
    }
  });
});
