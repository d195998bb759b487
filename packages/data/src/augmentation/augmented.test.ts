import { createHash } from 'node:crypto';
import { cpu } from '@striate/backend-cpu';
import { dense, flatten, mixUp, randomFlip, randomRotation, rescaling, sequential } from '@striate/layers';
import { Generator, memory, oneHot, seed, setBackend, sharedGenerator, tensor } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';
import { augmented } from './augmented';

beforeAll(() => setBackend(cpu()));

const data = new Generator(1).uniform(20 * 64).map((u) => Math.floor(u * 255));
const examples = () =>
  Dataset.fromArrays({ x: { data, shape: [20, 8, 8, 1] }, y: Int32Array.from({ length: 20 }, (_, i) => i % 4) });
const layers = () => [randomFlip({ seed: 3 }), sequential([randomRotation({ factor: 0.2, inputShape: [8, 8, 1] })])];

/** Short, for messages that can be read. */
function fingerprint(values: ArrayLike<number>): string {
  return createHash('sha256').update(Float32Array.from(values)).digest('hex').slice(0, 16);
}

async function pictures(dataset: Dataset<{ x: { data(): Promise<ArrayLike<number>> } }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { x } of dataset) found.push(fingerprint(await x.data()));
  return found;
}

describe('augmented', () => {
  it('gives the same pictures for a seed, others each pass and each batch', async () => {
    const make = (s = 1) =>
      examples()
        .batch(8)
        .map(augmented(layers(), { seed: s }));
    const [a, b] = [make(), make()];
    const [first, second] = [await pictures(a), await pictures(a)];
    expect(first).toHaveLength(3);
    expect(second).not.toEqual(first);
    expect(await pictures(b)).toEqual(first);
    expect(await pictures(make(2))).not.toEqual(first);
    // The same image in two batches looks otherwise.
    const twice = await pictures(
      examples()
        .take(8)
        .repeat(2)
        .batch(8)
        .map(augmented(layers(), { seed: 1 })),
    );
    expect(twice[0]).not.toBe(twice[1]);
  });

  it('goes on in the middle of a pass, and on another number of threads, as if nothing had happened', async () => {
    const make = () =>
      examples()
        .shuffle({ seed: 4 })
        .batch(4)
        .map(augmented(layers(), { seed: 1 }));
    const whole = make();
    await pictures(whole);
    const second = await pictures(whole);
    const resumed = make();
    resumed.epoch = 1;
    await setBackend(cpu({ threads: 1 }));
    expect(await pictures(resumed)).toEqual(second);
    await setBackend(cpu({ threads: 2 }));
    const rest = make();
    rest.position = { ...rest.position, epoch: 1, index: 2 };
    expect(await pictures(rest)).toEqual(second.slice(2));
    await setBackend(cpu());
  });

  it('draws from nobody else, and leaves no trace', async () => {
    seed(11);
    const own = layers();
    const map = augmented(own, { seed: 1 });
    const before = [sharedGenerator().state, own[0].generators[0].state];
    const x = tensor(data.slice(0, 512), [8, 8, 8, 1]);
    const first = await map({ x }, 5, { epoch: 2 }).x.data();
    expect([sharedGenerator().state, own[0].generators[0].state]).toEqual(before);
    sharedGenerator().next();
    expect(await map({ x }, 5, { epoch: 2 }).x.data()).toEqual(first);
    expect(await map({ x }, 5, { epoch: 3 }).x.data()).not.toEqual(first);
    expect(await map({ x }, 6, { epoch: 2 }).x.data()).not.toEqual(first);
  });

  it('mixes labels with images, keeps the rest, and runs in flat memory', async () => {
    const mixed = examples()
      .batch(5)
      .map(({ x, y }) => ({ x, y: oneHot(y, 4), weight: tensor([1, 2]) }))
      .map(augmented([randomFlip(), mixUp({ alpha: 1 })], { seed: 1 }));
    const tensors: number[] = [];
    for (let pass = 0; pass < 3; pass++) {
      for await (const { x, y, weight } of mixed) {
        expect(x.shape).toEqual([5, 8, 8, 1]);
        expect(weight.shape).toEqual([2]);
        const rows = await y.data();
        expect(rows.some((v) => v > 0 && v < 1)).toBe(true);
        for (let i = 0; i < 5; i++) expect([...rows.slice(i * 4, i * 4 + 4)].reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      }
      tensors.push(memory().tensors);
    }
    expect(tensors[2]).toBe(tensors[0]);
  });

  it('feeds a training', async () => {
    const model = sequential([rescaling({ scale: 1 / 255, inputShape: [8, 8, 1] }), flatten(), dense({ units: 4 })]);
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const train = examples()
      .batch(10)
      .map(({ x, y }) => ({ x, y: oneHot(y, 4) }))
      .map(augmented(layers(), { seed: 1 }));
    await model.fit(train, { epochs: 2, verbose: 0 });
  });

  it('says what it takes', async () => {
    await expect(
      examples()
        .map(augmented(randomFlip()) as never)
        .toArray(),
    ).rejects.toThrow(/put it after batch/);
    const x = tensor(data.slice(0, 64), [1, 8, 8, 1]);
    expect(() => augmented(mixUp())({ x }, 0)).toThrow(/'mix_up' mixes labels; y is none/);
    expect(() => augmented(randomFlip(), { seed: -1 })).toThrow(/seed/);
  });
});
