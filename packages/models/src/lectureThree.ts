// The two networks that lecture 3 writes in code.
//
// The first: the classic order of a convolutional network, small images, filters that double in number while pools halve the image,
// and dense layers at the end. For a 28 x 28 image:
//
//   28x28x1 → conv 64 @ 7x7, same                → 28x28x64       3,200 parameters
//           → max pool 2                         → 14x14x64
//           → conv 128 @ 3x3, same, twice        → 14x14x128    221,440
//           → max pool 2                         → 7x7x128
//           → conv 256 @ 3x3, same, twice        → 7x7x256      885,248
//           → max pool 2                         → 3x3x256 = 2304
//           → dense 128, dropout                 → 128          295,040
//           → dense 64, dropout                  → 64             8,256
//           → dense, softmax                     → 10               650    together 1,413,834
//
// The second: ResNet-34 (He, Zhang, Ren and Sun 2015; see resNet.ts), from a residual unit that is a layer of one's own. It pads as
// Keras' `same` does where torchvision pads by numbers, and normalises with Keras' defaults. For a 224 x 224 image:
//
//   224x224x3 → conv 64 @ 7x7, strides 2         → 112x112x64
//             → max pool 3x3, strides 2          → 56x56x64
//             → 3 units of 64                    → 56x56x64
//             → 4 units of 128                   → 28x28x128
//             → 6 units of 256                   → 14x14x256
//             → 3 units of 512                   → 7x7x512
//             → mean of each channel             → 512
//             → dense, softmax                   → 10      21,306,826 parameters, moving statistics included
import {
  activation,
  batchNormalization,
  type Conv2DOptions,
  conv2d,
  dense,
  dropout,
  flatten,
  globalAveragePooling2d,
  maxPooling2d,
  type Sequential,
  sequential,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { residualUnit } from './layers/ResidualUnit';
import { type Pretrained, withWeights } from './pretrained';

type Filters = Partial<Conv2DOptions> & Pick<Conv2DOptions, 'filters'>;

/** Options of `lecture3Cnn`: images are `[28, 28, 1]` and of 10 classes by default. */
export interface Lecture3CnnOptions extends ClassifierOptions {
  /** Share of the values that training drops after each of the hidden dense layers. Default 0.5. */
  dropout?: number;
}

/**
 * The convolutional network of lecture 3, whose layers share their defaults: `[batch, 28, 28, 1]` → class probabilities
 * `[batch, 10]`, with 1,413,834 parameters.
 *
 * @throws {ShapeError} for images smaller than 8 x 8.
 *
 * @example
 * const net = lecture3Cnn();
 * net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 */
export function lecture3Cnn(options: Lecture3CnnOptions & Pretrained): Promise<Sequential>;
export function lecture3Cnn(options?: Lecture3CnnOptions): Sequential;
export function lecture3Cnn(options: Lecture3CnnOptions & Partial<Pretrained> = {}): Sequential | Promise<Sequential> {
  const { classes = 10, inputShape = [28, 28, 1], includeTop = true, pooling, dropout: rate = 0.5 } = options;
  const { classifierActivation = 'softmax', name = 'lecture3Cnn' } = options;
  const defaultConv2d = (given: Filters) => conv2d({ kernelSize: 3, activation: 'relu', padding: 'same', ...given });
  const features = () => [
    defaultConv2d({ filters: 64, kernelSize: 7, inputShape }),
    maxPooling2d({ poolSize: 2 }),
    defaultConv2d({ filters: 128 }),
    defaultConv2d({ filters: 128 }),
    maxPooling2d({ poolSize: 2 }),
    defaultConv2d({ filters: 256 }),
    defaultConv2d({ filters: 256 }),
    maxPooling2d({ poolSize: 2 }),
  ];
  const top = () => [
    flatten(),
    dense({ units: 128, activation: 'relu' }),
    dropout({ rate }),
    dense({ units: 64, activation: 'relu' }),
    dropout({ rate }),
    dense({ units: classes, activation: classifierActivation }),
  ];
  const build = () => sequential([...features(), ...(includeTop ? top() : globalPooling(pooling))], { name });
  return withWeights('lecture3Cnn', build, options);
}

/** Options of `lecture3ResNet34`: 10 classes by default. */
export type Lecture3ResNet34Options = ClassifierOptions;

/**
 * ResNet-34 as lecture 3 builds it, from `ResidualUnit`s: `[batch, 224, 224, 3]` → class probabilities `[batch, 10]`, with 21,289,802
 * trainable parameters.
 *
 * @example
 * const net = lecture3ResNet34({ inputShape: [64, 64, 3] });
 * net.compile({ optimizer: 'nadam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 */
export function lecture3ResNet34(options: Lecture3ResNet34Options & Pretrained): Promise<Sequential>;
export function lecture3ResNet34(options?: Lecture3ResNet34Options): Sequential;
export function lecture3ResNet34(
  options: Lecture3ResNet34Options & Partial<Pretrained> = {},
): Sequential | Promise<Sequential> {
  const { classes = 10, inputShape = [224, 224, 3], includeTop = true, pooling } = options;
  const { classifierActivation = 'softmax', name = 'lecture3ResNet34' } = options;
  const build = () => {
    const model = sequential([], { name });
    model.add(conv2d({ filters: 64, kernelSize: 7, strides: 2, padding: 'same', useBias: false, inputShape }));
    model.add(batchNormalization());
    model.add(activation('relu'));
    model.add(maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }));
    let previous = 64;
    for (const filters of [64, 64, 64, 128, 128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512, 512]) {
      const strides = filters === previous ? 1 : 2;
      model.add(residualUnit({ filters, strides }));
      previous = filters;
    }
    if (includeTop) {
      model.add(globalAveragePooling2d());
      model.add(flatten());
      model.add(dense({ units: classes, activation: classifierActivation }));
    } else {
      for (const layer of globalPooling(pooling)) model.add(layer);
    }
    return model;
  };
  return withWeights('lecture3ResNet34', build, options);
}
