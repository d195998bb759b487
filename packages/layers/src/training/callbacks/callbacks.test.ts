import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memory, seed } from '@striate/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dense } from '../../layers/Dense';
import { flatten } from '../../layers/Flatten';
import { sequential } from '../../models/Sequential';
import { sgd } from '../../optimizers/SGD';
import { stripes, useCpu, values } from '../../testing';
import type { Callback } from '../Callback';
import { backupAndRestore } from './backupAndRestore';
import { csvLogger } from './csvLogger';
import { earlyStopping } from './earlyStopping';
import { lambdaCallback } from './lambdaCallback';
import { learningRateScheduler } from './learningRateScheduler';
import { modelCheckpoint } from './modelCheckpoint';
import { reduceLROnPlateau } from './reduceLROnPlateau';
import { terminateOnNaN } from './terminateOnNaN';

useCpu();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-callbacks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const data = stripes(64);

function net(learningRate = 0.1) {
  seed(1);
  const made = sequential([flatten({ inputShape: [8, 8, 1] }), dense({ units: 4, activation: 'softmax' })]);
  made.compile({ optimizer: sgd({ learningRate }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  return made;
}

/** Puts these values into the logs, epoch by epoch. */
function scripted(name: string, series: readonly number[]): Callback {
  return {
    onEpochEnd(epoch, logs) {
      logs[name] = series[epoch];
    },
  };
}

const fit = (model: ReturnType<typeof net>, epochs: number, callbacks: readonly Callback[]) =>
  model.fit(data.x, data.y, { epochs, verbose: 0, callbacks, seed: 5 });

describe('earlyStopping', () => {
  it('waits for its patience, then stops', async () => {
    const series = [5, 4, 4.5, 4.2, 4.1, 1];
    const { epoch, history } = await fit(net(), 6, [scripted('val_loss', series), earlyStopping({ patience: 3 })]);
    expect(epoch).toEqual([0, 1, 2, 3, 4]);
    expect(history.val_loss).toEqual(series.slice(0, 5));
  });

  it('tells scores from losses, and counts minDelta', async () => {
    const more = scripted('val_accuracy', [0.1, 0.2, 0.3, 0.4]);
    expect((await fit(net(), 4, [more, earlyStopping({ monitor: 'val_accuracy', patience: 1 })])).epoch).toHaveLength(
      4,
    );
    const little = scripted('val_accuracy', [0.1, 0.101, 0.102, 0.103]);
    const stopping = earlyStopping({ monitor: 'val_accuracy', patience: 2, minDelta: 0.01 });
    expect((await fit(net(), 4, [little, stopping])).epoch).toHaveLength(3);
  });

  it('gives the best weights back', async () => {
    const model = net();
    const before = memory().tensors;
    const kept: number[][] = [];
    const spy: Callback = {
      async onEpochEnd() {
        kept.push(await values(model.weights[0]));
      },
    };
    await fit(model, 4, [
      spy,
      scripted('score', [1, 3, 2, 2]),
      earlyStopping({ monitor: 'score', patience: 2, restoreBestWeights: true }),
    ]);
    expect(kept).toHaveLength(4);
    expect(await values(model.weights[0])).toEqual(kept[1]);
    // What earlier tests left may be collected meanwhile: less is no leak.
    expect(memory().tensors).toBeLessThanOrEqual(before);
  });

  it('says what there is to watch', async () => {
    await expect(fit(net(), 1, [earlyStopping()])).rejects.toThrow(
      "earlyStopping: monitors 'val_loss', but the logs have loss, accuracy (val_… need validationData or validationSplit)",
    );
  });
});

it('lambdaCallback is what it is given', async () => {
  const epochs: number[] = [];
  await fit(net(), 2, [lambdaCallback({ onEpochEnd: (epoch) => void epochs.push(epoch) })]);
  expect(epochs).toEqual([0, 1]);
});

describe('the learning rate', () => {
  it('falls on a plateau', async () => {
    const model = net(0.1);
    const plateau = reduceLROnPlateau({
      monitor: 'm',
      mode: 'min',
      factor: 0.5,
      patience: 2,
      cooldown: 1,
      minLR: 0.04,
    });
    const { history } = await fit(model, 7, [scripted('m', [3, 2, 2, 2, 2, 2, 2]), plateau]);
    // Two epochs without improvement; then, one that only cools and counts again, two more: down to the least.
    expect(history.learning_rate).toEqual([0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.04]);
    expect(model.optimizer.learningRate).toBe(0.04);
  });

  it('follows a function of the epoch', async () => {
    const { history } = await fit(net(1), 3, [learningRateScheduler((epoch, rate) => (epoch === 0 ? rate : rate / 2))]);
    expect(history.learning_rate).toEqual([1, 0.5, 0.25]);
    await expect(fit(net(), 1, [learningRateScheduler(() => Number.NaN)])).rejects.toThrow('gives NaN for epoch 0');
  });
});

describe('files', () => {
  it('csvLogger writes a line an epoch', async () => {
    const path = join(folder, 'log.csv');
    await fit(net(), 2, [scripted('m', [1, 2]), csvLogger(path)]);
    const [head, first, second, end] = (await readFile(path, 'utf8')).split('\n');
    expect(head).toBe('epoch,accuracy,loss,m');
    expect(first).toMatch(/^0,0\.\d+,\d\.\d+,1$/);
    expect(second.startsWith('1,')).toBe(true);
    expect(end).toBe('');
    await fit(net(), 1, [scripted('m', [1]), csvLogger(path, { append: true })]);
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(4);
  });

  it('modelCheckpoint fills in the path, and keeps the best', async () => {
    const model = net();
    await fit(model, 2, [
      scripted('m', [0.5, 0.25]),
      modelCheckpoint(join(folder, 'w.{epoch:02d}-{m:.1f}.safetensors')),
    ]);
    expect((await readdir(folder)).sort()).toEqual(['w.01-0.5.safetensors', 'w.02-0.3.safetensors']);
    const best = join(folder, 'best.safetensors');
    const kept: number[][] = [];
    const spy: Callback = {
      async onEpochEnd() {
        kept.push(await values(model.weights[0]));
      },
    };
    await fit(model, 3, [spy, scripted('m', [2, 1, 3]), modelCheckpoint(best, { monitor: 'm', saveBestOnly: true })]);
    await model.loadWeights(best);
    expect(await values(model.weights[0])).toEqual(kept[1]);
    await expect(fit(model, 1, [modelCheckpoint('{val_loss}')])).rejects.toThrow(
      "names 'val_loss', but there are loss",
    );
  });
});

describe('terminateOnNaN', () => {
  it('ends the training without an error', async () => {
    const model = net(1e38);
    await expect(fit(model, 5, [])).rejects.toThrow('the loss became NaN in epoch');
    const { epoch } = await fit(net(1e38), 5, [terminateOnNaN()]);
    expect(epoch.length).toBeLessThan(5);
  });
});

describe('backupAndRestore', () => {
  it('goes on in the middle of an epoch as if nothing had happened', async () => {
    const whole = net();
    const { history } = await fit(whole, 3, []);
    const place = join(folder, 'backup');
    const stopAt = (at: number): Callback => {
      let steps = 0;
      return {
        onBatchEnd() {
          if (++steps === at) throw new Error('power cut');
        },
      };
    };
    const model = net();
    await expect(fit(model, 3, [stopAt(4), backupAndRestore(place, { saveFreq: 1 })])).rejects.toThrow('power cut');
    const again = net();
    const resumed = await fit(again, 3, [{}, backupAndRestore(place, { saveFreq: 1 })]);
    expect(resumed.history).toEqual(history);
    expect(await values(again.weights[0])).toEqual(await values(whole.weights[0]));
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses what another training wrote, and leaves the model as it is', async () => {
    const place = join(folder, 'backup');
    await fit(net(), 1, [backupAndRestore(place, { deleteCheckpoint: false })]);
    const other = sequential([flatten({ inputShape: [8, 8, 1] }), dense({ units: 5, activation: 'softmax' })]);
    other.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    const before = await values(other.weights[0]);
    await expect(fit(other as ReturnType<typeof net>, 2, [backupAndRestore(place)])).rejects.toThrow(
      'checkpoint: the file does not fit the model, which is left as it is; of another shape: dense/kernel',
    );
    expect(await values(other.weights[0])).toEqual(before);
    const model = net();
    await expect(
      model.fit(data.x, data.y, { epochs: 2, batchSize: 8, verbose: 0, callbacks: [backupAndRestore(place)] }),
    ).rejects.toThrow('the checkpoint is of a training with 2 batches an epoch, this one has 8');
  });
});
