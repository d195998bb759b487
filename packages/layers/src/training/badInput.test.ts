import { memory, ones, tensor, zeros } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { dense } from '../layers/Dense';
import { flatten } from '../layers/Flatten';
import { sequential } from '../models/Sequential';
import { sgd } from '../optimizers/SGD';
import { stripes, useCpu, values } from '../testing';

useCpu();

const quiet = { verbose: 0 } as const;

function net() {
  const made = sequential([flatten({ inputShape: [8, 8, 1] }), dense({ units: 4, activation: 'softmax' })]);
  made.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
  return made;
}

describe('fit refuses', () => {
  it('a model that is not compiled', async () => {
    const { x, y } = stripes(4);
    await expect(sequential([dense({ units: 1 })]).fit(x, y, quiet)).rejects.toThrow(
      "fit: 'sequential' is not compiled; call compile({ optimizer, loss, metrics }) first",
    );
  });

  it('names that are not known', () => {
    const made = net();
    // @ts-expect-error a name that does not exist
    expect(() => made.compile({ optimizer: 'adamm', loss: 'huber' })).toThrow(
      "optimizer 'adamm' is not known; did you mean 'adam'? There are sgd, rmsprop,",
    );
    // @ts-expect-error a name that does not exist
    expect(() => made.compile({ loss: 'mse' })).toThrow(
      "loss 'mse' is not known; did you mean 'meanSquaredError'? There are sparseCategoricalCrossentropy,",
    );
    // @ts-expect-error a name that does not exist
    expect(() => made.compile({ loss: 'huber', metrics: ['acc'] })).toThrow(
      "metric 'acc' is not known; did you mean 'accuracy'? There are accuracy,",
    );
  });

  it('x and y of different lengths, or empty', async () => {
    const { x, y } = stripes(8);
    await expect(net().fit(x, y.subarray(1), quiet)).rejects.toThrow(
      'fit: x has 8 samples but y has 7 (shapes [8,8,8,1] and [7])',
    );
    await expect(net().fit(zeros([0, 8, 8, 1]), zeros([0]), quiet)).rejects.toThrow(
      'fit: x has no samples, its shape is [0,8,8,1]',
    );
    await expect(net().fit([], quiet as never)).rejects.toThrow('fit');
    await expect(net().fit({ *[Symbol.iterator]() {} }, quiet)).rejects.toThrow(
      'fit: epoch 1 had no batches: the data set is empty',
    );
  });

  it('labels out of range, naming label, index and classes', async () => {
    const { x, y } = stripes(8);
    y[5] = 4;
    const made = net();
    const before = await values(made.weights[0]);
    const message = 'label 4 at index 5: the output has 4 classes, so labels are whole numbers from 0 to 3';
    await expect(made.fit(x, y, quiet)).rejects.toThrow(message);
    await expect(made.fit(x, tensor(y), quiet)).rejects.toThrow(message);
    await expect(made.evaluate(x, y)).rejects.toThrow(message);
    await expect(made.fit([{ x, y }], quiet)).rejects.toThrow(message);
    y[5] = -1;
    await expect(made.fit(x, y, quiet)).rejects.toThrow('label -1 at index 5');
    expect(await values(made.weights[0])).toEqual(before);
  });

  it('NaN in labels or inputs', async () => {
    const { x, y } = stripes(8);
    const floats = Float32Array.from(y);
    floats[3] = Number.NaN;
    await expect(net().fit(x, floats, quiet)).rejects.toThrow('fit: y has a NaN in sample 3 (element 3 of 8)');
    x.data[130] = Number.NaN;
    const message = 'fit: x has a NaN in sample 2 (element 130 of 512)';
    await expect(net().fit(x, y, quiet)).rejects.toThrow(message);
    await expect(net().fit(tensor(x.data, x.shape), y, quiet)).rejects.toThrow(message);
    await expect(net().fit([{ x, y }], quiet)).rejects.toThrow(message);
  });

  it('inputs and labels of shapes that do not fit the model', async () => {
    const { y } = stripes(8);
    await expect(net().fit(ones([8, 9, 9, 1]), y, quiet)).rejects.toThrow(
      "dense: layer 'dense' was built for 64 features, got 81",
    );
    await expect(net().fit(ones([8, 8, 8, 1]), zeros([8, 3]), quiet)).rejects.toThrow(
      'an output of shape [8,4] takes labels of shape [8], got [8,3]',
    );
    const made = net();
    made.compile({ loss: 'meanSquaredError' });
    await expect(made.fit(ones([8, 8, 8, 1]), zeros([8]), quiet)).rejects.toThrow(
      'meanSquaredError: labels of shape [8] do not fit an output of shape [8,4]',
    );
  });

  it('options out of range', async () => {
    const { x, y } = stripes(8);
    await expect(net().fit(x, y, { ...quiet, epochs: 0 })).rejects.toThrow(
      'fit: epochs must be a whole number >= 1, got 0',
    );
    await expect(net().fit(x, y, { ...quiet, batchSize: 0 })).rejects.toThrow(
      'batchSize must be a whole number >= 1, got 0',
    );
    await expect(net().fit(x, y, { ...quiet, validationSplit: 1 })).rejects.toThrow(
      'validationSplit must be above 0 and below 1',
    );
    await expect(net().fit(x, y, { ...quiet, validationSplit: 0.01 }))
      .rejects.toThrow('leaves 7 to train on and 1')
      .catch(() => {});
  });

  it('to go on when the loss is NaN, and says where it began', async () => {
    const made = sequential([dense({ units: 1, inputShape: [1] })]);
    made.compile({ optimizer: sgd({ learningRate: 1e30 }), loss: 'meanSquaredError' });
    const x = tensor([[1], [2], [3], [4]]);
    await expect(made.fit(x, x, { ...quiet, batchSize: 1, epochs: 5 })).rejects.toThrow(
      /fit: the loss became NaN in epoch 1, step [34]/,
    );
  });

  it('and leaves nothing behind', async () => {
    const { x, y } = stripes(8);
    const made = net();
    await made.fit(x, y, quiet);
    const before = memory();
    y[5] = 9;
    for (const bad of [
      made.fit(x, y, quiet),
      made.fit(x, y.subarray(2), quiet),
      made.fit([{ x, y }], quiet),
      made.predict([[1, 2]]),
    ]) {
      await expect(bad).rejects.toThrow();
    }
    // What earlier tests left may be collected meanwhile: less is no leak.
    expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
    expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
  });

  it('to train twice at once', async () => {
    const { x, y } = stripes(8);
    const made = net();
    const first = made.fit(x, y, quiet);
    await expect(made.fit(x, y, quiet)).rejects.toThrow("fit: 'sequential' is being trained already");
    await first;
  });
});
