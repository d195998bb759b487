import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from '@striate/backend-cpu';
import { adam, backupAndRestore, dense, dropout, sequential } from '@striate/layers';
import { seed, setBackend } from '@striate/tensor';
import { beforeAll, expect, it } from 'vitest';
import { Dataset } from './Dataset';

beforeAll(() => setBackend(cpu()));

const samples = 60;
const x = { data: Float32Array.from({ length: samples * 4 }, (_, i) => Math.sin(i)), shape: [samples, 4] };
const y = Int32Array.from({ length: samples }, (_, i) => i % 3);

/** A training as a program would run it from its start; it may be cut short after some steps. */
async function train(folder: string, made: number[], start: number, stopAfter = Infinity): Promise<number[]> {
  seed(start);
  const net = sequential([
    dense({ units: 8, inputShape: [4] }),
    dropout({ rate: 0.2 }),
    dense({ units: 3, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: adam(), loss: 'sparseCategoricalCrossentropy' });
  const dataset = Dataset.fromArrays({ x, y, id: Int32Array.from({ length: samples }, (_, i) => i) })
    .shuffle() // nobody gives it a seed: the checkpoint brings it along
    .map(
      async ({ x, y, id }, index, { epoch }) => {
        made.push(id);
        return { x: { data: x.data.map((v) => v + 0.01 * epoch + 0.001 * index), shape: x.shape }, y };
      },
      { concurrency: 3 },
    )
    .batch(8)
    .prefetch(2);
  for await (const _ of dataset) break; // a look at a batch is a pass of its own
  const abort = new AbortController();
  let steps = 0;
  const running = net.fit(dataset, {
    epochs: 3,
    verbose: 0,
    signal: abort.signal,
    callbacks: [
      backupAndRestore(join(folder, 'backup'), { saveFreq: 3 }),
      {
        onBatchEnd() {
          if (++steps === stopAfter) abort.abort();
        },
      },
    ],
  });
  await running.catch((error: Error) => expect(error.name).toBe('AbortError'));
  const weights: number[] = [];
  for (const weight of net.weights) weights.push(...(await weight.data()));
  return weights;
}

it('a training that was cut short goes on with exactly the batches that were still to come', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'striate-'));
  try {
    const whole = await train(await mkdtemp(join(folder, 'whole-')), [], 1);
    // In the middle of the first epoch, after it, and in the middle of the second, of 8 batches each; the last checkpoints are those of
    // step 3, 8 and 11.
    for (const [steps, read] of [
      [5, 60 - 24 + 60 + 60],
      [9, 60 + 60],
      [14, 60 - 32 + 60],
    ]) {
      const cut = await mkdtemp(join(folder, 'cut-'));
      await train(cut, [], 1, steps);
      const made: number[] = [];
      expect(await train(cut, made, 99)).toEqual(whole);
      // A few more for the batch that was looked at and the first one of a pass, which decides on dtypes.
      expect(made.length).toBeLessThan(read + 40);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}, 30_000);
