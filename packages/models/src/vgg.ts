// VGG, "Very deep convolutional networks for large-scale image recognition" (Simonyan and Zisserman 2014).
//
// What was new: one idea, taken to its end. All filters are 3 x 3. Two of them in a row see 5 x 5 pixels, three see 7 x 7,
// with fewer weights than one large filter and a rectification after each; so depth could grow, in even stages that halve
// the image and double the channels. The features it learns are still those that style transfer compares pictures with.
//
// Shapes between the stages, for a 224 x 224 image; n convolutions 3x3 with padding 1, then a 2x2 max pool:
//
//                                            VGG-11   13   16   19
//   224x224x3 → n convs of 64   → 112x112x64      1    2    2    2
//             → n convs of 128  → 56x56x128       1    2    2    2
//             → n convs of 256  → 28x28x256       2    2    3    4
//             → n convs of 512  → 14x14x512       2    2    3    4
//             → n convs of 512  → 7x7x512         2    2    3    4
//             → dense, dropout  → 4096       102,764,544 parameters: most of them are here
//             → dense, dropout  → 4096        16,781,312
//             → dense, softmax  → 1000         4,097,000
//
// In the `Bn` variants each convolution is followed by batch normalisation (Ioffe and Szegedy 2015), which came a year later:
// without it the authors trained the shallow network first, and began the deeper ones with its weights.
import {
  adaptiveAveragePooling2d,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  flatten,
  type Layer,
  maxPooling2d,
  randomNormal,
  relu,
  type Sequential,
  sequential,
  varianceScaling,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';

/** Options of `vgg11` to `vgg19` and of their variants with batch normalisation. */
export interface VggOptions extends ClassifierOptions {
  /** Share of the values that training drops after each of the hidden dense layers. Default 0.5. */
  dropout?: number;
}

/** Filters of the convolutions in each stage. */
const widths = [64, 128, 256, 512, 512];

/** Number of convolutions in each stage, by the number of layers with weights. */
const depths = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
};

interface Design {
  depth: keyof typeof depths;
  normalized: boolean;
}

function features({ depth, normalized }: Design, inputShape: NonNullable<VggOptions['inputShape']>): Layer[] {
  const layers: Layer[] = [];
  // torchvision counts convolution, normalisation, relu and pooling.
  let index = 0;
  depths[depth].forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      layers.push(...block(index, widths[stage], normalized, index === 0 ? inputShape : undefined));
      index += normalized ? 3 : 2;
    }
    layers.push(maxPooling2d({ name: `features.${index++}`, poolSize: 2 }));
  });
  return layers;
}

/** A convolution and its relu, with batch normalisation between them or without. */
function block(index: number, filters: number, normalized: boolean, inputShape: VggOptions['inputShape']): Layer[] {
  const conv = conv2d({
    name: `features.${index}`,
    filters,
    kernelSize: 3,
    padding: 1,
    activation: normalized ? 'linear' : 'relu',
    kernelInitializer: varianceScaling({ scale: 2, mode: 'fanOut', distribution: 'untruncatedNormal' }),
    inputShape,
  });
  if (!normalized) return [conv];
  return [
    conv,
    batchNormalization({ name: `features.${index + 1}`, epsilon: 1e-5, momentum: 0.9 }),
    relu({ name: `features.${index + 2}` }),
  ];
}

function classifier({ classes = 1000, classifierActivation = 'softmax', dropout: rate = 0.5 }: VggOptions): Layer[] {
  const kernelInitializer = randomNormal({ stddev: 0.01 });
  return [
    // The identity at 224 x 224; it lets the dense layers take images of other sizes.
    adaptiveAveragePooling2d({ name: 'avgpool', outputSize: 7 }),
    flatten({ name: 'flatten' }),
    dense({ name: 'classifier.0', units: 4096, activation: 'relu', kernelInitializer }),
    dropout({ name: 'classifier.2', rate }),
    dense({ name: 'classifier.3', units: 4096, activation: 'relu', kernelInitializer }),
    dropout({ name: 'classifier.5', rate }),
    dense({ name: 'classifier.6', units: classes, activation: classifierActivation, kernelInitializer }),
  ];
}

