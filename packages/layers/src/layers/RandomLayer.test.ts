import { Generator, grad, mean, mul, ones, randomNormal, seed, sum, type Tensor, variance } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../Layer';
import { sequential } from '../models/Sequential';
import { useCpu, values } from '../testing';
import { dense } from './Dense';
import { dropout, spatialDropout1d, spatialDropout2d } from './Dropout';
import { alphaDropout, gaussianDropout, gaussianNoise } from './Noise';

useCpu();

const training = { training: true };

// Layers, the share of values they should set to 0, and the variance they should make of ones.
const cases: [string, (options?: object) => Layer, shape: number[], dropped: number, spread: number][] = [
  ['dropout', (o) => dropout({ rate: 0.4, ...o }), [200, 100], 0.4, 0.4 / 0.6],
  ['spatialDropout1d', (o) => spatialDropout1d({ rate: 0.3, ...o }), [200, 4, 50], 0.3, 0.3 / 0.7],
  ['spatialDropout2d', (o) => spatialDropout2d({ rate: 0.25, ...o }), [200, 2, 3, 50], 0.25, 0.25 / 0.75],
  ['gaussianNoise', (o) => gaussianNoise({ stddev: 0.5, ...o }), [200, 100], 0, 0.25],
  ['gaussianDropout', (o) => gaussianDropout({ rate: 0.2, ...o }), [200, 100], 0, 0.25],
];

describe.each(cases)('%s', (_, make, shape, dropped, spread) => {
  it('passes its input on outside of training', () => {
    const x = ones(shape);
    const layer = make();
    expect(layer(x)).toBe(x);
    expect(layer.inferenceForm?.()).toEqual({ kind: 'identity' });
  });

  it('keeps the mean in training, with the variance and the share of zeros that its options ask for', async () => {
    const y = make({ seed: 3 })(ones(shape), training);
    const found = await values(y);
    expect(found.filter((v) => v === 0).length / found.length).toBeCloseTo(dropped, 1);
    expect((await values(mean(y)))[0]).toBeCloseTo(1, 1);
    expect((await values(variance(y)))[0]).toBeCloseTo(spread, 1);
  });

  it('draws by its own seed, or else by the shared one', async () => {
    const draw = async (layer: Layer) => values(layer(ones(shape), training));
    expect(await draw(make({ seed: 5 }))).toEqual(await draw(make({ seed: 5 })));
    expect(await draw(make({ seed: 5 }))).not.toEqual(await draw(make({ seed: 6 })));
    seed(9);
    const shared = await draw(make());
    expect(await draw(make())).not.toEqual(shared);
    seed(9);
    expect(await draw(make())).toEqual(shared);
  });
});

describe('spatial dropout', () => {
  it('drops a channel everywhere or nowhere, for each sample on its own', async () => {
    const y = await values(spatialDropout2d({ rate: 0.5, seed: 1 })(ones([8, 3, 3, 10]), training));
    const decisions = new Set<string>();
    for (let sample = 0; sample < 8; sample++) {
      const first = y.slice(sample * 90, sample * 90 + 10);
      decisions.add(`${first}`);
      for (let place = 1; place < 9; place++)
        expect(y.slice(sample * 90 + place * 10, sample * 90 + place * 10 + 10)).toEqual(first);
    }
    expect(decisions.size).toBeGreaterThan(6);
  });
});

describe('dropout', () => {
  it('shares decisions where noiseShape is 1, and follows the input where it is null', async () => {
    const y = await values(dropout({ rate: 0.5, noiseShape: [null, 1], seed: 2 })(ones([50, 4]), training));
    const rows = Array.from({ length: 50 }, (_, i) => new Set(y.slice(4 * i, 4 * i + 4)));
    expect(rows.every(({ size }) => size === 1)).toBe(true);
    expect(new Set(y)).toEqual(new Set([0, 2]));
  });

  it('has a gradient only where values were kept', async () => {
    const layer = dropout({ rate: 0.5, seed: 4 });
    layer.generator = new Generator(4);
    const kept = await values(layer(ones([30]), training));
    layer.generator = new Generator(4);
    expect(await values(grad((x: Tensor) => sum(layer(x, training)))(ones([30])))).toEqual(kept);
  });
});

describe('alphaDropout', () => {
  it('keeps mean 0 and variance 1', async () => {
    const x = randomNormal([300, 100], { generator: new Generator(1) });
    const y = alphaDropout({ rate: 0.3, seed: 2 })(x, training);
    expect((await values(mean(y)))[0]).toBeCloseTo(0, 1);
    expect((await values(variance(y)))[0]).toBeCloseTo(1, 1);
    const shared = await values(
      alphaDropout({ rate: 0.3, noiseShape: [null, 1], seed: 2 })(mul(ones([50, 3]), 0), training),
    );
    expect(new Set(shared).size).toBe(2);
  });
});

describe('layers with a seed of their own', () => {
  it('are found within a model by their generators, which go on from a state', async () => {
    const drop = dropout({ rate: 0.5, seed: 7 });
    const inner = sequential([dense({ units: 4 }), drop]);
    const net = sequential([inner, gaussianNoise({ stddev: 1, seed: 8 }), dropout({ rate: 0.1 })]);
    const [generator] = net.generators;
    expect(net.generators.map(({ state }) => state.seed)).toEqual([7, 8]);
    drop(ones([2, 4]), training);
    const { state } = generator;
    expect(state).toEqual({ seed: 7, draws: 1 });
    const next = await values(drop(ones([20, 4]), training));
    generator.state = state;
    expect(await values(drop(ones([20, 4]), training))).toEqual(next);
  });
});

describe('random layers', () => {
  it.each([dropout, spatialDropout1d, spatialDropout2d, gaussianDropout, alphaDropout])(
    '%o refuses a rate that is none',
    (make) => {
      expect(() => make({ rate: 1 })).toThrow(': rate must be at least 0 and below 1, got 1');
      expect(() => make({ rate: Number.NaN })).toThrow('got NaN');
    },
  );

  it('refuse other values that make no sense', () => {
    expect(() => gaussianNoise({ stddev: -1 })).toThrow('gaussianNoise: stddev must be at least 0, got -1');
    expect(() => dropout({ rate: 0.5, seed: -1 })).toThrow('seed: must be a whole number');
  });
});
