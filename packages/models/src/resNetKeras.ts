// ResNet-50, -101 and -152 as Keras' applications have them, so that their weights fit: `resNet50({ variant: 'keras' })`.
//
// They come from the authors' Caffe networks: a bottleneck halves the image in its first 1x1, convolutions have biases though a
// normalisation follows, and the image is padded by layers of their own. Padding before the max pool is zeros, not nothing; after
// relu that makes no difference. Shapes between the stages are those of resNet.ts.
//
//   x → conv 1x1 → conv 3x3 → conv 1x1, 4 times the channels → + → relu      conv2_block1_1_conv, _1_bn, _1_relu, _2_conv, …
//    ╰── conv 1x1, in the first block of a stage ──────────────╯             conv2_block1_0_conv, _0_bn
import {
  add,
  batchNormalization,
  conv2d,
  dense,
  type Functional,
  globalAveragePooling2d,
  input,
  maxPooling2d,
  model,
  relu,
  type SymbolicTensor,
  zeroPadding2d,
} from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';
import { globalPooling } from './globalPooling';

interface ConvOptions {
  filters: number;
  kernelSize: number;
  strides?: number;
  padding?: 'same' | 'valid';
}

/** `<name>_conv` and `<name>_bn`. */
function normalizedConv(x: SymbolicTensor, name: string, options: ConvOptions): SymbolicTensor {
  const y = conv2d({ name: `${name}_conv`, ...options })(x);
  return batchNormalization({ name: `${name}_bn`, epsilon: 1.001e-5 })(y);
}

interface BlockOptions {
  filters: number;
  strides: number;
  /** Whether the input is brought to the shape of the sum. */
  project: boolean;
}

function block(x: SymbolicTensor, name: string, { filters, strides, project }: BlockOptions): SymbolicTensor {
  const wide = 4 * filters;
  const shortcut = project ? normalizedConv(x, `${name}_0`, { filters: wide, kernelSize: 1, strides }) : x;
  let y = normalizedConv(x, `${name}_1`, { filters, kernelSize: 1, strides });
  y = relu({ name: `${name}_1_relu` })(y);
  y = normalizedConv(y, `${name}_2`, { filters, kernelSize: 3, padding: 'same' });
  y = relu({ name: `${name}_2_relu` })(y);
  y = normalizedConv(y, `${name}_3`, { filters: wide, kernelSize: 1 });
  return relu({ name: `${name}_out` })(add({ name: `${name}_add` })([shortcut, y]));
}

/** A residual network of Keras with this many blocks in each stage. */
export function resNetKeras(blocks: readonly number[], options: ClassifierOptions): Functional {
  const { classes = 1000, inputShape = [224, 224, 3], includeTop = true, classifierActivation = 'softmax' } = options;
  const image = input({ shape: inputShape });
  let x = zeroPadding2d({ name: 'conv1_pad', padding: 3 })(image);
  x = relu({ name: 'conv1_relu' })(normalizedConv(x, 'conv1', { filters: 64, kernelSize: 7, strides: 2 }));
  x = zeroPadding2d({ name: 'pool1_pad', padding: 1 })(x);
  x = maxPooling2d({ name: 'pool1_pool', poolSize: 3, strides: 2 })(x);
  blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++) {
      const first = i === 0;
      const strides = first && stage > 0 ? 2 : 1;
      x = block(x, `conv${stage + 2}_block${i + 1}`, { filters: 64 * 2 ** stage, strides, project: first });
    }
  });
  if (includeTop) {
    x = globalAveragePooling2d({ name: 'avg_pool' })(x);
    x = dense({ name: 'predictions', units: classes, activation: classifierActivation })(x);
  } else {
    x = globalPooling(options.pooling).reduce((y, layer) => layer(y), x);
  }
  return model({ inputs: image, outputs: x, name: options.name });
}
