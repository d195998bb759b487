// ResNet, "Deep residual learning for image recognition" (He, Zhang, Ren and Sun 2015).
//
// What was new: a network that can be as deep as one likes. Deeper plain networks had got worse, even on the images they were
// trained on. Here a block learns only what to change, and adds that to its input: a block with nothing to say lets it pass,
// and the gradient has a way from the loss to the first layer that no weight stands in. With up to 152 layers it won ImageNet.
//
// Shapes between the stages, for a 224 x 224 image; the first block of layer2 to layer4 halves the image:
//
//                                                blocks of ResNet-18   34 |  50  101  152
//   224x224x3 → conv 64 @ 7x7, strides 2, padding 3     → 112x112x64      |
//             → max pool 3x3, strides 2, padding 1      → 56x56x64        |
//             → layer1: blocks of 64   → 56x56x64 | 256        2    3  |   3    3    3
//             → layer2: blocks of 128  → 28x28x128 | 512       2    4  |   4    4    8
//             → layer3: blocks of 256  → 14x14x256 | 1024      2    6  |   6   23   36
//             → layer4: blocks of 512  → 7x7x512 | 2048        2    3  |   3    3    3
//             → mean of each channel   → 512 | 2048
//             → dense, softmax         → 1000
//
//   basic block (18, 34)                      bottleneck (50, 101, 152)
//   x → conv 3x3 → conv 3x3 → + → relu        x → conv 1x1 → conv 3x3 → conv 1x1, 4 times the channels → + → relu
//    ╰────────────────────────╯                ╰───────────────────────────────────────────────────────╯
//
// All convolutions are followed by batch normalisation and have no bias. A bottleneck halves the image in its 3x3, which is
// torchvision's "v1.5"; the paper did it in the first 1x1, which leaves out three of four pixels (`variant: 'v1'`). Keras' networks
// (`variant: 'keras'`) do so as well, and their convolutions have biases: resNetKeras.ts.
import { dense, type Functional, globalAveragePooling2d, input, maxPooling2d, model, relu } from '@striate/layers';
import { ValueError } from '@striate/tensor';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';
import { type Pretrained, withWeights } from './pretrained';
import { type Block, type BlockOptions, basicBlock, bottleneck, normalizedConv } from './resNetBlocks';
import { resNetKeras } from './resNetKeras';

/** Options of `resNet18` and `resNet34`, and with those of `BottleneckResNetOptions` of the others. */
export type ResNetOptions = ClassifierOptions;

/** Options of `resNet50`, `resNet101` and `resNet152`. */
export interface BottleneckResNetOptions extends ResNetOptions {
  /**
   * `'v1.5'`: torchvision's, a block halves the image in its 3x3. `'v1'`: the paper's, in its first 1x1; parameters and names are the
   * same. `'keras'`: as v1, with biases, and with the padding, epsilon and names of Keras' application. Default `'v1.5'`.
   */
  variant?: 'v1.5' | 'v1' | 'keras';
}

/** Number of blocks in each of the four stages, by the number of layers with weights. */
const depths = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
} as const;

interface Design {
  depth: keyof typeof depths;
  block: Block;
  halves?: BlockOptions['halves'];
}

function build({ depth, block, halves }: Design, options: ResNetOptions): Functional {
  const { classes = 1000, inputShape = [224, 224, 3], includeTop = true, classifierActivation = 'softmax' } = options;
  const image = input({ shape: inputShape });
  let x = normalizedConv(image, { conv: 'conv1', norm: 'bn1', filters: 64, kernelSize: 7, strides: 2 });
  x = relu({ name: 'relu' })(x);
  x = maxPooling2d({ name: 'maxpool', poolSize: 3, strides: 2, padding: 1 })(x);
  depths[depth].forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      const strides = stage > 0 && i === 0 ? 2 : 1;
      x = block(x, { name: `layer${stage + 1}.${i}`, filters: 64 * 2 ** stage, strides, halves });
    }
  });
  if (includeTop) {
    x = globalAveragePooling2d({ name: 'avgpool' })(x);
    x = dense({ name: 'fc', units: classes, activation: classifierActivation })(x);
  } else {
    x = globalPooling(options.pooling).reduce((y, layer) => layer(y), x);
  }
  return model({ inputs: image, outputs: x, name: options.name });
}

