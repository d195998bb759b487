import type { Tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { inferenceFormOf } from '../../InferenceForm';
import type { CallOptions } from '../../Layer';
import { activation, relu } from '../../layers/Activation';
import { batchNormalization } from '../../layers/BatchNormalization';
import { Conv2D } from '../../layers/Conv2D';
import { depthwiseConv2d } from '../../layers/DepthwiseConv2D';
import { dropout } from '../../layers/Dropout';
import { input } from '../../layers/Input';
import { add, concatenate } from '../../layers/Merge';
import { maxPooling2d } from '../../layers/Pooling2D';
import type { SymbolicTensor } from '../../SymbolicTensor';
import { useCpu } from '../../testing';
import { model } from '../Functional';
import { Sequential } from '../Sequential';

import { conv, expectSame, images, network, scramble, steps } from './testing';

useCpu();

describe('a plan merges', () => {
  const cases: [string, (x: SymbolicTensor) => SymbolicTensor, string[]][] = [
    ['a normalisation', (x) => batchNormalization()(conv()(x)), ['conv2d + norm']],
    [
      'one without factor and offset',
      (x) => batchNormalization({ scale: false, center: false, epsilon: 0.1 })(conv({ useBias: false })(x)),
      ['conv2d + norm'],
    ],
    ['relu', (x) => relu()(conv()(x)), ['conv2d + relu']],
    [
      'a normalisation and relu6',
      (x) => relu({ maxValue: 6 })(batchNormalization()(conv({ strides: 2 })(x))),
      ['conv2d + norm + relu6'],
    ],
    ['an activation by name', (x) => activation('tanh')(batchNormalization()(conv()(x))), ['conv2d + norm + tanh']],
    [
      'across layers that only matter in training',
      (x) => activation('sigmoid')(dropout({ rate: 0.5 })(batchNormalization()(activation('linear')(conv()(x))))),
      ['conv2d + norm + sigmoid'],
    ],
    [
      'a convolution of groups',
      (x) => batchNormalization()(conv({ filters: 6, groups: 3, dilationRate: 2 })(x)),
      ['conv2d + norm'],
    ],
    [
      'a depthwise convolution',
      (x) => relu()(batchNormalization()(depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })(x))),
      ['depthwise_conv2d + norm + relu'],
    ],
    [
      'a residual, in the place of the sum',
      (x) => relu()(add()([batchNormalization()(conv({ filters: 3 })(x)), maxPooling2d({ poolSize: 1 })(x)])),
      ['max_pooling2d', 'conv2d + norm + sum + relu'],
    ],
    ["a block's own input", (x) => add()([x, conv({ filters: 3, useBias: false })(x)]), ['conv2d + sum']],
    [
      'the later of two convolutions',
      (x) => relu()(add()([batchNormalization()(conv()(x)), batchNormalization()(conv({ kernelSize: 1 })(x))])),
      ['conv2d + norm', 'conv2d_1 + norm + sum + relu'],
    ],
    [
      'sums in a chain',
      (x) => add()([add()([conv()(x), conv()(x)]), conv()(x)]),
      ['conv2d', 'conv2d_1 + sum', 'conv2d_2 + sum'],
    ],
  ];
  it.each(cases)('%s', async (_, build, expected) => {
    const net = network(build);
    expect(steps(net, images(2))).toEqual(expected);
    await expectSame(net, images(2));
  });
});

describe('a plan leaves alone', () => {
  const cases: [string, (x: SymbolicTensor) => SymbolicTensor, string[]][] = [
    [
      'a convolution that something else takes too',
      (x) => {
        const y = conv()(x);
        return add()([batchNormalization()(y), maxPooling2d({ poolSize: 1 })(y)]);
      },
      ['conv2d', 'batch_normalization', 'max_pooling2d', 'add'],
    ],
    [
      'a normalisation that something else takes too',
      (x) => {
        const y = batchNormalization()(conv({ filters: 3 })(x));
        return concatenate()([relu()(y), y]);
      },
      ['conv2d + norm', 're_lu', 'concatenate'],
    ],
    ['a normalisation before a convolution', (x) => conv()(batchNormalization()(x)), ['batch_normalization', 'conv2d']],
    [
      'a normalisation after an activation',
      (x) => batchNormalization()(conv({ activation: 'relu' })(x)),
      ['conv2d', 'batch_normalization'],
    ],
    [
      'a normalisation after a sum',
      (x) => batchNormalization()(add()([x, conv({ filters: 3 })(x)])),
      ['conv2d + sum', 'batch_normalization'],
    ],
    ['a second activation', (x) => activation('sigmoid')(relu()(conv()(x))), ['conv2d + relu', 'activation']],
    ['a leaky relu', (x) => relu({ negativeSlope: 0.1 })(conv()(x)), ['conv2d', 're_lu']],
    ['an activation of its own', (x) => activation((y) => y.square())(conv()(x)), ['conv2d', 'activation']],
    [
      'a value added to itself',
      (x) => {
        const y = conv()(x);
        return add()([y, y]);
      },
      ['conv2d', 'add'],
    ],
    [
      'summands that broadcast',
      (x) => add()([conv()(x), conv({ kernelSize: 6, padding: 'valid' })(x)]),
      ['conv2d', 'conv2d_1', 'add'],
    ],
    ['a sum of three', (x) => add()([x, conv({ filters: 3 })(x), x]), ['conv2d', 'add']],
    [
      'a layer that trains whatever the model does',
      (x) => batchNormalization()(conv()(x), { training: true }),
      ['conv2d', 'batch_normalization'],
    ],
  ];
  it.each(cases)('%s', async (_, build, expected) => {
    const net = network(build);
    expect(steps(net, images(2))).toEqual(expected);
    // The layer that trains changes its statistics, not its result.
    await expectSame(net, images(2));
  });

  it('a value that is an output as well', async () => {
    const x = input({ shape: [6, 6, 3] });
    const y = conv()(x);
    const z = batchNormalization()(y);
    const net = scramble(model({ inputs: x, outputs: [relu()(z), y, dropout({ rate: 0.5 })(z), x] }));
    expect(steps(net, images(2))).toEqual(['conv2d', 'batch_normalization', 're_lu']);
    await expectSame(net, images(2));
  });

  it('classes that change what their base does', async () => {
    class Doubled extends Conv2D {
      override call(x: Tensor): Tensor {
        return super.call(x).mul(2);
      }
    }
    class Renamed extends Conv2D {}
    const doubled = network((x) => batchNormalization()(new Doubled({ filters: 4, kernelSize: 3 })(x)));
    expect(steps(doubled, images(1))).toEqual(['doubled', 'batch_normalization']);
    await expectSame(doubled, images(1));
    const renamed = network((x) => batchNormalization()(new Renamed({ filters: 4, kernelSize: 3 })(x)));
    expect(steps(renamed, images(1))).toEqual(['renamed + norm']);
  });

  it('a model that changes what its base does', async () => {
    class Halved extends Sequential {
      override call(x: Tensor, options: CallOptions): Tensor {
        return super.call(x, options).mul(0.5);
      }
    }
    const net = scramble(new Halved([conv({ inputShape: [6, 6, 3] }), batchNormalization()]));
    expect(inferenceFormOf(net)).toBeUndefined();
    await expectSame(net, images(2));
  });
});
