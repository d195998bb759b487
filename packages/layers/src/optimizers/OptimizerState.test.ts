import { Generator, randomNormal, scope, type Tensor, tensor, Variable } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { cosineDecay } from '../schedules/cosineDecay';
import { useCpu, values } from '../testing';
import { adam } from './Adam';
import type { Optimizer } from './Optimizer';
import { rmsprop } from './RMSprop';
import { type OptimizerName, optimizersByName } from './resolveOptimizer';
import { sgd } from './SGD';

useCpu();

const shape = [3, 4];
const fresh = (value: Tensor = randomNormal(shape, { generator: new Generator(1) })) =>
  new Map(['dense/kernel', 'dense/bias'].map((name) => [name, new Variable(value, { name })]));

function train(optimizer: Optimizer, weights: Map<string, Variable>, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const gradients = [0, 1].map((k) => randomNormal(shape, { generator: new Generator(100 + 2 * i + k) }));
    scope(() => optimizer.apply(gradients, [...weights.values()]));
  }
}

const all = async (weights: Map<string, Variable>) => Promise.all([...weights.values()].map(values));

describe('the state of an optimizer', () => {
  it.each(Object.keys(optimizersByName) as OptimizerName[])('lets %s go on to the bit', async (name) => {
    const make = () =>
      optimizersByName[name]({
        learningRate: cosineDecay({ initialLearningRate: 0.1, decaySteps: 20 }),
        weightDecay: 0.1,
        useEma: true,
        gradientAccumulationSteps: 3,
        ...(name === 'sgd' || name === 'rmsprop' ? { momentum: 0.9 } : {}),
        ...(name === 'adam' ? { amsgrad: true } : {}),
      });
    const [whole, straight] = [make(), fresh()];
    train(whole, straight, 0, 14);
    // In the middle of a step: 8 batches are two steps and two batches.
    const [first, weights] = [make(), fresh()];
    train(first, weights, 0, 8);
    const state = first.stateOf(weights);
    expect(state.numbers).toEqual({ iterations: 2, gathered: 2 });
    // What a file holds: numbers.
    const stored = new Map<string, Tensor>();
    for (const [key, kept] of state.tensors) stored.set(key, tensor(await values(kept), kept.shape));
    const [second, resumed] = [make(), fresh()];
    for (const [key, weight] of resumed) weight.assign(tensor(await values(weights.get(key) ?? weight), shape));
    train(first, weights, 8, 9);
    second.restoreState({ ...state, tensors: stored }, resumed);
    train(second, resumed, 8, 14);
    expect(await all(resumed)).toEqual(await all(straight));
    expect(second.learningRate).toBe(whole.learningRate);
    const averaged = (optimizer: Optimizer, own: Map<string, Variable>) =>
      optimizer.withAverages([...own.values()], () => all(own));
    expect(await averaged(second, resumed)).toEqual(await averaged(whole, straight));
  });

  it('has names, and the rate that was set by hand', () => {
    const [optimizer, weights] = [adam({ amsgrad: true, useEma: true }), fresh()];
    expect([...optimizer.stateOf(weights).tensors]).toEqual([]);
    train(optimizer, weights, 0, 1);
    optimizer.learningRate = 0.5;
    const { className, tensors, numbers } = optimizer.stateOf(new Map([...weights].slice(1)));
    expect(className).toBe('Adam');
    expect([...tensors.keys()]).toEqual([
      'dense/bias/momentum',
      'dense/bias/velocity',
      'dense/bias/velocity_hat',
      'dense/bias/average',
    ]);
    expect(numbers).toEqual({ iterations: 1, gathered: 0, learningRate: 0.5 });
    const other = adam({ amsgrad: true, useEma: true, learningRate: 0.1 });
    other.restoreState({ className, tensors, numbers }, weights);
    expect(other.learningRate).toBe(0.5);
    // A state without a rate brings back that of the options.
    other.restoreState({ className, tensors, numbers: { iterations: 1, gathered: 0 } }, weights);
    expect(other.learningRate).toBe(0.1);
  });

  it('is a copy', async () => {
    const [optimizer, weights] = [sgd({ momentum: 0.9 }), fresh()];
    train(optimizer, weights, 0, 1);
    const kept = optimizer.stateOf(weights).tensors.get('dense/bias/momentum');
    const before = kept && (await values(kept));
    train(optimizer, weights, 1, 2);
    expect(kept && (await values(kept))).toEqual(before);
  });

  it('that does not fit is refused, and nothing changes', async () => {
    const [optimizer, weights] = [adam(), fresh()];
    train(optimizer, weights, 0, 2);
    const before = optimizer.stateOf(weights);
    const bad = (change: Partial<typeof before>) => () => optimizer.restoreState({ ...before, ...change }, weights);
    const tensors = new Map(before.tensors);
    tensors.delete('dense/bias/momentum');
    tensors.set('dense/bias/velocity', tensor([1]));
    tensors.set('dense/bias/speed', tensor([1]));
    expect(bad({ tensors })).toThrow(
      'adam: the state does not fit, and nothing is changed; missing: dense/bias/momentum; unexpected: dense/bias/speed; ' +
        'of another shape: dense/bias/velocity (float32 [3,4], in the state float32 [1])',
    );
    expect(bad({ numbers: {} })).toThrow('iterations of the state must be a whole number >= 0, got undefined');
    expect(bad({ numbers: { iterations: 1, gathered: 2 } })).toThrow('is 2 batches into a step, a step here has 1');
    const foreign = rmsprop({ momentum: 0.9 });
    expect(() => foreign.restoreState(before, weights)).toThrow(
      'rmsprop: takes the state of RMSprop, got that of Adam',
    );
    const after = optimizer.stateOf(weights);
    expect(after.numbers).toEqual(before.numbers);
    for (const [key, kept] of before.tensors) {
      const now = after.tensors.get(key);
      expect(now && (await values(now))).toEqual(await values(kept));
    }
  });
});
