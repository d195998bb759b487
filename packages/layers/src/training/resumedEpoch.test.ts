import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from '@striate/backend-cpu';
import { seed, setBackend } from '@striate/tensor';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { dense } from '../layers/Dense';
import { dropout } from '../layers/Dropout';
import { flatten } from '../layers/Flatten';
import { sequential } from '../models/Sequential';
import { stripes } from '../testing/stripes';
import { backupAndRestore } from './callbacks/backupAndRestore';

let folder: string;
beforeAll(() => setBackend(cpu()));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-epoch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Three epochs of 4 steps with a backup after each; it may be cut short after some steps. */
async function train(place: string, start: number, shuffleSeed: number | undefined, stopAfter = Infinity) {
  seed(start);
  const net = sequential([
    flatten({ inputShape: [8, 8, 1] }),
    dropout({ rate: 0.3 }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
  const { x, y } = stripes(64);
  const abort = new AbortController();
  let steps = 0;
  const onBatchEnd = () => {
    if (++steps === stopAfter) abort.abort();
  };
  const options = { epochs: 3, batchSize: 16, verbose: 0, signal: abort.signal, seed: shuffleSeed } as const;
  await net
    .fit(x, y, { ...options, callbacks: [{ onBatchEnd }, backupAndRestore(join(folder, place))] })
    .catch((error: Error) => expect(error.name).toBe('AbortError'));
  return { weights: await net.weights[0].data(), steps };
}

it.each([undefined, 5])(
  'goes on from the end of an epoch with the orders that were to come (seed %s)',
  async (order) => {
    const whole = await train('whole', 1, order);
    // In the second epoch; what is left is the backup of the first.
    expect((await train('cut', 1, order, 6)).steps).toBe(6);
    const resumed = await train('cut', 99, order);
    expect(resumed.steps).toBe(8);
    expect(resumed.weights).toEqual(whole.weights);
  },
);
