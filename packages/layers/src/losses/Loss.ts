import {
  expandDims,
  formatShape,
  mean,
  type Shape,
  ShapeError,
  sameShape,
  squeeze,
  type Tensor,
  type TypedArray,
} from '@striate/tensor';

/** The loss of each sample, or of each pixel: any shape that begins with the batch. */
export type LossValues = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** Throws a message about labels that the loss cannot take; `outputShape` is that of the model's output. */
export type LabelCheck = (labels: TypedArray, shape: Shape, outputShape: Shape) => void;

/**
 * A loss: a function to the mean over a batch, whose parts `fit` and `evaluate` use.
 */
export interface Loss {
  /** The mean loss of a batch, a scalar. */
  (yTrue: Tensor, yPred: Tensor): Tensor;
  readonly lossName: string;
  /** Before the mean is taken. */
  readonly values: LossValues;
  readonly checkLabels?: LabelCheck;
}

/**
 * Makes a loss of a function to the losses of the samples.
 *
 * @example
 * const cubic = loss('cubic', (yTrue, yPred) => mean(pow(abs(sub(yTrue, yPred)), 3), -1));
 */
export function loss(name: string, values: LossValues, checkLabels?: LabelCheck): Loss {
  const call = (yTrue: Tensor, yPred: Tensor): Tensor => mean(values(yTrue, yPred));
  return Object.assign(call, { lossName: name, values, checkLabels });
}

/** Labels with the rank of the output: an axis of size 1 at the end is added or taken away. */
export function matchRank(yTrue: Tensor, yPred: Tensor, who: string): Tensor {
  const { rank } = yPred;
  let matched = yTrue;
  if (yTrue.rank === rank - 1 && yPred.shape[rank - 1] === 1) matched = expandDims(yTrue, yTrue.rank);
  else if (yTrue.rank === rank + 1 && yTrue.shape[rank] === 1) matched = squeeze(yTrue, rank);
  if (!sameShape(matched.shape, yPred.shape)) {
    throw new ShapeError(
      `${who}: labels of shape ${formatShape(yTrue.shape)} do not fit an output of shape ${formatShape(yPred.shape)}`,
    );
  }
  return matched;
}
