// A network of dense layers, a "multilayer perceptron" (Rumelhart, Hinton and Williams, "Learning representations by back-propagating
// errors", 1986): what convolutional networks are compared with.
//
// What was new: hidden layers that learn by themselves what to look for. It takes an image for a list of numbers: each pixel has a
// weight of its own in every unit, so nothing that is learned at one place holds for another.
//
// Shapes between the stages, for a 28 x 28 image and the 128 units of lecture 5:
//
//   28x28x1 → flatten         → 784
//           → dense           → 128   100,480 parameters
//           → dense, softmax  → 10      1,290    together 101,770
import { type DenseOptions, dense, dropout, flatten, type Sequential, sequential } from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `denseNetwork`: 10 classes by default. There is no feature map, so nothing to pool. */
export interface DenseNetworkOptions extends Omit<ClassifierOptions, 'inputShape' | 'pooling'> {
  /** Shape of a sample, of any rank: it is flattened. Default `[28, 28, 1]`. */
  inputShape?: readonly (number | null)[];
  /** Units of the hidden layers. Default `[128]`; `[]` leaves a linear classifier. */
  hidden?: readonly number[];
  /** After each hidden layer. Default `'relu'`. */
  activation?: DenseOptions['activation'];
  /** Share of the values that training drops after each hidden layer. Default 0. */
  dropout?: number;
  /** A penalty on the weights of all layers: `l2(1e-4)`. Default: none. */
  kernelRegularizer?: DenseOptions['kernelRegularizer'];
}

/**
 * A network of dense layers, by default the one of lecture 5: `[batch, 28, 28, 1]` → class probabilities `[batch, 10]`, with 101,770
 * parameters. Without its top it ends with the last hidden layer.
 *
 * @example
 * const net = denseNetwork({ hidden: [300, 100], dropout: 0.2 });
 * net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 */
export function denseNetwork(options: DenseNetworkOptions & Pretrained): Promise<Sequential>;
export function denseNetwork(options?: DenseNetworkOptions): Sequential;
export function denseNetwork(
  options: DenseNetworkOptions & Partial<Pretrained> = {},
): Sequential | Promise<Sequential> {
  const { classes = 10, inputShape = [28, 28, 1], includeTop = true, name = 'denseNetwork' } = options;
  const { hidden = [128], activation = 'relu', dropout: rate = 0, kernelRegularizer } = options;
  const { classifierActivation = 'softmax' } = options;
  const build = () => {
    const model = sequential([flatten({ inputShape })], { name });
    for (const units of hidden) {
      model.add(dense({ units, activation, kernelRegularizer }));
      if (rate > 0) model.add(dropout({ rate }));
    }
    if (includeTop) model.add(dense({ units: classes, activation: classifierActivation, kernelRegularizer }));
    return model;
  };
  return withWeights('denseNetwork', build, options);
}
