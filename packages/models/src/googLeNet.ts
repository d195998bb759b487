// GoogLeNet, "Going deeper with convolutions" (Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke and Rabinovich
// 2014), as torchvision builds it.
//
// What was new: the inception module. Instead of choosing a filter size it takes several side by side, and lets 1x1
// convolutions thin the channels out before the expensive ones: 22 layers, with a ninth of AlexNet's parameters. Gone are the
// large dense layers; the mean of each channel goes to the classifier. Two auxiliary classifiers half-way bring a gradient to
// the early layers in training, and are thrown away after it.
//
// Shapes between the stages, for a 224 x 224 image; all pools round their sizes up:
//
//   224x224x3 → conv 64 @ 7x7, strides 2, padding 3  → 112x112x64
//             → max pool 3x3, strides 2              → 56x56x64
//             → conv 64 @ 1x1, conv 192 @ 3x3        → 56x56x192
//             → max pool 3x3, strides 2              → 28x28x192
//             → inception 3a, 3b                     → 28x28x256, 480
//             → max pool 3x3, strides 2              → 14x14x480
//             → inception 4a, 4b, 4c, 4d, 4e         → 14x14x512, 512, 512, 528, 832    4a, 4d → auxiliary classifiers
//             → max pool 2x2                         → 7x7x832
//             → inception 5a, 5b                     → 7x7x832, 1024
//             → mean of each channel, dropout        → 1024
//             → dense, softmax                       → 1000
//
//   inception:  x ─┬─ 1x1 ─────────────────┬─ side by side
//                  ├─ 1x1 ─ 3x3 ───────────┤
//                  ├─ 1x1 ─ 5x5 ───────────┤
//                  ╰─ max pool 3x3 ─ 1x1 ──╯
//
// torchvision differs from the paper: batch normalisation after each convolution in place of normalised responses, a 3x3
// where the paper has the 5x5 (an oversight, kept because the trained weights have it), and 2x2 in the last max pool.
import {
  activation,
  adaptiveAveragePooling2d,
  batchNormalization,
  concatenate,
  conv2d,
  dense,
  dropout,
  type Functional,
  flatten,
  globalAveragePooling2d,
  input,
  type MultiOutput,
  maxPooling2d,
  model,
  relu,
  type SymbolicTensor,
  truncatedNormal,
} from '@striate/layers';
import { ValueError } from '@striate/tensor';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type InceptionName, inceptionFilters } from './inceptionFilters';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `googLeNet`. */
export interface GoogLeNetOptions extends ClassifierOptions {
  /** Whether the auxiliary classifiers are there, as outputs `aux1` and `aux2` beside `main`. Default false. */
  auxiliary?: boolean;
  /** Share of the channels' means that training drops. Default 0.2. */
  dropout?: number;
}

// A function, so that a bundle without this network has nothing to run.
const initial = () => ({ kernelInitializer: truncatedNormal({ stddev: 0.01 }) });

/** A convolution that keeps the image's size (before strides), batch normalisation and relu. */
function basicConv(x: SymbolicTensor, name: string, filters: number, kernelSize: number, strides = 1): SymbolicTensor {
  const padding = (kernelSize - 1) / 2;
  const conv = { name: `${name}.conv`, filters, kernelSize, strides, padding, useBias: false, ...initial() };
  const norm = { name: `${name}.bn`, epsilon: 1e-3, momentum: 0.9 };
  return relu({ name: `${name}.relu` })(batchNormalization(norm)(conv2d(conv)(x)));
}

function inception(x: SymbolicTensor, at: InceptionName): SymbolicTensor {
  const name = `inception${at}`;
  const [one, reduce3, three, reduce5, five, pool] = inceptionFilters[at];
  const branch1 = basicConv(x, `${name}.branch1`, one, 1);
  const branch2 = basicConv(basicConv(x, `${name}.branch2.0`, reduce3, 1), `${name}.branch2.1`, three, 3);
  const branch3 = basicConv(basicConv(x, `${name}.branch3.0`, reduce5, 1), `${name}.branch3.1`, five, 3);
  const pooled = maxPooling2d({ name: `${name}.branch4.0`, poolSize: 3, strides: 1, padding: 1, ceilMode: true })(x);
  const branch4 = basicConv(pooled, `${name}.branch4.1`, pool, 1);
  return concatenate({ name })([branch1, branch2, branch3, branch4]);
}

function maxPool(x: SymbolicTensor, name: string, poolSize: number): SymbolicTensor {
  return maxPooling2d({ name, poolSize, strides: 2, ceilMode: true })(x);
}

