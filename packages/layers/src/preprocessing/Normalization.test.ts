import { fill, Generator, mean, ones, tensor, variance } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu, values } from '../testing';
import { normalization } from './Normalization';

useCpu();

describe('normalization', () => {
  const data = [
    [0, 7, 4],
    [2, 9, 6],
    [0, 7, 4],
    [2, 9, 6],
  ];

  it('learns as Keras documents', async () => {
    const layer = normalization();
    await layer.adapt(data);
    expect(await values(layer(tensor([[0, 7, 4]])))).toEqual([-1, -1, -1]);
    const back = normalization({ invert: true });
    await back.adapt(data);
    expect(await values(back(tensor([[1, 2, 3]])))).toEqual([2, 10, 8]);
    for (const axis of [[], null]) {
      const scalar = normalization({ axis });
      await scalar.adapt([1, 2, 3, 4, 5]);
      (await values(scalar(tensor([1, 2, 3])))).forEach((v, i) => expect(v).toBeCloseTo((i - 2) / Math.SQRT2, 6));
    }
    const given = await values(normalization({ mean: 3, variance: 2 })(tensor([[1], [2], [3]])));
    given.forEach((v, i) => expect(v).toBeCloseTo((i - 2) / Math.SQRT2, 6));
  });

  it('learns the same from batches as from the whole', async () => {
    const whole = tensor(
      new Generator(4).uniform(600).map((u) => 50 + 3 * u),
      [200, 3],
    );
    const [a, b] = [normalization(), normalization()];
    await a.adapt(whole);
    const rows = await values(whole);
    const batch = (from: number, to: number) => ({
      x: tensor(Float32Array.from(rows.slice(from * 3, to * 3)), [to - from, 3]),
    });
    await b.adapt([batch(0, 70), batch(70, 75), batch(75, 200)]);
    const y = await values(a(whole));
    (await values(b(whole))).forEach((v, i) => expect(v).toBeCloseTo(y[i], 4));
    for (const m of await values(mean(a(whole), 0))) expect(m).toBeCloseTo(0, 4);
    for (const v of await values(variance(a(whole), 0))) expect(v).toBeCloseTo(1, 4);
    expect(a.trainableWeights).toHaveLength(0);
    expect(a.countParams()).toBe(6);
  });

  it('learns from a stream, and says what is wrong', async () => {
    const layer = normalization();
    await layer.adapt(
      (async function* () {
        yield { x: ones([4, 2]) };
        yield { x: fill([4, 2], 3) };
      })(),
    );
    expect(await values(layer(fill([1, 2], 4)))).toEqual([2, 2]);
    await expect(layer.adapt(ones([4, 3]))).rejects.toThrow(
      /learns 2 values along axis 1, got a batch of shape \[4,3\]/,
    );
    await expect(layer.adapt([])).rejects.toThrow(/no batch/);
    await expect(normalization({ mean: 0, variance: 1 }).adapt(ones([2, 2]))).rejects.toThrow(/nothing to adapt/);
    expect(() => normalization({ mean: 1 })).toThrow(/mean and variance go together/);
  });
});