type ResNet = Functional | Promise<Functional>;

function basic(depth: 18 | 34, options: ResNetOptions & Partial<Pretrained>): ResNet {
  const network = `resNet${depth}` as const;
  return withWeights(
    network,
    () => build({ depth, block: basicBlock }, { ...options, name: options.name ?? network }),
    options,
  );
}

type Deep = BottleneckResNetOptions & Partial<Pretrained>;

function deep(depth: 50 | 101 | 152, options: Deep): ResNet {
  const { variant = 'v1.5' } = options;
  if (variant === 'v1.5') {
    const network = `resNet${depth}` as const;
    return withWeights(
      network,
      () => build({ depth, block: bottleneck }, { ...options, name: options.name ?? network }),
      options,
    );
  }
  if (variant === 'v1') {
    const network = `resNet${depth}V1` as const;
    const design: Design = { depth, block: bottleneck, halves: '1x1' };
    return withWeights(network, () => build(design, { ...options, name: options.name ?? network }), options);
  }
  if (variant === 'keras') {
    const network = `resNet${depth}Keras` as const;
    return withWeights(
      network,
      () => resNetKeras(depths[depth], { ...options, name: options.name ?? network }),
      options,
    );
  }
  throw new ValueError(`resNet${depth}: variant is one of v1.5, v1, keras, got '${variant}'`);
}

/** ResNet-18 (He, Zhang, Ren and Sun 2015): 11,689,512 trainable parameters. See `resNet50`. */
export function resNet18(options: ResNetOptions & Pretrained): Promise<Functional>;
export function resNet18(options?: ResNetOptions): Functional;
export function resNet18(options: ResNetOptions & Partial<Pretrained> = {}): ResNet {
  return basic(18, options);
}

/** ResNet-34 (He, Zhang, Ren and Sun 2015): 21,797,672 trainable parameters. See `resNet50`. */
export function resNet34(options: ResNetOptions & Pretrained): Promise<Functional>;
export function resNet34(options?: ResNetOptions): Functional;
export function resNet34(options: ResNetOptions & Partial<Pretrained> = {}): ResNet {
  return basic(34, options);
}

/**
 * ResNet-50 (He, Zhang, Ren and Sun 2015), by default as torchvision builds it (v1.5): `[batch, 224, 224, 3]` → class
 * probabilities `[batch, 1000]`, with 25,557,032 trainable parameters and random weights. Layers have torchvision's names:
 * `layer1.0.conv1`, … `fc`; `layer1.0` is where that block's sum leaves it. With `variant: 'keras'` they have Keras' names,
 * `conv2_block1_1_conv`, … `predictions`.
 *
 * @throws {ValueError} for a variant that there is not.
 *
 * @example
 * const net = resNet50({ classes: 10, inputShape: [64, 64, 3] });
 * net.compile({ optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }), loss: 'sparseCategoricalCrossentropy' });
 * @example
 * const net = resNet50();
 * const features = model({ inputs: net.inputs, outputs: net.getLayer('layer3.5').output }); // [null, 14, 14, 1024]
 */
export function resNet50(options: BottleneckResNetOptions & Pretrained): Promise<Functional>;
export function resNet50(options?: BottleneckResNetOptions): Functional;
export function resNet50(options: Deep = {}): ResNet {
  return deep(50, options);
}

/** ResNet-101 (He, Zhang, Ren and Sun 2015): 44,549,160 trainable parameters. See `resNet50`. */
export function resNet101(options: BottleneckResNetOptions & Pretrained): Promise<Functional>;
export function resNet101(options?: BottleneckResNetOptions): Functional;
export function resNet101(options: Deep = {}): ResNet {
  return deep(101, options);
}

/** ResNet-152 (He, Zhang, Ren and Sun 2015): 60,192,808 trainable parameters. See `resNet50`. */
export function resNet152(options: BottleneckResNetOptions & Pretrained): Promise<Functional>;
export function resNet152(options?: BottleneckResNetOptions): Functional;
export function resNet152(options: Deep = {}): ResNet {
  return deep(152, options);
}
