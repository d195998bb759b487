import { matmul, seed, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { isDescribed } from '../config/described';
import { Embedding, embedding } from '../layers/Embedding';
import { sgd } from '../optimizers/SGD';
import { useCpu, values } from '../testing';
import { constant, identity, orthogonal } from './constant';
import { randomNormal, truncatedNormal } from './random';
import { type InitializerName, initializersByName, resolveInitializer } from './resolveInitializer';
import { glorotUniform, heNormal, varianceScaling } from './varianceScaling';

useCpu();

const spread = (v: number[]) => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0) / v.length);

describe('initializers', () => {
  it.each([
    ['glorotUniform', Math.sqrt(2 / (9 * (32 + 64)))],
    ['glorotNormal', Math.sqrt(2 / (9 * (32 + 64)))],
    ['heUniform', Math.sqrt(2 / (9 * 32))],
    ['heNormal', Math.sqrt(2 / (9 * 32))],
    ['lecunUniform', Math.sqrt(1 / (9 * 32))],
    ['lecunNormal', Math.sqrt(1 / (9 * 32))],
    ['randomUniform', 0.05 / Math.sqrt(3)],
    ['randomNormal', 0.05],
  ] as const)('%s has the spread it should have', async (name, expected) => {
    seed(5);
    const v = await values(resolveInitializer(name)([3, 3, 32, 64]));
    expect(spread(v) / expected).toBeCloseTo(1, 1);
    expect(Math.abs(v.reduce((sum, x) => sum + x, 0) / v.length)).toBeLessThan(expected / 20);
  });

  it('stay within their bounds', async () => {
    const limit = Math.sqrt(6 / 300);
    for (const v of await values(glorotUniform()([100, 200]))) expect(Math.abs(v)).toBeLessThanOrEqual(limit);
    for (const v of await values(truncatedNormal({ stddev: 1 })([1000])))
      expect(Math.abs(v)).toBeLessThanOrEqual(2.0001);
    expect(
      spread(await values(varianceScaling({ distribution: 'untruncatedNormal', mode: 'fanOut' })([50, 400]))),
    ).toBeCloseTo(0.05, 2);
  });

  it('are finite at the very end of the uniform draw behind them', async () => {
    // With this seed value 7020 is the largest uniform number below 1.
    const v = await values(randomNormal({ stddev: 1, seed: 2857 })([7024]));
    expect(v[7020]).toBeGreaterThan(5);
    expect(v.every(Number.isFinite)).toBe(true);
  });

  it('repeat with a seed, and with that of the shared generator', async () => {
    const seeded = randomNormal({ seed: 3 });
    expect(await values(seeded([5]))).toEqual(await values(seeded([5])));
    seed(1);
    const first = await values(heNormal()([5]));
    expect(await values(heNormal()([5]))).not.toEqual(first);
    seed(1);
    expect(await values(heNormal()([5]))).toEqual(first);
  });

  it('make constant, identity and orthogonal matrices', async () => {
    expect(await values(constant(3)([2]))).toEqual([3, 3]);
    expect(await values(identity({ gain: 2 })([2, 3]))).toEqual([2, 0, 0, 0, 2, 0]);
    expect(() => identity()([2, 2, 2])).toThrow('identity: initializes matrices, got shape [2,2,2]');
    const tall = orthogonal({ seed: 1 })([6, 4]);
    const product = await values(matmul(tall, tall, { transposeA: true }));
    product.forEach((v, i) => expect(v).toBeCloseTo(i % 5 === 0 ? 1 : 0, 5));
  });

  it('begin at the values of an array, which stay as they are', async () => {
    const [rows, flat] = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [1, 2, 3, 4, 5, 6],
    ];
    const given = tensor(rows);
    const forms = [rows, { value: rows }, given, { data: Float32Array.from(flat), shape: [3, 2] }];
    for (const form of forms) {
      const begun = embedding({ inputDim: 3, outputDim: 2, embeddingsInitializer: constant(form) });
      begun(tensor([[0]], 'int32'));
      expect(await values(begun.weights[0])).toEqual(flat);
      const again = Embedding.fromConfig(JSON.parse(JSON.stringify(begun.getConfig())));
      expect(again.getConfig()).toEqual(begun.getConfig());
      again(tensor([[0]], 'int32'));
      sgd({ learningRate: 1 }).apply([tensor(rows)], begun.weights);
      expect(await values(begun.weights[0])).toEqual([0, 0, 0, 0, 0, 0]);
      expect(await values(again.weights[0])).toEqual(flat);
    }
    expect(await values(given)).toEqual(flat);
    expect(constant(given)).toHaveProperty('config.value', rows);
    expect(() => constant(given)([4, 2])).toThrow('constant: the weight has shape [4,2], the values [3,2]');
  });

  it('say how they were made, by the names of Keras', () => {
    const made = (Object.keys(initializersByName) as InitializerName[]).map((name) => {
      const initializer = resolveInitializer(name);
      return isDescribed(initializer) ? initializer.className : name;
    });
    expect(made).toEqual(Object.keys(initializersByName).map((name) => name[0].toUpperCase() + name.slice(1)));
    expect(orthogonal({ gain: 2, seed: 1 })).toHaveProperty('config', { gain: 2, seed: 1 });
    expect(constant({ value: 3 })).toHaveProperty('config', { value: 3 });
    const scaled = { scale: 2, mode: 'fanOut', distribution: 'uniform', seed: undefined } as const;
    expect(varianceScaling(scaled)).toHaveProperty('config', scaled);
    expect(() => varianceScaling({ mode: 'fanout' as 'fanOut' })).toThrow("did you mean 'fanOut'?");
  });
});
