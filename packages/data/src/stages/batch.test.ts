import { cpu } from '@striate/backend-cpu';
import { DTypeError, memory, ShapeError, type StriateError, setBackend, type Tensor, tensor } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';

beforeAll(() => setBackend(cpu()));

describe('batch', () => {
  const only = async <T>(dataset: Dataset<T>) => (await dataset.batch(8).toArray())[0];

  it('stacks leaf by leaf into the dtype each kind of value stands for', async () => {
    const example = {
      label: 3,
      weight: 0.5,
      positive: true,
      image: { data: new Uint8Array([1, 2, 3, 4]), shape: [2, 2] },
      tokens: new Int32Array([1, 2]),
      row: [1, 0, 0],
      pair: [new Float32Array(2), { deep: [[1], [2]] }] as const,
    };
    const batch = await only(Dataset.fromGenerator(() => [example, example]));
    const describeTensor = (t: Tensor) => `${t.dtype} ${t.shape.join('x')}`;
    expect(describeTensor(batch.label)).toBe('int32 2');
    expect(describeTensor(batch.weight)).toBe('float32 2');
    expect(describeTensor(batch.positive)).toBe('bool 2');
    expect(describeTensor(batch.image)).toBe('uint8 2x2x2');
    expect(describeTensor(batch.tokens)).toBe('int32 2x2');
    expect(describeTensor(batch.row)).toBe('float32 2x3');
    expect(describeTensor(batch.pair[0])).toBe('float32 2x2');
    expect(describeTensor(batch.pair[1].deep)).toBe('float32 2x2x1');
    expect([...(await batch.image.data())]).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });

  it('keeps the numbers of a Float32Array float32, through a map too', async () => {
    const dataset = Dataset.fromArrays({ x: [[1], [2]], y: new Float32Array([0, 1]) });
    expect((await only(dataset)).y.dtype).toBe('float32');
    expect((await only(dataset.shuffle().map(({ x, y }) => ({ x, y })))).y.dtype).toBe('float32');
    expect((await only(Dataset.fromArrays(new Uint8Array(3)))).dtype).toBe('int32');
  });

  it('keeps to float32 where the first batch of a pass has a fraction', async () => {
    const dtypes: string[] = [];
    for await (const t of Dataset.fromGenerator(() => [1, 0.5, 2, 2, 3, 4]).batch(2)) dtypes.push(t.dtype);
    for await (const t of Dataset.fromGenerator(() => [1, 2, 0.5, 2, 3, 4]).batch(2)) dtypes.push(t.dtype);
    expect(dtypes).toEqual(['float32', 'float32', 'float32', 'int32', 'float32', 'int32']);
  });

  it('names the element and the place that do not fit', async () => {
    const refuse = async (examples: readonly unknown[], type: typeof StriateError, message: string) => {
      const before = memory().tensors;
      const dataset = Dataset.fromGenerator(() => [
        { ok: 1, x: examples[0] },
        { ok: 1, x: examples[0] },
        { ok: 1, x: examples[1] },
      ]);
      const error = await dataset
        .batch(3)
        .toArray()
        .catch((e: unknown) => e);
      expect(error).toBeInstanceOf(type);
      expect((error as Error).message).toContain(message);
      expect(memory().tensors).toBe(before);
    };
    const image = (side: number) => ({ data: new Uint8Array(side * side), shape: [side, side] });
    await refuse([image(2), image(3)], ShapeError, 'x of element 2 has shape [3,3], but element 0 has [2,2]');
    await refuse([image(2), 5], ShapeError, 'x of element 2 is 5, but element 0 has an array of shape [2,2] there');
    await refuse([[1, 2], [1]], ShapeError, 'x of element 2 has shape [1]');
    await refuse([[1], [[1], [2, 3]]], ShapeError, 'x of element 2 is ragged: 1 and 2 values at depth 1');
    await refuse(
      [new Float32Array(1), new Int32Array(1)],
      DTypeError,
      'x of element 2 is int32, but element 0 is float32',
    );
    await refuse([{ a: 1 }, { b: 1 }], ShapeError, 'x of element 2 is an object with b');
    await refuse(['one', 'two'], DTypeError, 'x of element 0 is "one"');
    await refuse([undefined, undefined], DTypeError, 'x of element 0 is undefined');
  });

  it('takes no tensors', async () => {
    const before = memory().tensors;
    const dataset = Dataset.fromGenerator(() => [tensor([1]), tensor([2])]);
    await expect(dataset.batch(2).toArray()).rejects.toThrow(
      /element 0 is a Tensor float32 \[1\]; batch takes host values/,
    );
    expect(memory().tensors).toBe(before);
  });
});
