import { cpu } from '@striate/backend-cpu';
import { memory, mul, ShapeError, StriateError, setBackend, type Tensor, tensor, ValueError } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from './Dataset';

beforeAll(() => setBackend(cpu()));

const numbers = (n: number) => Dataset.fromArrays(Int32Array.from({ length: n }, (_, i) => i));
const stream = (n: number) =>
  Dataset.fromGenerator(async function* () {
    for (let i = 0; i < n; i++) yield i;
  });
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

async function batches(dataset: Dataset<Tensor>): Promise<number[][]> {
  const all: number[][] = [];
  for await (const batch of dataset) all.push([...(await batch.data())]);
  return all;
}

describe('fromArrays', () => {
  it('gives numbers of typed arrays, rows of { data, shape } and tensors, elements of lists', async () => {
    const dataset = Dataset.fromArrays({
      id: new Int32Array([7, 8]),
      image: { data: new Uint8Array([1, 2, 3, 4, 5, 6]), shape: [2, 3] },
      nested: { values: tensor([[0.5], [1.5]]), name: ['a', 'b'] },
    });
    expect(dataset.length).toBe(2);
    expect(await dataset.toArray()).toEqual([
      {
        id: 7,
        image: { data: new Uint8Array([1, 2, 3]), shape: [3] },
        nested: { values: { data: new Float32Array([0.5]), shape: [1], dtype: 'float32' }, name: 'a' },
      },
      {
        id: 8,
        image: { data: new Uint8Array([4, 5, 6]), shape: [3] },
        nested: { values: { data: new Float32Array([1.5]), shape: [1], dtype: 'float32' }, name: 'b' },
      },
    ]);
  });

  it('names both arrays when their lengths differ', () => {
    const arrays = { x: { data: new Uint8Array(12), shape: [3, 4] }, y: new Int32Array(4) };
    expect(() => Dataset.fromArrays(arrays)).toThrow(ShapeError);
    expect(() => Dataset.fromArrays(arrays)).toThrow('x has 3 examples but y has 4');
  });

  it('refuses values that do not fill their shape, scalars, and nothing at all', () => {
    expect(() => Dataset.fromArrays({ x: { data: new Uint8Array(11), shape: [3, 4] } })).toThrow(
      /\[3,4\] takes 12 values.* 11/,
    );
    expect(() => Dataset.fromArrays({ x: { data: new Uint8Array(1), shape: [] } })).toThrow(/x has shape \[\]/);
    expect(() => Dataset.fromArrays({})).toThrow(ValueError);
  });
});

describe('laws of the pipeline', () => {
  for (const [kind, make] of [
    ['arrays', numbers],
    ['a stream', stream],
  ] as const) {
    it(`hold for ${kind}`, async () => {
      const ten = make(10);
      expect(await ten.toArray()).toEqual(upTo(10));
      expect(await ten.toArray()).toEqual(upTo(10)); // again: a data set is not used up
      const [f, g] = [(x: number) => x * 2, (x: number) => x + 1];
      expect(await ten.map(f).map(g).toArray()).toEqual(await ten.map((x) => g(f(x))).toArray());
      expect([...(await ten.take(4).toArray()), ...(await ten.skip(4).toArray())]).toEqual(upTo(10));
      expect(await ten.skip(2).take(3).map(f).toArray()).toEqual([4, 6, 8]);
      expect(await ten.take(0).toArray()).toEqual([]);
      expect(await ten.take(99).toArray()).toEqual(upTo(10));
      expect(await ten.skip(99).toArray()).toEqual([]);
      expect(await ten.take(2).repeat(3).toArray()).toEqual([0, 1, 0, 1, 0, 1]);
      expect(await ten.repeat().skip(8).take(4).toArray()).toEqual([8, 9, 0, 1]);
      expect(await batches(ten.batch(4))).toEqual([
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9],
      ]);
      expect(await batches(ten.batch(4, { dropRemainder: true }))).toEqual([
        [0, 1, 2, 3],
        [4, 5, 6, 7],
      ]);
      expect(sorted(await ten.shuffle({ seed: 1, bufferSize: 3 }).map(f).toArray())).toEqual(upTo(10).map(f));
    });
  }

  it('know their length', () => {
    const ten = numbers(10);
    const lengths = [
      ten.map(String),
      ten.shuffle(),
      ten.take(3),
      ten.take(30),
      ten.skip(3),
      ten.skip(30),
      ten.repeat(3),
    ];
    expect(lengths.map((d) => d.length)).toEqual([10, 10, 3, 10, 7, 0, 30]);
    expect([ten.batch(4).length, ten.batch(4, { dropRemainder: true }).length]).toEqual([3, 2]);
    expect([ten.repeat().length, ten.repeat().take(7).length, ten.repeat(0).length]).toEqual([
      Number.POSITIVE_INFINITY,
      7,
      0,
    ]);
    expect([stream(10).length, stream(10).batch(2).length]).toEqual([undefined, undefined]);
    expect(Dataset.fromGenerator(() => [1, 2, 3], { length: 3 }).batch(2).length).toBe(2);
  });

  it('end: an endless repeat of nothing, and toArray of an endless data set', async () => {
    expect(await stream(0).repeat().take(1).toArray()).toEqual([]);
    await expect(numbers(3).repeat().toArray()).rejects.toThrow(ValueError);
  });

  it('hold a generator to the length it was announced with', async () => {
    const announced = (length: number) => Dataset.fromGenerator(() => upTo(5), { length });
    expect(await announced(5).toArray()).toEqual(upTo(5));
    await expect(announced(4).toArray()).rejects.toThrow('gave more than the 4 elements that were announced');
    await expect(announced(6).toArray()).rejects.toThrow('gave 5 elements, but 6 were announced');
    expect(await announced(6).take(3).toArray()).toEqual(upTo(3));
  });

  it('refuse counts that are none', () => {
    for (const bad of [-1, 1.5, Number.NaN]) {
      expect(() => numbers(3).take(bad)).toThrow(ValueError);
      expect(() => numbers(3).skip(bad)).toThrow(ValueError);
      expect(() => numbers(3).repeat(bad)).toThrow(ValueError);
      expect(() => numbers(3).batch(bad)).toThrow(ValueError);
      expect(() => numbers(3).shuffle({ bufferSize: bad })).toThrow(ValueError);
    }
    expect(() => numbers(3).batch(0)).toThrow('batch: size 0 is not a whole number >= 1');
  });
});

