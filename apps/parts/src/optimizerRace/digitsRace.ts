import { denseNetwork, seed as setSeed } from 'striate';
import { loadDigits } from '../training/loadDigits';
import { makeOptimizer } from './makeOptimizer';
import type { RacerName, ScheduleName } from './racers';

export interface DigitsRaceOptions {
  readonly racer: RacerName;
  readonly rate: number;
  readonly schedule: ScheduleName;
  readonly seed: number;
  readonly steps: number;
}

let digits: ReturnType<typeof loadDigits> | undefined;

/** Trains a small dense network with one optimizer; the same seed gives all of them the same weights and the same batches. */
export async function raceOnDigits(options: DigitsRaceOptions, hear: (losses: number[]) => void): Promise<number[]> {
  const { racer, rate, schedule, seed, steps } = options;
  digits ??= loadDigits();
  const { train } = await digits;
  setSeed(seed);
  const net = denseNetwork({ hidden: [32] });
  net.compile({ optimizer: makeOptimizer(racer, rate, schedule, steps), loss: 'sparseCategoricalCrossentropy' });
  const losses: number[] = [];
  let [before, told] = [0, performance.now()];
  await net.fit(train.x, train.y, {
    batchSize: 32,
    stepsPerEpoch: steps,
    seed,
    verbose: 0,
    callbacks: [
      {
        onBatchEnd(batch, { loss }) {
          const sum = loss * (batch + 1);
          losses.push(sum - before);
          before = sum;
          if (performance.now() - told < 120) return;
          told = performance.now();
          hear([...losses]);
        },
        onNaN(_epoch, _batch, { stop }) {
          stop();
        },
      },
    ],
  });
  return losses.filter(Number.isFinite);
}