type Name = `vgg${keyof typeof depths}${'' | 'Bn'}`;
type MaybePretrained = VggOptions & Partial<Pretrained>;
type Vgg = Sequential | Promise<Sequential>;

function vgg(network: Name, design: Design, options: MaybePretrained): Vgg {
  const { inputShape = [224, 224, 3], includeTop = true, pooling, name = network } = options;
  const build = () => {
    const top = includeTop ? classifier(options) : globalPooling(pooling);
    return sequential([...features(design, inputShape), ...top], { name });
  };
  return withWeights(network, build, options);
}

/** VGG-11 (Simonyan and Zisserman 2014), their configuration A: 132,863,336 parameters. See `vgg16`. */
export function vgg11(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg11(options?: VggOptions): Sequential;
export function vgg11(options: MaybePretrained = {}): Vgg {
  return vgg('vgg11', { depth: 11, normalized: false }, options);
}

/** VGG-13 (Simonyan and Zisserman 2014), their configuration B: 133,047,848 parameters. See `vgg16`. */
export function vgg13(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg13(options?: VggOptions): Sequential;
export function vgg13(options: MaybePretrained = {}): Vgg {
  return vgg('vgg13', { depth: 13, normalized: false }, options);
}

/**
 * VGG-16 (Simonyan and Zisserman 2014), their configuration D: `[batch, 224, 224, 3]` → class probabilities `[batch, 1000]`,
 * with 138,357,544 parameters and random weights. Layers have torchvision's names: `features.0`, … `classifier.6`.
 *
 * @throws {ShapeError} for images smaller than 32 x 32.
 *
 * @example
 * vgg16().summary();
 * @example
 * const features = vgg16({ includeTop: false, inputShape: [32, 32, 3] }); // 14,714,688 parameters
 * const net = sequential([features, flatten(), dense({ units: 10, activation: 'softmax' })]);
 */
export function vgg16(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg16(options?: VggOptions): Sequential;
export function vgg16(options: MaybePretrained = {}): Vgg {
  return vgg('vgg16', { depth: 16, normalized: false }, options);
}

/** VGG-19 (Simonyan and Zisserman 2014), their configuration E: 143,667,240 parameters. See `vgg16`. */
export function vgg19(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg19(options?: VggOptions): Sequential;
export function vgg19(options: MaybePretrained = {}): Vgg {
  return vgg('vgg19', { depth: 19, normalized: false }, options);
}

/** VGG-11 with batch normalisation: 132,868,840 trainable parameters. See `vgg16`. */
export function vgg11Bn(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg11Bn(options?: VggOptions): Sequential;
export function vgg11Bn(options: MaybePretrained = {}): Vgg {
  return vgg('vgg11Bn', { depth: 11, normalized: true }, options);
}

/** VGG-13 with batch normalisation: 133,053,736 trainable parameters. See `vgg16`. */
export function vgg13Bn(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg13Bn(options?: VggOptions): Sequential;
export function vgg13Bn(options: MaybePretrained = {}): Vgg {
  return vgg('vgg13Bn', { depth: 13, normalized: true }, options);
}

/** VGG-16 with batch normalisation: 138,365,992 trainable parameters. See `vgg16`. */
export function vgg16Bn(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg16Bn(options?: VggOptions): Sequential;
export function vgg16Bn(options: MaybePretrained = {}): Vgg {
  return vgg('vgg16Bn', { depth: 16, normalized: true }, options);
}

/** VGG-19 with batch normalisation: 143,678,248 trainable parameters. See `vgg16`. */
export function vgg19Bn(options: VggOptions & Pretrained): Promise<Sequential>;
export function vgg19Bn(options?: VggOptions): Sequential;
export function vgg19Bn(options: MaybePretrained = {}): Vgg {
  return vgg('vgg19Bn', { depth: 19, normalized: true }, options);
}
