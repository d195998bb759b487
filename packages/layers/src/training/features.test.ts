import { mean, memory, oneHot, seed, squaredDifference, type Tensor, tensor, valueAndGrads } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { type Dense, dense } from '../layers/Dense';
import { flatten } from '../layers/Flatten';
import { input } from '../layers/Input';
import { model } from '../models/Functional';
import { Model } from '../models/Model';
import { sequential } from '../models/Sequential';
import { sgd } from '../optimizers/SGD';
import { stripes, useCpu, values } from '../testing';
import { findLearningRate } from './findLearningRate';
import { overfitOneBatch } from './overfitOneBatch';
import type { BatchTensors } from './Trainer';

useCpu();

const data = stripes(64);

function classifier(learningRate = 0.1) {
  seed(1);
  const net = sequential([flatten({ inputShape: [8, 8, 1] }), dense({ units: 4, activation: 'softmax' })]);
  net.compile({ optimizer: sgd({ learningRate }), loss: 'sparseCategoricalCrossentropy' });
  return net;
}

describe('class weights', () => {
  it('are sample weights by class', async () => {
    const [byClass, bySample, byRow] = [classifier(), classifier(), classifier()];
    const options = { epochs: 2, seed: 3, verbose: 0 } as const;
    const one = await byClass.fit(data.x, data.y, { ...options, classWeight: { 1: 3, 2: 0 } });
    const sampleWeight = Float32Array.from(data.y, (label) => [1, 3, 0, 1][label]);
    const two = await bySample.fit(data.x, data.y, { ...options, sampleWeight });
    expect(one.history).toEqual(two.history);
    byRow.compile({ optimizer: sgd({ learningRate: 0.1 }), loss: 'categoricalCrossentropy' });
    const rows = { data: new Float32Array(64 * 4), shape: [64, 4] };
    data.y.forEach((label, i) => {
      rows.data[i * 4 + label] = 1;
    });
    const three = await byRow.fit(data.x, rows, { ...options, classWeight: [1, 3, 0] });
    expect(three.history.loss[1]).toBeCloseTo(one.history.loss[1], 5);
  });

  it('that mean nothing are refused', async () => {
    await expect(classifier().fit(data.x, data.y, { classWeight: { [-1]: 2 } })).rejects.toThrow('got -1: 2');
    await expect(classifier().fit(data.x, data.y, { classWeight: { 0: Number.NaN } })).rejects.toThrow('got 0: NaN');
  });
});

describe('sample weights', () => {
  it('may be given for each output', async () => {
    const x = input({ shape: [2], name: 'x' });
    const ones = { kernelInitializer: 'ones', useBias: false } as const;
    const [a, b] = [dense({ units: 1, name: 'a', ...ones })(x), dense({ units: 1, name: 'b', ...ones })(x)];
    const net = model({ inputs: x, outputs: [a, b] });
    net.compile({ optimizer: 'sgd', loss: { a: 'meanSquaredError', b: 'meanSquaredError' } });
    const [xs, zeros] = [
      tensor([
        [1, 0],
        [2, 0],
      ]),
      tensor([[0], [0]]),
    ];
    const logs = await net.evaluate(xs, { a: zeros, b: zeros }, { sampleWeight: { a: [1, 0], b: [0, 1] } });
    expect(logs).toEqual({ loss: 2.5, a_loss: 0.5, b_loss: 2 });
    await expect(net.evaluate(xs, [zeros, zeros], { sampleWeight: { a: [1, 0] } })).rejects.toThrow('missing: b');
  });
});

describe('a training step of one’s own', () => {
  class Fitted extends Model {
    layer: Dense = dense({ units: 1, kernelInitializer: 'zeros' });
    call(x: Tensor): Tensor {
      return this.layer(x);
    }
    override trainStep({ x: [x], y: [y] }: BatchTensors) {
      const weights = this.trainableWeights;
      const { value: loss, grads } = valueAndGrads(() => mean(squaredDifference(this.call(x), y)))(weights);
      this.optimizer.apply(grads, weights);
      return { loss, error: loss.sqrt() };
    }
  }

  it('is what fit runs, and logs', async () => {
    const net = new Fitted();
    net.compile({ optimizer: sgd({ learningRate: 0.1 }) });
    const before = memory().tensors;
    const xs = Float32Array.from({ length: 32 }, (_, i) => i / 32);
    const x = { data: xs, shape: [32, 1] };
    const y = { data: xs.map((v) => 3 * v + 1), shape: [32, 1] };
    const { history } = await net.fit(x, y, { epochs: 200, batchSize: 16, verbose: 0, seed: 1 });
    expect(Object.keys(history)).toEqual(['loss', 'error']);
    expect(history.loss.at(-1)).toBeLessThan(1e-3);
    expect(await values(net.layer.bias as NonNullable<Dense['bias']>)).toEqual([expect.closeTo(1, 1)]);
    // The weights and what the optimizer keeps for them.
    expect(memory().tensors - before).toBeLessThanOrEqual(4);
  });
});

it('a plain loop is all it takes', async () => {
  const net = classifier();
  const [x, y] = [tensor(data.x.data, data.x.shape), oneHot(tensor(data.y), 4)];
  const optimizer = sgd({ learningRate: 0.5 });
  const losses: number[] = [];
  for (let step = 0; step < 20; step++) {
    const { value, grads } = valueAndGrads(() => mean(squaredDifference(net(x), y)))(net.trainableWeights);
    optimizer.apply(grads, net.trainableWeights);
    losses.push(await value.item());
  }
  expect(losses[19]).toBeLessThan(0.7 * losses[0]);
});

describe('experiments', () => {
  it('findLearningRate suggests a rate below where the loss explodes, and leaves the model alone', async () => {
    const net = classifier();
    const before = await values(net.weights[0]);
    const { learningRates, losses, suggestion } = await findLearningRate(net, data.x, data.y, { maxLR: 1000 });
    expect(learningRates[0]).toBe(1e-6);
    expect(losses.length).toBe(learningRates.length);
    expect(suggestion).toBeGreaterThan(1e-3);
    expect(suggestion).toBeLessThan(10);
    expect(await values(net.weights[0])).toEqual(before);
    expect(net.optimizer.learningRate).toBe(0.1);
    expect(net.optimizer.iterations).toBe(0);
  });

  it('overfitOneBatch tells a network that can learn from one that cannot', async () => {
    expect((await overfitOneBatch(classifier(0.5), data.x, data.y)).passed).toBe(true);
    const stuck = classifier();
    stuck.trainable = false;
    const { passed, losses } = await overfitOneBatch(stuck, data.x, data.y, { steps: 5 });
    expect(passed).toBe(false);
    expect(new Set(losses).size).toBe(1);
  });
});
