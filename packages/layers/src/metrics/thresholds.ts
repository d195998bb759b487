import {
  add,
  cast,
  ceil,
  clip,
  expandDims,
  greater,
  mul,
  range,
  reshape,
  scatterAdd,
  stack,
  sub,
  sum,
  type Tensor,
  tensor,
} from '@striate/tensor';

/** Thresholds in rising order; `even` ones divide 0 to 1 into equal parts, so that a multiplication finds the place of an output. */
export interface Thresholds {
  readonly values: readonly number[];
  readonly even: boolean;
}

/** 0, 1 and what is between, `count` in all; one alone is 0.5. */
export function evenThresholds(count: number): Thresholds {
  if (count === 1) return { values: [0.5], even: false };
  return { values: Array.from({ length: count }, (_, i) => i / (count - 1)), even: true };
}

/**
 * Positives and negatives counted by how many thresholds their output is above: all that a curve over thresholds stands on.
 * `labels` columns are counted apart; the sums are `[labels, thresholds + 1, 2]`, laid out flat.
 */
export function countByThreshold(
  yes: Tensor,
  yPred: Tensor,
  weights: Tensor | undefined,
  { values, even }: Thresholds,
  labels: number,
): Tensor {
  const p = clip(yPred, 0, 1);
  const above = even
    ? ceil(mul(p, values.length - 1))
    : sum(cast(greater(expandDims(p, p.rank), tensor([...values])), 'float32'), -1);
  const bins = values.length + 1;
  const place = add(reshape(cast(above, 'int32'), [-1, labels]), mul(range(0, labels, 1, 'int32'), bins));
  const both = stack([yes, sub(1, yes)], -1);
  const counted = weights ? mul(both, expandDims(weights, weights.rank)) : both;
  return reshape(scatterAdd(reshape(counted, [-1, 2]), reshape(place, [-1]), labels * bins), [-1]);
}

/** What is right and wrong at each threshold, in their order. */
export interface Curve {
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/** Of the sums of `countByThreshold` the curve of a label; `open` puts the first threshold below 0, where all are above it. */
export function curveOf(sums: Float64Array, thresholds: number, label: number, open: boolean): Curve {
  const bins = thresholds + 1;
  const truePositives = new Float64Array(thresholds);
  const falsePositives = new Float64Array(thresholds);
  let [positives, negatives] = [0, 0];
  for (let above = thresholds; above >= 0; above--) {
    positives += sums[2 * (label * bins + above)];
    negatives += sums[2 * (label * bins + above) + 1];
    if (above > 0) [truePositives[above - 1], falsePositives[above - 1]] = [positives, negatives];
  }
  if (open) [truePositives[0], falsePositives[0]] = [positives, negatives];
  return { truePositives, falsePositives, positives, negatives };
}
