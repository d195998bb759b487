// The convolutional network of lecture 5, which tells photographs of clothes apart; it is that of TensorFlow's first tutorials.
//
// What it shows: beside the dense network with as many parameters (`denseNetwork`) it is right more often, for what it has learned
// of one place holds for all.
//
// Shapes between the stages, for a 28 x 28 image:
//
//   28x28x1 → conv 32 @ 3x3   → 26x26x32       320 parameters
//           → max pool 2      → 13x13x32
//           → conv 64 @ 3x3   → 11x11x64    18,496
//           → max pool 2      → 5x5x64
//           → conv 64 @ 3x3   → 3x3x64 = 576  36,928
//           → dense           → 64          36,928
//           → dense, softmax  → 10             650    together 93,322
import { conv2d, dense, flatten, maxPooling2d, type Sequential, sequential } from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `lecture5Cnn`: images are `[28, 28, 1]` and of 10 classes by default. */
export type Lecture5CnnOptions = ClassifierOptions;

/**
 * The convolutional network of lecture 5: `[batch, 28, 28, 1]` → class probabilities `[batch, 10]`, with 93,322 parameters.
 *
 * @throws {ShapeError} for images smaller than 18 x 18.
 *
 * @example
 * const net = lecture5Cnn();
 * net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 * @example
 * const trained = await lecture5Cnn({ weights: 'fashion-mnist' }); // images 0 … 1, light on black
 */
export function lecture5Cnn(options: Lecture5CnnOptions & Pretrained): Promise<Sequential>;
export function lecture5Cnn(options?: Lecture5CnnOptions): Sequential;
export function lecture5Cnn(options: Lecture5CnnOptions & Partial<Pretrained> = {}): Sequential | Promise<Sequential> {
  const { classes = 10, inputShape = [28, 28, 1], includeTop = true, pooling } = options;
  const { classifierActivation = 'softmax', name = 'lecture5Cnn' } = options;
  const build = () => {
    const model = sequential([], { name });
    model.add(conv2d({ filters: 32, kernelSize: [3, 3], activation: 'relu', inputShape }));
    model.add(maxPooling2d({ poolSize: [2, 2] }));
    model.add(conv2d({ filters: 64, kernelSize: [3, 3], activation: 'relu' }));
    model.add(maxPooling2d({ poolSize: [2, 2] }));
    model.add(conv2d({ filters: 64, kernelSize: [3, 3], activation: 'relu' }));
    if (includeTop) {
      model.add(flatten());
      model.add(dense({ units: 64, activation: 'relu' }));
      model.add(dense({ units: classes, activation: classifierActivation }));
    } else {
      for (const layer of globalPooling(pooling)) model.add(layer);
    }
    return model;
  };
  return withWeights('lecture5Cnn', build, options);
}