type Head = Required<Pick<GoogLeNetOptions, 'classes' | 'classifierActivation'>>;

/** The classes, under the name of an output. */
function classify(x: SymbolicTensor, layer: string, name: string, head: Head): SymbolicTensor {
  const scores = dense({ name: layer, units: head.classes, ...initial() })(x);
  return activation({ activation: head.classifierActivation, name })(scores);
}

function auxiliaryHead(x: SymbolicTensor, name: string, head: Head): SymbolicTensor {
  let y = adaptiveAveragePooling2d({ name: `${name}.avgpool`, outputSize: 4 })(x);
  y = flatten({ name: `${name}.flatten` })(basicConv(y, `${name}.conv`, 128, 1));
  y = dense({ name: `${name}.fc1`, units: 1024, activation: 'relu', ...initial() })(y);
  y = dropout({ name: `${name}.dropout`, rate: 0.7 })(y);
  return classify(y, `${name}.fc2`, name, head);
}

/** The feature maps: the last, and those that the auxiliary classifiers look at. */
function features(image: SymbolicTensor): { last: SymbolicTensor; taps: [SymbolicTensor, SymbolicTensor] } {
  let x = maxPool(basicConv(image, 'conv1', 64, 7, 2), 'maxpool1', 3);
  x = basicConv(basicConv(x, 'conv2', 64, 1), 'conv3', 192, 3);
  x = maxPool(x, 'maxpool2', 3);
  x = inception(x, '3a');
  x = inception(x, '3b');
  x = maxPool(x, 'maxpool3', 3);
  const first = inception(x, '4a');
  x = inception(first, '4b');
  x = inception(x, '4c');
  const second = inception(x, '4d');
  x = inception(second, '4e');
  x = maxPool(x, 'maxpool4', 2);
  x = inception(x, '5a');
  x = inception(x, '5b');
  return { last: x, taps: [first, second] };
}

/**
 * GoogLeNet (Szegedy et al. 2014) as torchvision builds it: `[batch, 224, 224, 3]` → class probabilities `[batch, 1000]`,
 * with 6,624,904 trainable parameters and random weights; 13,004,888 with the auxiliary classifiers, which are two more
 * outputs. Layers have torchvision's names: `conv1.conv`, `inception3a.branch1.conv`, … `fc`.
 *
 * @throws {ValueError} for auxiliary classifiers without `includeTop`.
 *
 * @example
 * const net = googLeNet({ classes: 10, auxiliary: true });
 * const lossWeights = { main: 1, aux1: 0.3, aux2: 0.3 };
 * const loss = 'sparseCategoricalCrossentropy';
 * net.compile({ optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }), loss, lossWeights });
 * await net.fit(images, { main: labels, aux1: labels, aux2: labels });
 * const trained = model({ inputs: net.inputs, outputs: net.outputs[0] }); // the same weights without the auxiliary heads
 */
export function googLeNet(
  options: GoogLeNetOptions & { auxiliary: true } & Pretrained,
): Promise<MultiOutput & Functional>;
export function googLeNet(options: GoogLeNetOptions & Pretrained): Promise<Functional>;
export function googLeNet(options: GoogLeNetOptions & { auxiliary: true }): MultiOutput & Functional;
export function googLeNet(options?: GoogLeNetOptions): Functional;
export function googLeNet(options: GoogLeNetOptions & Partial<Pretrained> = {}): Functional | Promise<Functional> {
  return withWeights('googLeNet', () => build(options), options);
}

function build(options: GoogLeNetOptions): Functional {
  const { classes = 1000, inputShape = [224, 224, 3], includeTop = true, auxiliary = false } = options;
  const { classifierActivation = 'softmax', dropout: rate = 0.2, pooling, name = 'googLeNet' } = options;
  if (auxiliary && !includeTop) {
    throw new ValueError('googLeNet: auxiliary classifiers belong to the top, got auxiliary true and includeTop false');
  }
  const head: Head = { classes, classifierActivation };
  const image = input({ shape: inputShape });
  const { last, taps } = features(image);
  if (!includeTop) {
    const outputs = globalPooling(pooling).reduce((x, layer) => layer(x), last);
    return model({ inputs: image, outputs, name });
  }
  const others = auxiliary ? taps.map((tap, i) => auxiliaryHead(tap, `aux${i + 1}`, head)) : [];
  const means = globalAveragePooling2d({ name: 'avgpool' })(last);
  const main = classify(dropout({ name: 'dropout', rate })(means), 'fc', 'main', head);
  return model({ inputs: image, outputs: auxiliary ? [main, ...others] : main, name });
}
