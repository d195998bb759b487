import {
  asTensor,
  type Shape,
  scope,
  type Tensor,
  type TensorLike,
  type TypedArray,
  ValueError,
} from '@striate/tensor';
import { type Config, described } from '../config/described';
import { type Reduction, reduceLoss, reductions } from './reduceLoss';

/** The loss of each sample, or of each pixel: any shape that begins with the batch. */
export type LossValues = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** Throws a message about labels that the loss cannot take; `outputShape` is that of the model's output. */
export type LabelCheck = (labels: TypedArray, shape: Shape, outputShape: Shape) => void;

/** What every loss takes. */
export interface LossOptions {
  /** How the losses of a batch become one number. Default `sumOverBatchSize`: their mean. */
  reduction?: Reduction;
  /** What it is called as a metric, and in errors. Default: the name of the function that makes it. */
  name?: string;
}

/** What a loss can be made of beside its values. */
export interface LossParts {
  /** Default `sumOverBatchSize`. */
  reduction?: Reduction;
  /** 1 for each value that counts, 0 for each that does not, in the shape of the values. Default: all count. */
  mask?: LossValues;
  /** Looks at labels before training begins. */
  checkLabels?: LabelCheck;
}

/** What a loss says of itself. */
export interface LossForm {
  readonly lossName: string;
  /** Before the reduction. */
  readonly values: LossValues;
  readonly reduction: Reduction;
  readonly mask?: LossValues;
  readonly checkLabels?: LabelCheck;
}

/**
 * A loss: a function to one number for a batch, whose parts `fit` and `evaluate` use.
 */
export interface Loss extends LossForm {
  /** The loss of a batch, a scalar (with `reduction: 'none'` the losses of its samples); weights multiply the losses. */
  (yTrue: TensorLike, yPred: TensorLike, sampleWeight?: TensorLike): Tensor;
}

/**
 * Makes a loss of a function to the losses of the samples.
 *
 * @throws {ValueError} for a reduction that there is not.
 *
 * @example
 * const cubic = loss('cubic', (yTrue, yPred) => yTrue.sub(yPred).abs().pow(3).mean(-1));
 */
export function loss(name: string, values: LossValues, parts: LossParts = {}): Loss {
  const { reduction = 'sumOverBatchSize', mask, checkLabels } = parts;
  if (!reductions.includes(reduction)) {
    throw new ValueError(`${name}: reduction '${reduction}' is not known. There are ${reductions.join(', ')}`);
  }
  const call = (yTrue: TensorLike, yPred: TensorLike, sampleWeight?: TensorLike): Tensor => {
    const [goal, output] = [asTensor(yTrue), asTensor(yPred)];
    const weights = sampleWeight === undefined ? undefined : asTensor(sampleWeight);
    return scope(() => reduceLoss(values(goal, output), weights, mask?.(goal, output), reduction, name));
  };
  return Object.assign(call, { lossName: name, values, reduction, mask, checkLabels });
}

/** What every loss takes, filled in. */
export type FilledLossOptions = { readonly reduction: Reduction; readonly name: string };

/** The defaults of what every loss takes. */
export function lossDefaults(name: string): FilledLossOptions {
  return { reduction: 'sumOverBatchSize', name };
}

/** A loss of ours, with how it was made noted on it. */
export function kerasLoss(
  className: string,
  config: FilledLossOptions & Config,
  values: LossValues,
  parts: LossParts = {},
): Loss {
  const { name, reduction } = config;
  return described(loss(name, values, { reduction, ...parts }), className, config);
}
