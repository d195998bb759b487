import { type Tensor, ValueError } from '@striate/tensor';
import type { LossLike } from '../losses/resolveLoss';
import { resolveLoss } from '../losses/resolveLoss';
import {
  accuracy,
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
} from './accuracy';
import { type Metric, meanMetric } from './Metric';

const byName = {
  accuracy,
  sparseCategoricalAccuracy,
  categoricalAccuracy,
  binaryAccuracy,
  sparseTopKCategoricalAccuracy,
  meanSquaredError: () => ofLoss('meanSquaredError'),
  meanAbsoluteError: () => ofLoss('meanAbsoluteError'),
  sparseCategoricalCrossentropy: () => ofLoss('sparseCategoricalCrossentropy'),
  categoricalCrossentropy: () => ofLoss('categoricalCrossentropy'),
  binaryCrossentropy: () => ofLoss('binaryCrossentropy'),
} satisfies Record<string, () => Metric>;

function ofLoss(name: LossLike & string): Metric {
  return meanMetric(name, resolveLoss(name).values);
}

export type MetricName = keyof typeof byName;

/** A metric, the name of one, or a function `(yTrue, yPred)` to values whose mean counts. */
export type MetricLike = MetricName | Metric | ((yTrue: Tensor, yPred: Tensor) => Tensor);

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveMetric(like: MetricLike): Metric {
  if (typeof like === 'function') return meanMetric(like.name || 'metric', like);
  if (typeof like === 'object') return like;
  if (Object.hasOwn(byName, like)) return byName[like]();
  throw new ValueError(`metric '${like}' is not known. There are ${Object.keys(byName).join(', ')}`);
}
