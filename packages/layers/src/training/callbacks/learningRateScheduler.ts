import { ValueError } from '@striate/tensor';
import type { Callback } from '../Callback';

/**
 * Sets the learning rate at the start of each epoch; the rate joins the logs as `learning_rate`.
 *
 * For a rate that changes with every step give the optimizer a schedule.
 *
 * @example
 * learningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate * 0.9));
 */
export function learningRateScheduler(schedule: (epoch: number, learningRate: number) => number): Callback {
  return {
    onEpochBegin(epoch, { model: { optimizer } }) {
      const rate = schedule(epoch, optimizer.learningRate);
      if (!(rate >= 0))
        throw new ValueError(`learningRateScheduler: gives ${rate} for epoch ${epoch}, not a rate >= 0`);
      optimizer.learningRate = rate;
    },
    onEpochEnd(_epoch, logs, { model: { optimizer } }) {
      logs.learning_rate = optimizer.learningRate;
    },
  };
}
