// GoogLeNet as it won ImageNet, "Going deeper with convolutions" (Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke
// and Rabinovich 2014). What was new is said in googLeNet.ts, the network as torchvision builds it.
//
// Batch normalisation came half a year later. Here convolutions have biases, the responses of neighbouring channels are normalised
// twice near the image, as in AlexNet, and the largest filter of a module is 5x5. The auxiliary classifiers, which bring a gradient
// to the early layers, average windows of 5x5.
//
// Shapes between the stages, for a 224 x 224 image; all pools round their sizes up:
//
//   224x224x3 → conv 64 @ 7x7, strides 2, padding 3           → 112x112x64
//             → max pool 3x3, strides 2, response norm        → 56x56x64
//             → conv 64 @ 1x1, conv 192 @ 3x3, response norm  → 56x56x192
//             → max pool 3x3, strides 2                       → 28x28x192
//             → inception 3a, 3b                              → 28x28x256, 480
//             → max pool 3x3, strides 2                       → 14x14x480
//             → inception 4a, 4b, 4c, 4d, 4e                  → 14x14x512, 512, 512, 528, 832    4a, 4d → auxiliary classifiers
//             → max pool 3x3, strides 2                       → 7x7x832
//             → inception 5a, 5b                              → 7x7x832, 1024
//             → mean of each channel, dropout                 → 1024
//             → dense, softmax                                → 1000
//
//   inception:  x ─┬─ 1x1 ─────────────────┬─ side by side
//                  ├─ 1x1 ─ 3x3 ───────────┤
//                  ├─ 1x1 ─ 5x5 ───────────┤
//                  ╰─ max pool 3x3 ─ 1x1 ──╯
//
// Layers have the names of the Caffe network of the Berkeley Vision and Learning Center, whose weights are the public ones. Its
// images are blue, green, red, each from 0 to 255 less its mean over ImageNet: 104, 117, 123.
import {
  activation,
  averagePooling2d,
  concatenate,
  constant,
  conv2d,
  dense,
  dropout,
  type Functional,
  flatten,
  globalAveragePooling2d,
  input,
  localResponseNormalization,
  type MultiOutput,
  maxPooling2d,
  model,
  type SymbolicTensor,
} from '@striate/layers';
import { ValueError } from '@striate/tensor';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type InceptionName, inceptionFilters } from './inceptionFilters';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `googLeNetOriginal`. */
export interface GoogLeNetOriginalOptions extends ClassifierOptions {
  /** Whether the auxiliary classifiers are there, as outputs `aux1` and `aux2` beside `main`. Default false. */
  auxiliary?: boolean;
  /** Share of the channels' means that training drops. Default 0.4. */
  dropout?: number;
}

/** What convolutions and dense layers begin with: Caffe's "xavier", and biases that let all of them answer. */
const initial = () => ({ kernelInitializer: 'lecunUniform', biasInitializer: constant(0.2) }) as const;

/** A convolution that keeps the image's size (before strides), and relu. */
function conv(x: SymbolicTensor, name: string, filters: number, kernelSize: number, strides = 1): SymbolicTensor {
  const padding = (kernelSize - 1) / 2;
  return conv2d({ name, filters, kernelSize, strides, padding, activation: 'relu', ...initial() })(x);
}

function maxPool(x: SymbolicTensor, name: string): SymbolicTensor {
  return maxPooling2d({ name, poolSize: 3, strides: 2, ceilMode: true })(x);
}

function responseNorm(x: SymbolicTensor, name: string): SymbolicTensor {
  return localResponseNormalization({ name, size: 5, alpha: 1e-4, beta: 0.75, k: 1 })(x);
}

function inception(x: SymbolicTensor, at: InceptionName): SymbolicTensor {
  const name = `inception_${at}`;
  const [one, reduce3, three, reduce5, five, pool] = inceptionFilters[at];
  const branch1 = conv(x, `${name}/1x1`, one, 1);
  const branch2 = conv(conv(x, `${name}/3x3_reduce`, reduce3, 1), `${name}/3x3`, three, 3);
  const branch3 = conv(conv(x, `${name}/5x5_reduce`, reduce5, 1), `${name}/5x5`, five, 5);
  const pooled = maxPooling2d({ name: `${name}/pool`, poolSize: 3, strides: 1, padding: 1 })(x);
  const branch4 = conv(pooled, `${name}/pool_proj`, pool, 1);
  return concatenate({ name: `${name}/output` })([branch1, branch2, branch3, branch4]);
}

type Head = Required<Pick<GoogLeNetOriginalOptions, 'classes' | 'classifierActivation'>>;

