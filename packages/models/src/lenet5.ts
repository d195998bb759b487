// LeNet-5, "Gradient-based learning applied to document recognition" (LeCun, Bottou, Bengio and Haffner 1998).
//
// What was new: the whole path from pixels to classes is trained at once, by gradients. Convolutions share their few
// weights over the image, pooling makes the next stage indifferent to small shifts, and stacking the two turns strokes
// into shapes and shapes into digits. Banks read cheques with it.
//
// Shapes between the stages, for a 28 x 28 image:
//
//   28x28x1  → conv 6 @ 5x5, same  → 28x28x6       156 parameters
//            → pool 2              → 14x14x6
//            → conv 16 @ 5x5       → 10x10x16    2,416
//            → pool 2              → 5x5x16 = 400
//            → dense               → 120        48,120
//            → dense               → 84         10,164
//            → dense, softmax      → 10            850     together 61,706
//
// This is the network as it is built today. The original wired the 16 maps to hand-picked subsets of the 6, gave each
// pooled map a trainable scale and offset, and compared the 84 values with drawings of the characters.
import {
  averagePooling2d,
  conv2d,
  type DenseOptions,
  dense,
  flatten,
  maxPooling2d,
  type Sequential,
  sequential,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `lenet5`: images are `[28, 28, 1]` and of 10 classes by default. */
export interface Lenet5Options extends ClassifierOptions {
  /** After every layer but the last. Default `'relu'`; the paper has a scaled `'tanh'`. */
  activation?: DenseOptions['activation'];
  /** Default `'max'`; the paper takes averages ("subsampling"). */
  subsampling?: 'max' | 'average';
}

/**
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998): `[batch, 28, 28, 1]` → class probabilities `[batch, 10]`, with 61,706
 * parameters.
 *
 * @example
 * const net = lenet5();
 * net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 * @example
 * const trained = await lenet5({ weights: 'mnist' }); // images 0 … 1, white on black
 * @example
 * lenet5({ activation: 'tanh', subsampling: 'average' }); // nearer to 1998
 */
export function lenet5(options: Lenet5Options & Pretrained): Promise<Sequential>;
export function lenet5(options?: Lenet5Options): Sequential;
export function lenet5(options: Lenet5Options & Partial<Pretrained> = {}): Sequential | Promise<Sequential> {
  const { classes = 10, inputShape = [28, 28, 1], includeTop = true, activation = 'relu', name = 'lenet5' } = options;
  const pool = options.subsampling === 'average' ? averagePooling2d : maxPooling2d;
  const build = () => {
    const features = [
      conv2d({ filters: 6, kernelSize: 5, padding: 'same', activation, inputShape }),
      pool({ poolSize: 2 }),
      conv2d({ filters: 16, kernelSize: 5, activation }),
      pool({ poolSize: 2 }),
    ];
    const top = () => [
      flatten(),
      dense({ units: 120, activation }),
      dense({ units: 84, activation }),
      dense({ units: classes, activation: options.classifierActivation ?? 'softmax' }),
    ];
    return sequential([...features, ...(includeTop ? top() : globalPooling(options.pooling))], { name });
  };
  return withWeights('lenet5', build, options);
}
