// SqueezeNet, "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size" (Iandola, Han, Moskewicz,
// Ashraf, Dally and Keutzer 2016), as torchvision builds it.
//
// What was new: a network designed to be small. A "fire" module squeezes the channels with a few 1x1 filters before it expands
// them again, half with 1x1 and half with 3x3 filters; there is no dense layer at all, and pools come late, so that the few filters
// there are look at large maps. It is as good as AlexNet, in five megabytes instead of 240.
//
// Shapes between the stages, for a 224 x 224 image; all pools are 3x3 with strides 2 and round their sizes up:
//
//   1.0                                              1.1, with 2.4 times less to compute
//   224x224x3 → conv 96 @ 7x7, strides 2 → 109x109x96     → conv 64 @ 3x3, strides 2 → 111x111x64
//             → max pool                 → 54x54x96       → max pool                 → 55x55x64
//             → fire 16 → 128, twice     → 54x54x128      → fire 16 → 128, twice     → 55x55x128
//             → fire 32 → 256            → 54x54x256      → max pool                 → 27x27x128
//             → max pool                 → 27x27x256      → fire 32 → 256, twice     → 27x27x256
//             → fire 32 → 256            → 27x27x256      → max pool                 → 13x13x256
//             → fire 48 → 384, twice     → 27x27x384      → fire 48 → 384, twice     → 13x13x384
//             → fire 64 → 512            → 27x27x512      → fire 64 → 512, twice     → 13x13x512
//             → max pool                 → 13x13x512
//             → fire 64 → 512            → 13x13x512
//             → dropout, conv 1000 @ 1x1 → 13x13x1000     → the same
//             → mean of each channel, softmax → 1000
//
//   fire:  x → 1x1, squeeze ─┬─ 1x1 ─┬─ side by side
//                            ╰─ 3x3 ─╯
import {
  activation,
  concatenate,
  conv2d,
  dropout,
  type Functional,
  globalAveragePooling2d,
  input,
  maxPooling2d,
  model,
  randomNormal,
  type SymbolicTensor,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `squeezeNet1_0` and `squeezeNet1_1`. */
export interface SqueezeNetOptions extends ClassifierOptions {
  /** Share of the values that training drops before the classifier. Default 0.5. */
  dropout?: number;
}

const common = { activation: 'relu', kernelInitializer: 'heUniform' } as const;

/** Squeezes to so many channels, and expands to twice `filters`. */
function fire(x: SymbolicTensor, name: string, squeeze: number, filters: number): SymbolicTensor {
  const thin = conv2d({ name: `${name}.squeeze`, filters: squeeze, kernelSize: 1, ...common })(x);
  const one = conv2d({ name: `${name}.expand1x1`, filters, kernelSize: 1, ...common })(thin);
  const three = conv2d({ name: `${name}.expand3x3`, filters, kernelSize: 3, padding: 1, ...common })(thin);
  return concatenate({ name })([one, three]);
}

/** The first convolution, then by their places among torchvision's features pools (null), and fires: squeeze, and filters of a half. */
interface Design {
  stem: { filters: number; kernelSize: number };
  features: readonly (readonly [squeeze: number, filters: number] | null)[];
}

// The convolution and its relu are the first two features.
const designs: Record<'squeezeNet1_0' | 'squeezeNet1_1', Design> = {
  squeezeNet1_0: {
    stem: { filters: 96, kernelSize: 7 },
    features: [null, [16, 64], [16, 64], [32, 128], null, [32, 128], [48, 192], [48, 192], [64, 256], null, [64, 256]],
  },
  squeezeNet1_1: {
    stem: { filters: 64, kernelSize: 3 },
    features: [null, [16, 64], [16, 64], null, [32, 128], [32, 128], null, [48, 192], [48, 192], [64, 256], [64, 256]],
  },
};

type SqueezeNet = Functional | Promise<Functional>;

function squeezeNet(network: keyof typeof designs, options: SqueezeNetOptions & Partial<Pretrained>): SqueezeNet {
  return withWeights(network, () => build(designs[network], { ...options, name: options.name ?? network }), options);
}

function build({ stem, features }: Design, options: SqueezeNetOptions): Functional {
  const { classes = 1000, inputShape = [224, 224, 3], includeTop = true, pooling, name } = options;
  const { classifierActivation = 'softmax', dropout: rate = 0.5 } = options;
  const image = input({ shape: inputShape });
  let x = conv2d({ name: 'features.0', ...stem, strides: 2, ...common })(image);
  features.forEach((design, i) => {
    const at = `features.${i + 2}`;
    if (design) x = fire(x, at, ...design);
    else x = maxPooling2d({ name: at, poolSize: 3, strides: 2, ceilMode: true })(x);
  });
  if (includeTop) {
    x = dropout({ name: 'classifier.0', rate })(x);
    const kernelInitializer = randomNormal({ stddev: 0.01 });
    x = conv2d({ name: 'classifier.1', filters: classes, kernelSize: 1, activation: 'relu', kernelInitializer })(x);
    x = globalAveragePooling2d({ name: 'classifier.3' })(x);
    x = activation({ name: 'classifier.activation', activation: classifierActivation })(x);
  } else {
    x = globalPooling(pooling).reduce((y, layer) => layer(y), x);
  }
  return model({ inputs: image, outputs: x, name });
}

/**
 * SqueezeNet 1.0 (Iandola et al. 2016): `[batch, 224, 224, 3]` → class probabilities `[batch, 1000]`, with 1,248,424 parameters
 * and random weights. Layers have torchvision's names: `features.3.squeeze`, … `classifier.1`.
 *
 * @throws {ShapeError} for images smaller than 29 x 29, of 1.1 than 25 x 25.
 *
 * @example
 * const net = squeezeNet1_0({ classes: 10, inputShape: [64, 64, 3] });
 * net.compile({ optimizer: adam(), loss: 'sparseCategoricalCrossentropy' });
 */
export function squeezeNet1_0(options: SqueezeNetOptions & Pretrained): Promise<Functional>;
export function squeezeNet1_0(options?: SqueezeNetOptions): Functional;
export function squeezeNet1_0(options: SqueezeNetOptions & Partial<Pretrained> = {}): SqueezeNet {
  return squeezeNet('squeezeNet1_0', options);
}

/** SqueezeNet 1.1, its authors' faster design of the same accuracy: 1,235,496 parameters. See `squeezeNet1_0`. */
export function squeezeNet1_1(options: SqueezeNetOptions & Pretrained): Promise<Functional>;
export function squeezeNet1_1(options?: SqueezeNetOptions): Functional;
export function squeezeNet1_1(options: SqueezeNetOptions & Partial<Pretrained> = {}): SqueezeNet {
  return squeezeNet('squeezeNet1_1', options);
}
