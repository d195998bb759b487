// ResNet for CIFAR, section 4.2 of "Deep residual learning for image recognition" (He, Zhang, Ren and Sun 2015).
//
// What was new: the experiment that shows what shortcuts do. The same thin network at five depths, on images so small that anybody
// can train it: plain, 56 layers do worse than 20, even on the training images; with shortcuts each step in depth does better.
//
// Shapes between the stages, for a 32 x 32 image and depth 6n + 2, that is n = 3, 5, 7, 9, 18 for 20, 32, 44, 56, 110 layers:
//
//   32x32x3 → conv 16 @ 3x3                  → 32x32x16
//           → layer1: n basic blocks of 16   → 32x32x16
//           → layer2: n basic blocks of 32   → 16x16x32
//           → layer3: n basic blocks of 64   → 8x8x64
//           → mean of each channel           → 64
//           → dense, softmax                 → 10
//
// Where a block halves the image, its shortcut takes every second pixel, and zeros for the channels that are new (the paper's
// option A): shortcuts have no weights at all. Layers have the names of Yerlan Idelbayev's weights, the best known for these.
import {
  dense,
  type Functional,
  globalAveragePooling2d,
  input,
  maxPooling2d,
  model,
  permute,
  relu,
  type SymbolicTensor,
  zeroPadding2d,
} from '@striate/layers';
import { ValueError } from '@striate/tensor';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';
import { type BlockOptions, basicBlock, normalizedConv } from './resNetBlocks';

/** Options of `resNetCifar`: images are `[32, 32, 3]` and of 10 classes by default. */
export type ResNetCifarOptions = ClassifierOptions;

/** The depths of the paper. */
const cifarDepths = [20, 32, 44, 56, 110] as const;

type CifarDepth = (typeof cifarDepths)[number];

/** Every second pixel, and as many channels as `filters` says, the new ones zero: half of them before the old, half after. */
function paddedShortcut(x: SymbolicTensor, { name, filters, strides }: BlockOptions): SymbolicTensor {
  const channels = x.shape[3] ?? filters;
  if (strides === 1 && channels === filters) return x;
  const pixels = maxPooling2d({ name: `${name}.shortcut.pixels`, poolSize: 1, strides })(x);
  // Layers that pad do so along height and width: for a moment the channels stand there.
  const before = Math.floor((filters - channels) / 2);
  const padding = [
    [before, filters - channels - before],
    [0, 0],
  ] as const;
  const turned = permute({ name: `${name}.shortcut.turned`, dims: [3, 1, 2] })(pixels);
  const padded = zeroPadding2d({ name: `${name}.shortcut.padded`, padding })(turned);
  return permute({ name: `${name}.shortcut`, dims: [2, 3, 1] })(padded);
}

/**
 * ResNet for CIFAR (He, Zhang, Ren and Sun 2015) with 20, 32, 44, 56 or 110 layers: `[batch, 32, 32, 3]` → class probabilities
 * `[batch, 10]`; 269,722 trainable parameters at depth 20, 464,154, 658,586, 853,018 and 1,727,962 at the others.
 *
 * @throws {ValueError} for a depth that is none of these.
 *
 * @example
 * const net = resNetCifar(20);
 * net.compile({ optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }), loss: 'sparseCategoricalCrossentropy' });
 */
export function resNetCifar(depth: CifarDepth, options: ResNetCifarOptions & Pretrained): Promise<Functional>;
export function resNetCifar(depth: CifarDepth, options?: ResNetCifarOptions): Functional;
export function resNetCifar(
  depth: CifarDepth,
  options: ResNetCifarOptions & Partial<Pretrained> = {},
): Functional | Promise<Functional> {
  if (!cifarDepths.includes(depth)) {
    throw new ValueError(`resNetCifar: depth is one of ${cifarDepths.join(', ')}, got ${depth}`);
  }
  return withWeights(`resNetCifar${depth}`, () => build(depth, options), options);
}

function build(depth: CifarDepth, options: ResNetCifarOptions): Functional {
  const { classes = 10, inputShape = [32, 32, 3], includeTop = true, classifierActivation = 'softmax' } = options;
  const image = input({ shape: inputShape });
  let x = normalizedConv(image, { conv: 'conv1', norm: 'bn1', filters: 16, kernelSize: 3 });
  x = relu({ name: 'relu' })(x);
  for (let stage = 0; stage < 3; stage++) {
    for (let i = 0; i < (depth - 2) / 6; i++) {
      const strides = stage > 0 && i === 0 ? 2 : 1;
      x = basicBlock(x, {
        name: `layer${stage + 1}.${i}`,
        filters: 16 * 2 ** stage,
        strides,
        shortcut: paddedShortcut,
      });
    }
  }
  if (includeTop) {
    x = globalAveragePooling2d({ name: 'avgpool' })(x);
    x = dense({ name: 'linear', units: classes, activation: classifierActivation })(x);
  } else {
    x = globalPooling(options.pooling).reduce((y, layer) => layer(y), x);
  }
  return model({ inputs: image, outputs: x, name: options.name ?? `resNetCifar${depth}` });
}