describe('map', () => {
  it('names the element at which the function failed, and keeps the cause', async () => {
    const cause = new Error('broken image');
    const sync = (x: number) => {
      if (x === 7) throw cause;
      return x;
    };
    for (const source of [numbers(10), stream(10), numbers(10).shuffle()]) {
      for (const fn of [sync, async (x: number) => sync(x)]) {
        const error = await source
          .map(fn)
          .batch(3)
          .toArray()
          .catch((e: unknown) => e);
        expect(error).toBeInstanceOf(StriateError);
        expect((error as Error).message).toMatch(/^map: the function failed at element \d: broken image$/);
        expect((error as Error).cause).toBe(cause);
      }
    }
    await expect(numbers(10).map(sync).shuffle().toArray()).rejects.toThrow('at element 7');
  });

  it('names the file an element carries', async () => {
    const fail = () => {
      throw new Error('broken');
    };
    const named = async (element: unknown) =>
      Dataset.fromGenerator(() => [element])
        .map(fail)
        .toArray()
        .catch((error: Error) => /element 0(.*): broken/.exec(error.message)?.[1]);
    expect(await named('cats/7.png')).toBe(' (cats/7.png)');
    expect(await named(new URL('file:///cats/7.png'))).toBe(' (file:///cats/7.png)');
    expect(await named({ file: 'cats/7.png', y: 1 })).toBe(' (cats/7.png)');
    expect(await named({ url: new URL('https://x.org/7.png') })).toBe(' (https://x.org/7.png)');
    expect(await named(['cats/7.png', 3])).toBe(' (cats/7.png)');
    expect(await named(new File([], '7.png'))).toBe(' (7.png)');
    expect(await named({ x: 'text', y: 1 })).toBe('');
    expect(await named([1, 2])).toBe('');
    expect(await named('x'.repeat(5000))).toBe(` (${'x'.repeat(200)}…)`);
  });

  it('is lazy, takes asynchronous functions and gives the index', async () => {
    let calls = 0;
    const dataset = numbers(10).map(async (x, i) => {
      calls++;
      return [x, i];
    });
    expect(calls).toBe(0);
    expect(await dataset.skip(7).take(2).toArray()).toEqual([
      [7, 7],
      [8, 8],
    ]);
    expect(calls).toBe(2);
  });

  it('of batches frees what it does not return, and must be synchronous', async () => {
    const before = memory();
    const scaled = numbers(8)
      .map((i) => [i])
      .batch(4)
      .map((x) => ({ x: mul(mul(x, 2), 0.5), same: x }));
    let seen = 0;
    for await (const { x, same } of scaled) {
      expect([...(await x.data())]).toEqual([...(await same.data())]);
      expect(memory().tensors - before.tensors).toBe(2);
      seen++;
    }
    expect(seen).toBe(2);
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
    await expect(
      numbers(8)
        .batch(4)
        .map(async (x) => x)
        .toArray(),
    ).rejects.toThrow(/must be synchronous/);
    expect(memory().tensors).toBe(before.tensors);
  });
});
