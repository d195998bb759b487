import { type Loss, type LossOptions, loss, sparseCategoricalCrossentropy } from '@striate/layers';
import { cast, concat, fill, mul, neg, oneHot, reshape, sum, type Tensor, ValueError } from '@striate/tensor';

export interface Lenet5LossOptions extends LossOptions {
  /** `'map'`, maximum a posteriori (the paper's equation 9), or `'mse'`, the penalty of the right class alone (8). Default `'map'`. */
  criterion?: 'map' | 'mse';
  /**
   * For `'map'`: the penalty of being no character at all. Wrong classes with larger ones are not pushed away further. The paper gives
   * no number. Default 84, the distance of 84 zeros from any drawing.
   */
  rubbish?: number;
}

/**
 * The losses of LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998, section II.C), for outputs that are minus the penalties `p` of the
 * classes: with label `d`, `p_d + log(exp(-rubbish) + Σ exp(-p_i))`, or `p_d`. `yTrue` `[batch]` of whole numbers, `yPred`
 * `[batch, classes]`.
 *
 * @throws {ValueError} for a criterion that there is not.
 * @throws {ShapeError} for one-hot labels.
 *
 * @example
 * const net = lenet5Original({ classifierActivation: 'linear' });
 * net.compile({ optimizer: sgd({ learningRate: 1e-3 }), loss: lenet5Loss(), metrics: ['accuracy'] });
 */
export function lenet5Loss({ criterion = 'map', rubbish = 84, reduction, name }: Lenet5LossOptions = {}): Loss {
  if (criterion !== 'map' && criterion !== 'mse') {
    throw new ValueError(`lenet5Loss: criterion is 'map' or 'mse', got '${criterion}'`);
  }
  const crossentropy = sparseCategoricalCrossentropy({ fromLogits: true });
  // Rubbish is one more class, which no label has.
  const map = (yTrue: Tensor, yPred: Tensor) =>
    crossentropy.values(yTrue, concat([yPred, fill([yPred.shape[0], 1], -rubbish)], 1));
  const mse = (yTrue: Tensor, yPred: Tensor) => {
    const right = oneHot(reshape(cast(yTrue, 'int32'), [-1]), yPred.shape[1]);
    return neg(sum(mul(right, yPred), 1));
  };
  const { checkLabels } = crossentropy;
  return loss(name ?? 'lenet5Loss', criterion === 'map' ? map : mse, { reduction, checkLabels });
}
