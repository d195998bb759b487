// LeNet-5 as published, "Gradient-based learning applied to document recognition" (LeCun, Bottou, Bengio and Haffner 1998). What was
// new is said in lenet5.ts, the network as it is built today.
//
// Three things were different. A third-layer filter sees three, four or all of the six maps before it, by a table: fewer weights, and
// no two filters in the same situation. Subsampling has a trained coefficient and bias for each map. And the last layer is not a sum
// with weights: it compares 84 values with small drawings of the characters, which are fixed. All units bend: 1.7159 tanh(2a / 3).
//
// Shapes between the stages, for a 32 x 32 image (a 28 x 28 digit in the middle, the background -0.1, the ink 1.175):
//
//   32x32x1  → C1: conv 6 @ 5x5               → 28x28x6       156 parameters
//            → S2: subsampling 2              → 14x14x6        12
//            → C3: conv 16 @ 5x5, by table    → 10x10x16    1,516
//            → S4: subsampling 2              → 5x5x16         32
//            → C5: conv 120 @ 5x5             → 1x1x120    48,120
//            → F6: dense                      → 84         10,164    together 60,000
//            → output: distances to drawings  → 10            840 fixed
import {
  activation,
  conv2d,
  dense,
  flatten,
  type Layer,
  randomUniform,
  type Sequential,
  sequential,
} from '@striate/layers';
import { ValueError } from '@striate/tensor';
import type { ClassifierOptions } from './ClassifierOptions';
import { digitDrawings } from './digitDrawings';
import { globalPooling } from './globalPooling';
import { radialBasis } from './layers/RadialBasis';
import { scaledTanh } from './layers/ScaledTanh';
import { sparseConv2d } from './layers/SparseConv2D';
import { trainableSubsampling2d } from './layers/TrainableSubsampling2D';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `lenet5Original`: images are `[32, 32, 1]` and of 10 classes by default. */
export interface Lenet5OriginalOptions extends ClassifierOptions {
  /** What each class looks like: 84 numbers, ±1, for each. Default: drawings of the digits, as many as there are classes. */
  drawings?: readonly (readonly number[])[];
}

/** Table I: which of the maps of S2 each map of C3 is computed from. */
const connections = [
  ...[0, 1, 2, 3, 4, 5].map((first) => [0, 1, 2].map((i) => (first + i) % 6)),
  ...[0, 1, 2, 3, 4, 5].map((first) => [0, 1, 2, 3].map((i) => (first + i) % 6)),
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
];

/** Appendix A: evenly from -2.4 to 2.4, divided by the number of inputs of a unit. */
const evenly = (inputs: number) => randomUniform({ minval: -2.4 / inputs, maxval: 2.4 / inputs });

function features(inputShape: NonNullable<ClassifierOptions['inputShape']>): Layer[] {
  const subsampling = (name: string) => trainableSubsampling2d({ name, coefficientInitializer: evenly(4) });
  const kernelInitializer = evenly(25 * inputShape[2]);
  return [
    conv2d({ name: 'C1', filters: 6, kernelSize: 5, kernelInitializer, inputShape }),
    scaledTanh(),
    subsampling('S2'),
    scaledTanh(),
    // Most filters see four maps.
    sparseConv2d({ name: 'C3', kernelSize: 5, connections, kernelInitializer: evenly(4 * 25) }),
    scaledTanh(),
    subsampling('S4'),
    scaledTanh(),
  ];
}

function classifier({ classes = 10, classifierActivation = 'softmax', drawings }: Lenet5OriginalOptions): Layer[] {
  const centers = (drawings ?? digitDrawings()).slice(0, classes);
  if (centers.length < classes) {
    throw new ValueError(`lenet5Original: ${classes} classes need as many drawings, got ${centers.length}`);
  }
  return [
    conv2d({ name: 'C5', filters: 120, kernelSize: 5, kernelInitializer: evenly(16 * 25) }),
    scaledTanh(),
    flatten(),
    dense({ name: 'F6', units: 84, kernelInitializer: evenly(120) }),
    scaledTanh(),
    radialBasis({ name: 'output', centers }),
    activation({ activation: classifierActivation }),
  ];
}

/**
 * LeNet-5 as published (LeCun, Bottou, Bengio and Haffner 1998): `[batch, 32, 32, 1]` → class probabilities `[batch, 10]`, with
 * 60,000 trainable and 840 fixed parameters. Layers have the paper's names: `C1`, `S2`, `C3`, `S4`, `C5`, `F6`, `output`.
 *
 * The output of the paper is a penalty for each class, the squared distance to its drawing. With `classifierActivation: 'linear'`
 * the network gives these with a minus sign, for `lenet5Loss`; the softmax of them, the default, with `'sparseCategoricalCrossentropy'`
 * is the same criterion without its class of things that are no character.
 *
 * @throws {ValueError} for more classes than there are drawings.
 *
 * @example
 * const net = lenet5Original();
 * net.compile({ optimizer: sgd({ learningRate: 1e-3 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 * @example
 * const net = lenet5Original({ classifierActivation: 'linear' });
 * net.compile({ optimizer: sgd({ learningRate: 1e-3 }), loss: lenet5Loss(), metrics: ['accuracy'] });
 */
export function lenet5Original(options: Lenet5OriginalOptions & Pretrained): Promise<Sequential>;
export function lenet5Original(options?: Lenet5OriginalOptions): Sequential;
export function lenet5Original(
  options: Lenet5OriginalOptions & Partial<Pretrained> = {},
): Sequential | Promise<Sequential> {
  const { inputShape = [32, 32, 1], includeTop = true, pooling, name = 'lenet5Original' } = options;
  const build = () =>
    sequential([...features(inputShape), ...(includeTop ? classifier(options) : globalPooling(pooling))], { name });
  return withWeights('lenet5Original', build, options);
}
