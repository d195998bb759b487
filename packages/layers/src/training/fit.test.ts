import { memory, ones, seed, tensor } from '@striate/tensor';
import { describe, expect, it, vi } from 'vitest';
import { batchNormalization } from '../layers/BatchNormalization';
import { conv2d } from '../layers/Conv2D';
import { dense } from '../layers/Dense';
import { dropout } from '../layers/Dropout';
import { flatten } from '../layers/Flatten';
import { input } from '../layers/Input';
import { maxPooling2d } from '../layers/Pooling2D';
import { model } from '../models/Functional';
import { sequential } from '../models/Sequential';
import { adam } from '../optimizers/Adam';
import { sgd } from '../optimizers/SGD';
import { stripes, useCpu, values } from '../testing';

useCpu();

const quiet = { verbose: 0 } as const;

function classifier(options: { dropoutRate?: number } = {}) {
  const net = sequential([
    conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
    batchNormalization(),
    maxPooling2d(),
    flatten(),
    dropout({ rate: options.dropoutRate ?? 0 }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return net;
}

describe('fit', () => {
  it('learns a small batch by heart', async () => {
    seed(1);
    const net = classifier();
    const { x, y } = stripes(32);
    const { history, epoch } = await net.fit(x, y, { epochs: 60, batchSize: 16, ...quiet });
    expect(history.loss[0]).toBeGreaterThan(0.5);
    expect(history.loss.at(-1)).toBeLessThan(0.05);
    expect(history.accuracy.at(-1)).toBe(1);
    expect(epoch).toHaveLength(60);
    const test = stripes(40, 4, 8, 2);
    const { accuracy } = await net.evaluate(test.x, test.y);
    expect(accuracy).toBeGreaterThan(0.9);
  });

  it('with the same seed gives the same weights, bit by bit', async () => {
    const { x, y } = stripes(50);
    const runs: Uint8Array[] = [];
    for (const number of [7, 7, 8]) {
      seed(number);
      const net = classifier({ dropoutRate: 0.5 });
      await net.fit(x, y, { epochs: 2, batchSize: 16, ...quiet });
      runs.push(await net.toSafetensors());
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2].every((byte, i) => byte === runs[0][i])).toBe(false);
  });

  it('runs in flat memory', async () => {
    const net = classifier({ dropoutRate: 0.2 });
    const { x, y } = stripes(64);
    await net.fit(x, y, { batchSize: 8, epochs: 2, ...quiet });
    const before = memory();
    await net.fit(x, y, { batchSize: 8, epochs: 50, validationSplit: 0.25, ...quiet });
    (await net.predict(x)).dispose();
    // Networks of other tests may be collected meanwhile.
    expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
    expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
  });

  it('counts a smaller last batch by its size', async () => {
    const net = sequential([dense({ units: 1, kernelInitializer: 'zeros', useBias: false, inputShape: [1] })]);
    net.compile({ optimizer: sgd({ learningRate: 0 }), loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] });
    const y = tensor([[1], [2], [3], [4], [5]]);
    const { history } = await net.fit(ones([5, 1]), y, { batchSize: 2, ...quiet });
    expect(history.loss[0]).toBeCloseTo(11, 5);
    expect(history.meanAbsoluteError[0]).toBeCloseTo(3, 5);
    expect((await net.evaluate(ones([5, 1]), y, { batchSize: 3 })).loss).toBeCloseTo(11, 5);
  });

  it('fits a line', async () => {
    const net = sequential([dense({ units: 1, inputShape: [1] })]);
    net.compile({ optimizer: sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true }), loss: 'meanSquaredError' });
    const x = tensor(
      Float32Array.from({ length: 20 }, (_, i) => i / 10),
      [20, 1],
    );
    await net.fit(x, x.mul(3).add(-2), { epochs: 120, batchSize: 20, ...quiet });
    const [[slope], [offset]] = await Promise.all(net.weights.map(values));
    expect(slope).toBeCloseTo(3, 2);
    expect(offset).toBeCloseTo(-2, 2);
  });

  it('takes data sets, endless ones with stepsPerEpoch', async () => {
    const net = classifier();
    const { x, y } = stripes(8);
    const batch = { x, y };
    const seen: number[] = [];
    async function* forever() {
      for (let i = 0; ; i++) {
        seen.push(i);
        yield batch;
      }
    }
    const endless = { [Symbol.asyncIterator]: forever };
    const { history } = await net.fit(endless, { epochs: 3, stepsPerEpoch: 2, ...quiet });
    expect(history.loss).toHaveLength(3);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    await net.fit([batch, batch], { validationData: [batch], ...quiet });
    const { loss } = await net.evaluate([batch]);
    expect(loss).toBeGreaterThan(0);
  });

  it('calls the callbacks in order and can be stopped by one', async () => {
    const net = classifier();
    const { x, y } = stripes(32);
    const told: string[] = [];
    const { history } = await net.fit(x, y, {
      ...quiet,
      epochs: 5,
      batchSize: 16,
      validationData: [x, y],
      callbacks: [
        {
          onTrainBegin: ({ epochs, steps }) => void told.push(`begin ${epochs} ${steps}`),
          onEpochBegin: (epoch) => void told.push(`epoch ${epoch}`),
          onBatchBegin: (batch) => void told.push(`batch ${batch}`),
          onBatchEnd: (batch, logs) => void told.push(`after ${batch} ${Object.keys(logs)}`),
          onEpochEnd: (epoch, logs, context) => {
            told.push(`end ${epoch} ${Object.keys(logs)}`);
            if (epoch === 1) context.stop();
          },
          onTrainEnd: () => void told.push('done'),
        },
      ],
    });
    expect(history.val_accuracy).toHaveLength(2);
    const epoch = ['batch 0', 'after 0 loss,accuracy', 'batch 1', 'after 1 loss,accuracy'];
    const end = 'loss,accuracy,val_loss,val_accuracy';
    expect(told).toEqual([
      'begin 5 2',
      'epoch 0',
      ...epoch,
      `end 0 ${end}`,
      'epoch 1',
      ...epoch,
      `end 1 ${end}`,
      'done',
    ]);
  });

  it('ends with an AbortError when it is told to, and keeps what was learned', async () => {
    const net = classifier();
    const { x, y } = stripes(64);
    const controller = new AbortController();
    await net.fit(x, y, { ...quiet });
    const before = memory();
    const training = net.fit(x, y, {
      ...quiet,
      epochs: 1000,
      batchSize: 8,
      signal: controller.signal,
      callbacks: [{ onBatchEnd: (batch) => (batch === 3 ? controller.abort() : undefined) }],
    });
    await expect(training).rejects.toMatchObject({ name: 'AbortError' });
    // Networks of other tests may be collected meanwhile.
    expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
    expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
    expect(net.optimizer.iterations).toBe(2 + 4);
    await net.fit(x, y, { ...quiet });
    await expect(net.fit(x, y, { ...quiet, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('lets timers run meanwhile', async () => {
    const net = classifier();
    const { x, y } = stripes(64);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const end = performance.now() + 300;
    await net.fit(x, y, {
      ...quiet,
      epochs: 10000,
      callbacks: [{ onEpochEnd: (_, __, { stop }) => void (performance.now() > end && stop()) }],
    });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });

  it('prints a line per epoch where there is no terminal', async () => {
    const net = classifier();
    const { x, y } = stripes(16);
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await net.fit(x, y, { epochs: 2, verbose: 2 });
    const lines = write.mock.calls.map(([text]) => String(text));
    write.mockRestore();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(
      /^Epoch 2\/2 1\/1 ━{20} [\d.]+s [\d,.]+ samples\/s - loss: \d\.\d{4} - accuracy: \d\.\d{4}\n$/,
    );
  });

  it('trains several outputs at once, each with its loss', async () => {
    const x = input({ shape: [2], name: 'point' });
    const h = dense({ units: 8, activation: 'relu' })(x);
    const outputs = [dense({ units: 1, name: 'sum' })(h), dense({ units: 2, activation: 'softmax', name: 'side' })(h)];
    const net = model({ inputs: x, outputs });
    net.compile({
      optimizer: adam({ learningRate: 0.02 }),
      loss: { sum: 'meanSquaredError', side: 'sparseCategoricalCrossentropy' },
      lossWeights: { sum: 0.5 },
      metrics: { side: ['accuracy'] },
    });
    const points = Array.from({ length: 64 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    const labels = { sum: points.map(([a, b]) => [a + b]), side: points.map(([a]) => (a > 0 ? 1 : 0)) };
    const { history } = await net.fit({ point: points }, labels, { epochs: 60, ...quiet });
    expect(Object.keys(history)).toEqual(['loss', 'sum_loss', 'side_loss', 'side_accuracy']);
    const [loss, sum, side] = [history.loss, history.sum_loss, history.side_loss].map((h) => h.at(-1)!);
    expect(loss).toBeCloseTo(0.5 * sum + side, 4);
    expect(sum).toBeLessThan(history.sum_loss[0] / 3);
    expect(history.side_accuracy.at(-1)).toBeGreaterThan(0.9);
  });

  it('leaves frozen layers alone', async () => {
    const net = classifier();
    net.layers[0].trainable = false;
    const before = await values(net.layers[0].weights[0]);
    const { x, y } = stripes(16);
    await net.fit(x, y, quiet);
    expect(await values(net.layers[0].weights[0])).toEqual(before);
  });

  it('weighs samples', async () => {
    const net = sequential([dense({ units: 1, kernelInitializer: 'zeros', inputShape: [1] })]);
    net.compile({ optimizer: sgd({ learningRate: 0 }), loss: 'meanSquaredError' });
    const y = [[1], [2], [3], [4]];
    const { loss } = await net.evaluate(ones([4, 1]), y, { sampleWeight: Float32Array.of(1, 0, 0, 2) });
    expect(loss).toBeCloseTo((1 + 2 * 16) / 4, 5);
  });
});

describe('trainOnBatch', () => {
  it('takes one step and tells the loss before it', async () => {
    seed(3);
    const net = classifier();
    const { x, y } = stripes(16);
    const before = await net.testOnBatch(x, y);
    await net.trainOnBatch(x, y);
    for (let i = 0; i < 30; i++) await net.trainOnBatch(x, y);
    expect((await net.trainOnBatch(x, y)).loss).toBeLessThan(before.loss);
    expect(net.optimizer.iterations).toBe(32);
  });
});
