import { div, sub, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { input } from '../layers/Input';
import { lambda } from '../layers/Lambda';
import { type huber, meanAbsoluteError } from '../losses/regression';
import { confusionMatrix, perClassAccuracy } from '../metrics/confusionMatrix';
import { precision, recall } from '../metrics/counts';
import { model } from '../models/Functional';
import { sequential } from '../models/Sequential';
import { useCpu } from '../testing';

useCpu();

/** A model that gives back what it is given: its metrics are plain to see. */
const echo = (size: number) => sequential([lambda((x) => x as never, { inputShape: [size] })]);

const scores = () =>
  tensor([
    [0.75, 0.25],
    [0.5, 0.5],
    [0.25, 0.75],
    [0.75, 0.25],
  ]);
const labels = () => tensor([0, 1, 1, 1], 'int32');

describe('weighted metrics', () => {
  it('count samples by their weights; plain ones count all the same', async () => {
    const net = echo(2);
    net.compile({
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy', precision({ classId: 1 })],
      weightedMetrics: ['accuracy', recall({ classId: 1 })],
    });
    const sampleWeight = tensor([1, 0, 2, 1]);
    const logs = await net.evaluate(scores(), labels(), { sampleWeight, batchSize: 3 });
    expect(Object.keys(logs)).toEqual(['loss', 'accuracy', 'precision', 'weighted_accuracy', 'recall']);
    expect(logs.accuracy).toBe(0.5);
    expect(logs.precision).toBe(1);
    expect(logs.weighted_accuracy).toBe(0.75);
    expect(logs.recall).toBeCloseTo(2 / 3, 12);
  });

  it('have names of their own where they come up twice', async () => {
    const net = echo(2);
    net.compile({
      loss: 'sparseCategoricalCrossentropy',
      metrics: [recall(), recall({ thresholds: 0.3 }), recall({ name: 'sensitivity' })],
      weightedMetrics: [recall(), recall()],
    });
    const logs = await net.evaluate(scores(), labels());
    expect(Object.keys(logs)).toEqual([
      'loss',
      'recall',
      'recall_1',
      'sensitivity',
      'weighted_recall',
      'weighted_recall_1',
    ]);
  });

  it('go by outputs', async () => {
    const x = input({ shape: [1] });
    const twice = model({
      inputs: x,
      outputs: [lambda((t) => t as never, { name: 'a' })(x), lambda((t) => t as never, { name: 'b' })(x)],
    });
    twice.compile({ loss: 'meanSquaredError', weightedMetrics: { b: ['meanAbsoluteError'] } });
    const [y, sampleWeight] = [tensor([[1], [3]]), tensor([3, 1])];
    const logs = await twice.evaluate(tensor([[0], [0]]), [y, y], { sampleWeight });
    expect(logs.b_meanAbsoluteError).toBe(1.5);
    expect(() => twice.compile({ loss: 'huber', weightedMetrics: ['accuracy'] })).toThrow(
      'compile: weightedMetrics of a model with 2 outputs are a list for each',
    );
    expect(() => twice.compile({ loss: 'huber', weightedMetrics: { c: ['accuracy'] } })).toThrow(
      'weightedMetrics names c',
    );
  });
});

describe('details', () => {
  it('are told beside the logs, for metrics that have them', async () => {
    const net = echo(2);
    net.compile({
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy', confusionMatrix(), perClassAccuracy()],
    });
    const { logs, details } = await net.evaluate(scores(), labels(), { details: true, batchSize: 3 });
    expect(logs).toEqual(await net.evaluate(scores(), labels(), { batchSize: 3 }));
    expect(logs.accuracy).toBe(0.5);
    expect(details).toEqual({
      confusionMatrix: [
        [1, 0],
        [2, 1],
      ],
      perClassAccuracy: [1, expect.closeTo(1 / 3, 12)],
    });
    const batches = [{ x: scores(), y: labels() }];
    expect((await net.evaluate(batches, { details: true })).details.confusionMatrix).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });
});

describe('the loss in fit', () => {
  it('goes by its reduction and the weights', async () => {
    const net = echo(1);
    const [x, y, sampleWeight] = [tensor([[0], [0]]), tensor([[1], [3]]), tensor([3, 1])];
    const lossOf = async (loss: ReturnType<typeof huber>) => {
      net.compile({ loss });
      return (await net.evaluate(x, y, { sampleWeight })).loss;
    };
    expect(await lossOf(meanAbsoluteError())).toBe(3);
    expect(await lossOf(meanAbsoluteError({ reduction: 'sum' }))).toBe(6);
    expect(await lossOf(meanAbsoluteError({ reduction: 'meanWithSampleWeight' }))).toBe(1.5);
  });

  it('may be a function, whose parameters need no types', async () => {
    const net = echo(1);
    net.compile({
      loss: (yTrue, yPred) => div(sub(yTrue, yPred), 2),
      metrics: [(yTrue, yPred) => sub(yTrue, yPred)],
    });
    const logs = await net.evaluate(tensor([[0], [0]]), tensor([[1], [3]]));
    expect(logs).toEqual({ loss: 1, metric: 2 });
  });
});
