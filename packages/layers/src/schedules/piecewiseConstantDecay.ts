import { ValueError } from '@striate/tensor';
import { described } from '../config/described';
import type { Schedule } from './Schedule';

export interface PiecewiseConstantDecayOptions {
  /** Steps after which the next value begins, rising: a step that is a boundary still has the value before it. */
  boundaries: readonly number[];
  /** The rates: one more than boundaries. */
  values: readonly number[];
}

/**
 * One rate after another.
 *
 * @throws {ValueError} if the boundaries do not rise, or the values are not one more.
 *
 * @example
 * sgd({ learningRate: piecewiseConstantDecay({ boundaries: [1000, 5000], values: [0.1, 0.01, 0.001] }) });
 */
export function piecewiseConstantDecay({ boundaries, values }: PiecewiseConstantDecayOptions): Schedule {
  if (values.length !== boundaries.length + 1)
    throw new ValueError(
      `piecewiseConstantDecay: ${boundaries.length} boundaries take ${boundaries.length + 1} values, got ${values.length}`,
    );
  if (boundaries.some((boundary, i) => i > 0 && !(boundary > boundaries[i - 1])))
    throw new ValueError(`piecewiseConstantDecay: boundaries must rise, got ${boundaries.join(', ')}`);
  const rate: Schedule = (step) => values[boundaries.filter((boundary) => step > boundary).length];
  return described(rate, 'PiecewiseConstantDecay', { boundaries, values });
}
