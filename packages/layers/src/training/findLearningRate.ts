import { ValueError } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { Arrays } from './arrays';
import type { DatasetLike } from './batches';
import { preserving } from './preserving';

export interface FindLearningRateOptions {
  /** Rate of the first step. Default 1e-6. */
  minLR?: number;
  /** Rate of the last step. Default 1. */
  maxLR?: number;
  /** Default 100. */
  steps?: number;
  /** Samples a step. Default 32. */
  batchSize?: number;
}

/** The loss against the learning rate. */
export interface LearningRateCurve {
  readonly learningRates: readonly number[];
  /** Loss of each step's batch, before the step. */
  readonly losses: readonly number[];
  /** The same without the noise from batch to batch. */
  readonly smoothed: readonly number[];
  /** Where the smoothed loss falls most steeply: a good rate to begin with. */
  readonly suggestion: number;
}

/**
 * Tries learning rates, each larger than the last, one batch each (Smith 2015), until the loss explodes. The model and its
 * optimizer are as before afterwards.
 *
 * @example
 * const { suggestion } = await findLearningRate(net, images, labels);
 * net.optimizer.learningRate = suggestion;
 */
export async function findLearningRate(
  model: Model,
  x: Arrays | DatasetLike,
  y?: Arrays,
  { minLR = 1e-6, maxLR = 1, steps = 100, batchSize = 32 }: FindLearningRateOptions = {},
): Promise<LearningRateCurve> {
  if (!(minLR > 0 && minLR < maxLR))
    throw new ValueError(`findLearningRate: takes 0 < minLR < maxLR, got ${minLR} and ${maxLR}`);
  if (!Number.isInteger(steps) || steps < 3)
    throw new ValueError(`findLearningRate: steps must be a whole number >= 3, got ${steps}`);
  const { optimizer } = model;
  const rateOf = (step: number) => minLR * (maxLR / minLR) ** (step / (steps - 1));
  const losses: number[] = [];
  const smoothed: number[] = [];
  let mean = 0;
  await preserving(model, async () => {
    const options = {
      epochs: steps,
      stepsPerEpoch: 1,
      batchSize,
      verbose: 0,
      callbacks: [
        {
          onEpochBegin(epoch: number) {
            optimizer.learningRate = rateOf(epoch);
          },
          onEpochEnd(_: number, { loss }: Record<string, number>, context: { stop(): void }) {
            mean = 0.9 * mean + 0.1 * loss;
            losses.push(loss);
            smoothed.push(mean / (1 - 0.9 ** losses.length));
            if (smoothed[smoothed.length - 1] > 4 * Math.min(...smoothed)) context.stop();
          },
          onNaN: (_: number, __: number, context: { stop(): void }) => context.stop(),
        },
      ],
    } as const;
    await (y === undefined ? model.fit(x as DatasetLike, options) : model.fit(x as Arrays, y, options));
  });
  const count = losses.findIndex((loss) => !Number.isFinite(loss));
  const used = count < 0 ? losses.length : count;
  const learningRates = Array.from({ length: used }, (_, i) => rateOf(i));
  const curve = smoothed.slice(0, used);
  return { learningRates, losses: losses.slice(0, used), smoothed: curve, suggestion: steepest(learningRates, curve) };
}

/** The rate at which the loss falls most, step by step of the same factor. */
function steepest(rates: readonly number[], smoothed: readonly number[]): number {
  const end = smoothed.indexOf(Math.min(...smoothed));
  let [best, fall] = [0, Number.NEGATIVE_INFINITY];
  for (let i = 1; i < end; i++) {
    const falling = smoothed[i - 1] - smoothed[i + 1];
    if (falling > fall) [best, fall] = [i, falling];
  }
  return rates[best];
}
