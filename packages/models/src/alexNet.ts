// AlexNet, "ImageNet classification with deep convolutional neural networks" (Krizhevsky, Sutskever and Hinton 2012), in the
// form of "One weird trick for parallelizing convolutional neural networks" (Krizhevsky 2014) that torchvision has.
//
// What was new: size, and what makes it trainable. Rectified units (relu) learn several times faster than tanh, dropout and
// augmented images keep 60 million parameters from learning 1.2 million photographs by heart, and two graphics cards do the
// work. It nearly halved the error of the ImageNet competition, and with that began the present of the field.
//
// Shapes between the stages, for a 224 x 224 image:
//
//   224x224x3 → conv 64 @ 11x11, strides 4, padding 2  → 55x55x64       23,296 parameters
//             → max pool 3x3, strides 2                → 27x27x64
//             → conv 192 @ 5x5, padding 2              → 27x27x192     307,392
//             → max pool 3x3, strides 2                → 13x13x192
//             → conv 384 @ 3x3, padding 1              → 13x13x384     663,936
//             → conv 256 @ 3x3, padding 1              → 13x13x256     884,992
//             → conv 256 @ 3x3, padding 1              → 13x13x256     590,080
//             → max pool 3x3, strides 2                → 6x6x256 = 9216
//             → dropout, dense                         → 4096       37,752,832
//             → dropout, dense                         → 4096       16,781,312
//             → dense, softmax                         → 1000        4,097,000    together 61,100,840
//
// The network of 2012 had 96 and 256 filters in its first stages, split between the two cards, and normalised the responses
// of neighbouring channels; both were soon found to be of little use.
import {
  adaptiveAveragePooling2d,
  conv2d,
  dense,
  dropout,
  flatten,
  type Layer,
  maxPooling2d,
  type Sequential,
  sequential,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `alexNet`. */
export interface AlexNetOptions extends ClassifierOptions {
  /** Share of the values that training drops before each of the hidden dense layers. Default 0.5. */
  dropout?: number;
}

// Rectified units keep the size of signals with this (He 2015).
const kernelInitializer = 'heUniform';

function features(inputShape: NonNullable<AlexNetOptions['inputShape']>): Layer[] {
  const conv = (index: number, filters: number, kernelSize: number, padding: number) =>
    conv2d({ name: `features.${index}`, filters, kernelSize, padding, activation: 'relu', kernelInitializer });
  const pool = (index: number) => maxPooling2d({ name: `features.${index}`, poolSize: 3, strides: 2 });
  return [
    conv2d({
      name: 'features.0',
      filters: 64,
      kernelSize: 11,
      strides: 4,
      padding: 2,
      activation: 'relu',
      kernelInitializer,
      inputShape,
    }),
    pool(2),
    conv(3, 192, 5, 2),
    pool(5),
    conv(6, 384, 3, 1),
    conv(8, 256, 3, 1),
    conv(10, 256, 3, 1),
    pool(12),
  ];
}

function classifier({
  classes = 1000,
  classifierActivation = 'softmax',
  dropout: rate = 0.5,
}: AlexNetOptions): Layer[] {
  return [
    // The identity at 224 x 224; it lets the dense layers take images of other sizes.
    adaptiveAveragePooling2d({ name: 'avgpool', outputSize: 6 }),
    flatten({ name: 'flatten' }),
    dropout({ name: 'classifier.0', rate }),
    dense({ name: 'classifier.1', units: 4096, activation: 'relu', kernelInitializer }),
    dropout({ name: 'classifier.3', rate }),
    dense({ name: 'classifier.4', units: 4096, activation: 'relu', kernelInitializer }),
    dense({ name: 'classifier.6', units: classes, activation: classifierActivation }),
  ];
}

/**
 * AlexNet (Krizhevsky, Sutskever and Hinton 2012) as torchvision builds it: `[batch, 224, 224, 3]` → class probabilities
 * `[batch, 1000]`, with 61,100,840 parameters and random weights. Layers have torchvision's names: `features.0`, …
 *
 * @throws {ShapeError} for images smaller than 63 x 63.
 *
 * @example
 * const net = alexNet({ classes: 10 });
 * net.compile({ optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }), loss: 'sparseCategoricalCrossentropy' });
 * @example
 * alexNet({ includeTop: false }).outputShape; // [null, 6, 6, 256]
 */
export function alexNet(options: AlexNetOptions & Pretrained): Promise<Sequential>;
export function alexNet(options?: AlexNetOptions): Sequential;
export function alexNet(options: AlexNetOptions & Partial<Pretrained> = {}): Sequential | Promise<Sequential> {
  const { inputShape = [224, 224, 3], includeTop = true, pooling, name = 'alexNet' } = options;
  const build = () =>
    sequential([...features(inputShape), ...(includeTop ? classifier(options) : globalPooling(pooling))], { name });
  return withWeights('alexNet', build, options);
}