/** The classes, under the name of an output. */
function classify(x: SymbolicTensor, layer: string, name: string, head: Head): SymbolicTensor {
  const scores = dense({ name: layer, units: head.classes, kernelInitializer: 'lecunUniform' })(x);
  return activation({ activation: head.classifierActivation, name })(scores);
}

function auxiliaryHead(x: SymbolicTensor, at: 1 | 2, head: Head): SymbolicTensor {
  const name = `loss${at}`;
  let y = averagePooling2d({ name: `${name}/ave_pool`, poolSize: 5, strides: 3 })(x);
  y = flatten({ name: `${name}/flatten` })(conv(y, `${name}/conv`, 128, 1));
  y = dense({ name: `${name}/fc`, units: 1024, activation: 'relu', ...initial() })(y);
  y = dropout({ name: `${name}/drop_fc`, rate: 0.7 })(y);
  return classify(y, `${name}/classifier`, `aux${at}`, head);
}

/** The feature maps: the last, and those that the auxiliary classifiers look at. */
function features(image: SymbolicTensor): { last: SymbolicTensor; taps: [SymbolicTensor, SymbolicTensor] } {
  let x = responseNorm(maxPool(conv(image, 'conv1/7x7_s2', 64, 7, 2), 'pool1/3x3_s2'), 'pool1/norm1');
  x = responseNorm(conv(conv(x, 'conv2/3x3_reduce', 64, 1), 'conv2/3x3', 192, 3), 'conv2/norm2');
  x = inception(inception(maxPool(x, 'pool2/3x3_s2'), '3a'), '3b');
  const first = inception(maxPool(x, 'pool3/3x3_s2'), '4a');
  const second = inception(inception(inception(first, '4b'), '4c'), '4d');
  x = maxPool(inception(second, '4e'), 'pool4/3x3_s2');
  return { last: inception(inception(x, '5a'), '5b'), taps: [first, second] };
}

function build(options: GoogLeNetOriginalOptions): Functional {
  const { classes = 1000, inputShape = [224, 224, 3], includeTop = true, auxiliary = false, pooling } = options;
  const { classifierActivation = 'softmax', dropout: rate = 0.4, name = 'googLeNetOriginal' } = options;
  if (auxiliary && !includeTop) {
    throw new ValueError(
      'googLeNetOriginal: auxiliary classifiers belong to the top, got auxiliary true and includeTop false',
    );
  }
  const image = input({ shape: inputShape });
  const { last, taps } = features(image);
  if (!includeTop) {
    return model({ inputs: image, outputs: globalPooling(pooling).reduce((x, layer) => layer(x), last), name });
  }
  const head: Head = { classes, classifierActivation };
  const means = globalAveragePooling2d({ name: 'pool5/7x7_s1' })(last);
  const main = classify(dropout({ name: 'pool5/drop_7x7_s1', rate })(means), 'loss3/classifier', 'main', head);
  if (!auxiliary) return model({ inputs: image, outputs: main, name });
  return model({
    inputs: image,
    outputs: [main, auxiliaryHead(taps[0], 1, head), auxiliaryHead(taps[1], 2, head)],
    name,
  });
}

/**
 * GoogLeNet as published (Szegedy et al. 2014): `[batch, 224, 224, 3]` → class probabilities `[batch, 1000]`, with 6,998,552
 * parameters and random weights; 13,378,280 with the auxiliary classifiers, which are two more outputs (their losses count 0.3).
 * Layers have the names of Caffe's network: `conv1/7x7_s2`, `inception_3a/3x3_reduce`, … `loss3/classifier`.
 *
 * @throws {ValueError} for auxiliary classifiers without `includeTop`.
 *
 * @example
 * const net = googLeNetOriginal({ classes: 10, auxiliary: true });
 * const lossWeights = { main: 1, aux1: 0.3, aux2: 0.3 };
 * net.compile({ optimizer: sgd({ momentum: 0.9 }), loss: 'sparseCategoricalCrossentropy', lossWeights });
 */
export function googLeNetOriginal(
  options: GoogLeNetOriginalOptions & { auxiliary: true } & Pretrained,
): Promise<MultiOutput & Functional>;
export function googLeNetOriginal(options: GoogLeNetOriginalOptions & Pretrained): Promise<Functional>;
export function googLeNetOriginal(options: GoogLeNetOriginalOptions & { auxiliary: true }): MultiOutput & Functional;
export function googLeNetOriginal(options?: GoogLeNetOriginalOptions): Functional;
export function googLeNetOriginal(
  options: GoogLeNetOriginalOptions & Partial<Pretrained> = {},
): Functional | Promise<Functional> {
  return withWeights('googLeNetOriginal', () => build(options), options);
}
