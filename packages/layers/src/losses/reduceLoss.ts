import {
  broadcastTo,
  div,
  equal,
  formatShape,
  mul,
  reshape,
  ShapeError,
  sum,
  type Tensor,
  where,
} from '@striate/tensor';

/**
 * What becomes of the losses of a batch: `sumOverBatchSize` and `mean` divide their sum by their number,
 * `meanWithSampleWeight` by the sum of their weights, `sum` adds them up, `none` leaves them as they are.
 */
export type Reduction = 'sumOverBatchSize' | 'mean' | 'meanWithSampleWeight' | 'sum' | 'none';

export const reductions: readonly Reduction[] = ['sumOverBatchSize', 'mean', 'meanWithSampleWeight', 'sum', 'none'];

/** Weights of samples, or of their parts, in a shape that broadcasts to that of the values. */
export function alignWeights(values: Tensor, sampleWeight: Tensor, who: string): Tensor {
  const [rank, own] = [values.rank, sampleWeight.shape];
  const dropped = sampleWeight.rank === rank + 1 && own[rank] === 1 ? own.slice(0, rank) : own;
  const fits = rank > 0 && dropped.length <= rank && dropped.every((n, i) => n === values.shape[i] || n === 1);
  if (fits) return reshape(sampleWeight, [...dropped, ...values.shape.slice(dropped.length).map(() => 1)]);
  const problem = `${who}: sampleWeight of shape ${formatShape(own)} does not fit values of shape ${formatShape(values.shape)}`;
  throw new ShapeError(
    rank > 0 ? problem : `${problem}: there is one for the whole batch; an axis option leaves one a sample`,
  );
}

/** The weight of every value: those of the samples, 0 where masked; undefined where all count the same. */
export function weightsOf(values: Tensor, sampleWeight: Tensor | undefined, mask: Tensor | undefined, who: string) {
  const weights = sampleWeight && alignWeights(values, sampleWeight, who);
  return weights && mask ? mul(weights, mask) : (weights ?? mask);
}

/** The losses as one number, or as they are with `none`. */
export function reduceLoss(
  values: Tensor,
  sampleWeight: Tensor | undefined,
  mask: Tensor | undefined,
  reduction: Reduction,
  who: string,
): Tensor {
  const weights = weightsOf(values, sampleWeight, mask, who);
  const counted = weights ? mul(values, weights) : values;
  if (reduction === 'none') return counted;
  const total = counted.rank === 0 ? counted : sum(counted);
  if (reduction === 'sum') return total;
  const divisor = reduction === 'meanWithSampleWeight' ? weights : mask;
  if (!divisor) return values.size === 1 ? total : mul(total, 1 / values.size);
  const parts = sum(broadcastTo(divisor, values.shape));
  return div(total, where(equal(parts, 0), 1, parts));
}
