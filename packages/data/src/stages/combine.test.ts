import { cpu } from '@striate/backend-cpu';
import { memory, setBackend, type Tensor } from '@striate/tensor';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { Dataset } from '../Dataset';

beforeAll(() => setBackend(cpu()));

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const arrays = (n: number) => Dataset.fromArrays(upTo(n));
const stream = (n: number) => Dataset.fromGenerator(() => upTo(n));

describe('zip', () => {
  it('puts elements side by side as long as all have one, by index or in order', async () => {
    for (const [a, b] of [
      [arrays(3), arrays(5)],
      [stream(5), arrays(3)],
      [stream(3), stream(9)],
      [arrays(3), arrays(2).repeat()],
    ]) {
      const zipped = Dataset.zip({ a, b: b.map((x) => `${x}`) });
      expectTypeOf(zipped).toEqualTypeOf<Dataset<{ a: number; b: string }>>();
      expect((await zipped.toArray()).map(({ a }) => a)).toEqual([0, 1, 2]);
      const list = Dataset.zip([a, b.map((x) => `${x}`)]);
      expectTypeOf(list).toEqualTypeOf<Dataset<[number, string]>>();
      expect((await list.toArray())[1]).toEqual([1, '1']);
    }
    expect([Dataset.zip([arrays(3), arrays(5)]).length, Dataset.zip([arrays(3), arrays(1).repeat()]).length]).toEqual([
      3, 3,
    ]);
    expect(Dataset.zip([arrays(3), stream(5)]).length).toBe(undefined);
    expect(() => Dataset.zip([])).toThrow('zip: there is no data set');
    expect(() => Dataset.zip({ x: [1] as never })).toThrow('zip: x is no Dataset');
  });

  it('shuffles all of them the same, and keeps what comes from a Float32Array float32', async () => {
    const floats = Dataset.fromArrays(new Float32Array([0, 1, 2, 3]));
    const zipped = Dataset.zip({ x: floats, label: arrays(4) }).shuffle({ seed: 1 });
    for (const { x, label } of await zipped.toArray()) expect(x).toBe(label);
    for await (const { x, label } of zipped.batch(4)) expect([x.dtype, label.dtype]).toEqual(['float32', 'int32']);
    for await (const [{ x }, y] of Dataset.zip([Dataset.zip({ x: floats }), stream(4)]).batch(4))
      expect([x.dtype, y.dtype]).toEqual(['float32', 'int32']);
  });

  it('frees the batches of the longer one, and all of them where one fails', async () => {
    const before = memory().tensors;
    const batches = (n: number) => stream(n).batch(2);
    let seen = 0;
    for await (const { a, b } of Dataset.zip({ a: batches(8), b: batches(20) })) {
      expect(a.disposed || b.disposed).toBe(false);
      seen++;
    }
    expect(seen).toBe(4);
    expect(memory().tensors).toBe(before);
    const broken = stream(9).map((x) => {
      if (x === 4) throw new Error('broken');
      return x;
    });
    const failing = Dataset.zip([batches(20), broken]);
    await expect(failing.toArray()).rejects.toThrow('element 4: broken');
    expect(memory().tensors).toBe(before);
  });
});

describe('concat', () => {
  it('gives the elements of one after those of another', async () => {
    for (const make of [arrays, stream]) {
      const all = make(3).concat(
        make(2),
        arrays(1).map((x) => `${x}`),
      );
      expectTypeOf(all).toEqualTypeOf<Dataset<number | string>>();
      expect(await all.toArray()).toEqual([0, 1, 2, 0, 1, '0']);
    }
    expect([arrays(3).concat(arrays(4)).length, arrays(3).concat(stream(4)).length]).toEqual([7, undefined]);
    const mixed = arrays(50)
      .concat(arrays(50).map((x) => x + 50))
      .shuffle({ seed: 1 });
    const order = await mixed.toArray();
    expect(order.slice(0, 50).some((x) => x >= 50)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(upTo(100));
  });

  it('stacks both parts in one dtype', async () => {
    const both = arrays(2).concat(Dataset.fromArrays(new Float32Array(2)));
    const dtypes: string[] = [];
    for await (const t of both.batch(2)) dtypes.push(t.dtype);
    expect(dtypes).toEqual(['float32', 'float32']);
  });
});

describe('unbatch', () => {
  it('is the inverse of batch', async () => {
    const before = memory().tensors;
    const dataset = Dataset.fromArrays({
      image: { data: new Uint8Array(upTo(12)), shape: [3, 2, 2] },
      y: new Float32Array([1, 2, 3]),
      flag: [true, false, true],
    });
    const rows = await dataset.batch(2).unbatch().toArray();
    expect(rows.length).toBe(3);
    expect(rows[2].image).toEqual({ data: new Uint8Array([8, 9, 10, 11]), shape: [2, 2], dtype: 'uint8' });
    const again: Tensor[] = [];
    for (const batched of [dataset.batch(3), dataset.batch(2).unbatch().batch(3)]) {
      const [{ image, y, flag }] = await batched.toArray();
      again.push(image, y, flag);
    }
    for (let i = 0; i < 3; i++) {
      expect([again[i].dtype, again[i].shape]).toEqual([again[i + 3].dtype, again[i + 3].shape]);
      expect(await again[i].data()).toEqual(await again[i + 3].data());
    }
    for (const t of again) t.dispose();
    expect(memory().tensors).toBe(before);
  });

  it('opens chunks that a generator yields, and names the one that is none', async () => {
    const chunks = Dataset.fromGenerator(() => [
      { x: ['a', 'b'], y: new Int32Array([1, 2]) },
      { x: [], y: new Int32Array(0) },
      { x: ['c'], y: new Int32Array([3]) },
    ]);
    expect(await chunks.unbatch().toArray()).toEqual([
      { x: 'a', y: 1 },
      { x: 'b', y: 2 },
      { x: 'c', y: 3 },
    ]);
    const uneven = Dataset.fromGenerator(() => [
      { x: [1], y: [1] },
      { x: [1, 2], y: [1] },
    ]);
    await expect(uneven.unbatch().toArray()).rejects.toThrow('unbatch: element 1: x has 2 examples but y has 1');
    await expect(arrays(2).unbatch().toArray()).rejects.toThrow('unbatch: element 0: the array is 0');
  });
});
