import { seed } from '@striate/tensor';
import { expect } from 'vitest';
import { conv2d } from '../../../layers/Conv2D';
import { dense } from '../../../layers/Dense';
import { dropout } from '../../../layers/Dropout';
import { flatten } from '../../../layers/Flatten';
import { sequential } from '../../../models/Sequential';
import { adam } from '../../../optimizers/Adam';
import { stripes, values } from '../../../testing';
import type { WorkerLike } from '../port';
import { trainInWorker } from '../trainInWorker';

function net() {
  seed(1);
  const made = sequential([
    conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
    flatten(),
    dropout({ rate: 0.2 }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  made.compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return made;
}

/** What training in a worker promises, in Node.js and in a page. */
export async function checkTrainingInWorker(worker: WorkerLike): Promise<void> {
  const { x, y } = stripes(64);
  const here = net();
  const options = { epochs: 3, batchSize: 16, validationSplit: 0.25, verbose: 0 } as const;
  const expected = await here.fit(x, y, options);

  const there = net();
  const heard: string[] = [];
  const callbacks = [
    {
      onEpochEnd: (epoch: number) => void heard.push(`epoch ${epoch}`),
      onBatchEnd: (batch: number) => void heard.push(`batch ${batch}`),
    },
  ];
  expect(await trainInWorker(there, x, y, { ...options, worker, callbacks })).toEqual(expected);
  expect(heard).toHaveLength(3 * 4);
  expect(heard.slice(0, 4)).toEqual(['batch 0', 'batch 1', 'batch 2', 'epoch 0']);
  for (const [i, weight] of there.weights.entries())
    expect(await values(weight)).toEqual(await values(here.weights[i]));

  // Both go on where they are: optimizer and generator came back too.
  const more = { epochs: 1, batchSize: 16, verbose: 0 } as const;
  const again = await here.fit(x, y, more);
  seed(3);
  await trainInWorker(there, x, y, { ...more, worker, shuffle: false });
  expect(there.optimizer.iterations).toBe(here.optimizer.iterations);
  expect(again.epoch).toEqual([0]);

  // Stopped by a callback; aborted; a data set that only the worker has; errors.
  const stopping = [{ onEpochEnd: (_: number, __: object, context: { stop(): void }) => context.stop() }];
  const stopped = await trainInWorker(net(), x, y, { epochs: 10_000, worker, callbacks: stopping, verbose: 0 });
  expect(stopped.epoch.length).toBeLessThan(9_000);
  const abort = new AbortController();
  const aborted = trainInWorker(net(), x, y, {
    epochs: 100_000,
    worker,
    signal: abort.signal,
    callbacks: [{ onEpochEnd: () => abort.abort() }],
  });
  await expect(aborted).rejects.toThrow(/abort/i);
  const named = await trainInWorker(net(), 'stripes', undefined, { worker, epochs: 2 });
  expect(named.history.loss).toHaveLength(2);
  await expect(trainInWorker(net(), 'circles', undefined, { worker })).rejects.toThrow(
    "the worker has no data set 'circles'; serveTraining({ datasets }) has stripes",
  );
  await expect(trainInWorker(net(), x, new Int32Array(64).fill(7), { worker })).rejects.toThrow('label 7 at index 0');
}
