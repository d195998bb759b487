import { ValueError } from '@striate/tensor';
import { runAhead } from './runAhead';
import type { Stage } from './stage';

export function prefetchStage<T>(source: Stage<T>, count: number): Stage<T> {
  if (!Number.isInteger(count) || count < 1) throw new ValueError(`prefetch: ${count} is not a whole number >= 1`);
  const { length, floats, seeds } = source;
  return { length, floats, seeds, open: (epoch, from) => runAhead(source.open(epoch, from), count) };
}
