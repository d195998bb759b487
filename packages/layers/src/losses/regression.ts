import { abs, cast, less, mean, mul, square, squaredDifference, sub, type Tensor, where } from '@striate/tensor';
import { type Loss, loss, matchRank } from './Loss';

const targetsOf = (yTrue: Tensor, yPred: Tensor, who: string): Tensor => cast(matchRank(yTrue, yPred, who), 'float32');

/** The mean of `(y - ŷ)²` over the last axis and the batch. */
export function meanSquaredError(): Loss {
  const name = 'meanSquaredError';
  return loss(name, (yTrue, yPred) => mean(squaredDifference(yPred, targetsOf(yTrue, yPred, name)), -1));
}

/** The mean of `|y - ŷ|` over the last axis and the batch. */
export function meanAbsoluteError(): Loss {
  const name = 'meanAbsoluteError';
  return loss(name, (yTrue, yPred) => mean(abs(sub(yPred, targetsOf(yTrue, yPred, name))), -1));
}

/** Squared for errors up to `delta` (default 1), linear beyond (Huber 1964): outliers pull less. */
export function huber({ delta = 1 } = {}): Loss {
  return loss('huber', (yTrue, yPred) => {
    const error = sub(yPred, targetsOf(yTrue, yPred, 'huber'));
    const size = abs(error);
    const far = sub(mul(size, delta), 0.5 * delta * delta);
    return mean(where(less(size, delta), mul(square(error), 0.5), far), -1);
  });
}
