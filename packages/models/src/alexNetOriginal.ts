// AlexNet as it won ImageNet, "ImageNet classification with deep convolutional neural networks" (Krizhevsky, Sutskever and Hinton
// 2012). What was new is said in alexNet.ts, the simpler network of two years later.
//
// Its stages are split between two graphics cards: in three of the convolutions a filter sees only the channels on its own card,
// which are two groups here. The responses of neighbouring channels are normalised after the first two, and pools overlap.
//
// Shapes between the stages, for a 227 x 227 image (the paper says 224, with which its sizes do not come out):
//
//   227x227x3 → conv 96 @ 11x11, strides 4           → 55x55x96       34,944 parameters
//             → response norm, max pool 3x3/2        → 27x27x96
//             → conv 256 @ 5x5, padding 2, 2 groups  → 27x27x256     307,456
//             → response norm, max pool 3x3/2        → 13x13x256
//             → conv 384 @ 3x3, padding 1            → 13x13x384     885,120
//             → conv 384 @ 3x3, padding 1, 2 groups  → 13x13x384     663,936
//             → conv 256 @ 3x3, padding 1, 2 groups  → 13x13x256     442,624
//             → max pool 3x3/2                       → 6x6x256 = 9216
//             → dense, dropout                       → 4096       37,752,832
//             → dense, dropout                       → 4096       16,781,312
//             → dense, softmax                       → 1000        4,097,000    together 60,965,224
//
// Layers have the names of Caffe's reference network.
import {
  type Conv2DOptions,
  conv2d,
  dense,
  dropout,
  flatten,
  type Layer,
  localResponseNormalization,
  maxPooling2d,
  randomNormal,
  type Sequential,
  sequential,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `alexNetOriginal`: images are `[227, 227, 3]` by default. */
export interface AlexNetOriginalOptions extends ClassifierOptions {
  /** Share of the values that training drops after each of the hidden dense layers. Default 0.5. */
  dropout?: number;
}

type ConvOptions = Pick<
  Conv2DOptions,
  'name' | 'filters' | 'kernelSize' | 'strides' | 'padding' | 'groups' | 'biasInitializer' | 'inputShape'
>;

/** Section 5: biases of 1 in the second, fourth and fifth convolution and the hidden dense layers give relu positive inputs. */
const initial = () => ({ kernelInitializer: randomNormal({ stddev: 0.01 }) });

function features(inputShape: NonNullable<ClassifierOptions['inputShape']>): Layer[] {
  const conv = (options: ConvOptions) => conv2d({ activation: 'relu', ...initial(), ...options });
  const pool = (name: string) => maxPooling2d({ name, poolSize: 3, strides: 2 });
  // The paper sums over 5 channels with a factor of 1e-4, where the layer takes their mean.
  const norm = (name: string) => localResponseNormalization({ name, size: 5, alpha: 5e-4, beta: 0.75, k: 2 });
  const ones = { biasInitializer: 'ones' } as const;
  return [
    conv({ name: 'conv1', filters: 96, kernelSize: 11, strides: 4, inputShape }),
    norm('norm1'),
    pool('pool1'),
    conv({ name: 'conv2', filters: 256, kernelSize: 5, padding: 2, groups: 2, ...ones }),
    norm('norm2'),
    pool('pool2'),
    conv({ name: 'conv3', filters: 384, kernelSize: 3, padding: 1 }),
    conv({ name: 'conv4', filters: 384, kernelSize: 3, padding: 1, groups: 2, ...ones }),
    conv({ name: 'conv5', filters: 256, kernelSize: 3, padding: 1, groups: 2, ...ones }),
    pool('pool5'),
  ];
}

function classifier(options: AlexNetOriginalOptions): Layer[] {
  const { classes = 1000, classifierActivation = 'softmax', dropout: rate = 0.5 } = options;
  const hidden = (name: string) =>
    dense({ name, units: 4096, activation: 'relu', biasInitializer: 'ones', ...initial() });
  return [
    flatten({ name: 'flatten' }),
    hidden('fc6'),
    dropout({ name: 'drop6', rate }),
    hidden('fc7'),
    dropout({ name: 'drop7', rate }),
    dense({ name: 'fc8', units: classes, activation: classifierActivation, ...initial() }),
  ];
}

/**
 * AlexNet as published (Krizhevsky, Sutskever and Hinton 2012): `[batch, 227, 227, 3]` → class probabilities `[batch, 1000]`, with
 * 60,965,224 parameters and random weights. Layers have Caffe's names: `conv1`, … `fc8`.
 *
 * @throws {ShapeError} for images smaller than 67 x 67, and for an open size with its top, whose dense layers need one.
 *
 * @example
 * const net = alexNetOriginal({ classes: 10 });
 * const optimizer = sgd({ learningRate: 0.01, momentum: 0.9, weightDecay: 5e-4 });
 * net.compile({ optimizer, loss: 'sparseCategoricalCrossentropy' });
 */
export function alexNetOriginal(options: AlexNetOriginalOptions & Pretrained): Promise<Sequential>;
export function alexNetOriginal(options?: AlexNetOriginalOptions): Sequential;
export function alexNetOriginal(
  options: AlexNetOriginalOptions & Partial<Pretrained> = {},
): Sequential | Promise<Sequential> {
  const { inputShape = [227, 227, 3], includeTop = true, pooling, name = 'alexNetOriginal' } = options;
  const build = () =>
    sequential([...features(inputShape), ...(includeTop ? classifier(options) : globalPooling(pooling))], { name });
  return withWeights('alexNetOriginal', build, options);
}
