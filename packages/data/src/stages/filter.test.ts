import { cpu } from '@striate/backend-cpu';
import { memory, StriateError, setBackend, sum } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';

beforeAll(() => setBackend(cpu()));

const numbers = (n: number) => Dataset.fromArrays(Int32Array.from({ length: n }, (_, i) => i));

describe('filter', () => {
  it('keeps the elements a function says, synchronous or not, by element and index', async () => {
    expect(
      await numbers(8)
        .filter((x) => x % 3 === 0)
        .toArray(),
    ).toEqual([0, 3, 6]);
    expect(
      await numbers(8)
        .map((x) => x * 2)
        .filter(async (_, i) => i > 5)
        .toArray(),
    ).toEqual([12, 14]);
    expect(
      await numbers(4)
        .filter((_, __, { epoch }) => epoch === 0)
        .repeat(2)
        .toArray(),
    ).toEqual([0, 1, 2, 3]);
    expect(numbers(8).filter(() => true).length).toBe(undefined);
    expect(numbers(0).filter(() => true).length).toBe(0);
  });

  it('names the element and its file when the function fails', async () => {
    const files = Dataset.fromArrays([{ path: 'ok.png' }, { path: 'bad.png' }]);
    const cause = new Error('no header');
    const failing = files.filter(({ path }) => {
      if (path === 'bad.png') throw cause;
      return true;
    });
    const error = await failing.toArray().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StriateError);
    expect((error as Error).message).toBe('filter: the function failed at element 1 (bad.png): no header');
    expect((error as Error).cause).toBe(cause);
  });

  it('of batches frees what it drops and what the function makes', async () => {
    const before = memory().tensors;
    const rows = numbers(12)
      .map((x) => [x])
      .batch(3);
    let seen = 0;
    for await (const x of rows.filter((x) => sum(x).dataSync()[0] > 20)) {
      expect(memory().tensors - before).toBe(1);
      expect(x.shape).toEqual([3, 1]);
      seen++;
    }
    expect(seen).toBe(2);
    expect(memory().tensors).toBe(before);
    await expect(rows.filter(async () => true).toArray()).rejects.toThrow(/must return true or false at once/);
    expect(memory().tensors).toBe(before);
  });
});
