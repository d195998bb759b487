import { Generator, memory, ones, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { inferenceFormOf } from '../../InferenceForm';
import { type CallOptions, Layer } from '../../Layer';
import { activation, relu } from '../../layers/Activation';
import { batchNormalization } from '../../layers/BatchNormalization';
import { Conv2D, type Conv2DOptions, conv2d } from '../../layers/Conv2D';
import { dense } from '../../layers/Dense';
import { depthwiseConv2d } from '../../layers/DepthwiseConv2D';
import { dropout } from '../../layers/Dropout';
import { flatten } from '../../layers/Flatten';
import { globalAveragePooling2d } from '../../layers/GlobalPooling2D';
import { input } from '../../layers/Input';
import { lambda } from '../../layers/Lambda';
import { add, concatenate } from '../../layers/Merge';
import { maxPooling2d } from '../../layers/Pooling2D';
import type { SymbolicTensor } from '../../SymbolicTensor';
import { useCpu } from '../../testing';
import { type Functional, model } from '../Functional';
import { Model } from '../Model';
import { Sequential, sequential } from '../Sequential';
import { flattenGraph } from './flattenGraph';
import { fuse } from './fuse';
import { slotShapes } from './slotShapes';

useCpu();

const generator = new Generator(5);

function images(batch: number, size = 6, channels = 3): Tensor {
  return tensor(generator.uniform(batch * size * size * channels), [batch, size, size, channels]);
}

/** Gives every weight values that show: no offset is 0, no factor 1. */
function scramble<M extends Model>(net: M): M {
  for (const weight of net.weights) {
    const spread = weight.name === 'kernel' ? 0.3 : 1;
    const values = generator.uniform(weight.size).map((v) => (weight.name === 'kernel' ? v - 0.5 : v + 0.5) * spread);
    weight.assign(tensor(values, weight.shape));
  }
  return net;
}

/** The plan's steps: names of layers, and of a convolution what is merged into it. */
function steps(net: Model, ...inputs: Tensor[]): string[] {
  const form = inferenceFormOf(net);
  if (form?.kind !== 'graph') return [];
  const graph = flattenGraph(form);
  return fuse(graph, slotShapes(graph, inputs)).map((each) => {
    if (!('convolution' in each)) return each.layer.name;
    const { call, norm, residual, activation } = each;
    return [call.layer.name, norm && 'norm', residual !== undefined && 'sum', activation !== 'linear' && activation]
      .filter(Boolean)
      .join(' + ');
  });
}

async function expectSame(net: Model, ...inputs: Tensor[]): Promise<void> {
  const planned = await net.predictAll(inputs);
  const result = net.run(inputs.length === 1 ? inputs[0] : inputs, { training: false });
  const called: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
  expect(planned.map(({ shape }) => shape)).toEqual(called.map(({ shape }) => shape));
  for (const [i, output] of planned.entries()) {
    const [actual, expected] = [await output.data(), await called[i].data()];
    const largest = Math.max(...[...expected].map(Math.abs));
    const error = Math.max(...[...actual].map((v, at) => Math.abs(v - expected[at])));
    expect(error).toBeLessThanOrEqual(1e-5 * largest);
  }
}

/** A model from 6x6 images of 3 channels. */
function network(build: (x: SymbolicTensor) => SymbolicTensor): Functional {
  const x = input({ shape: [6, 6, 3] });
  return scramble(model({ inputs: x, outputs: build(x) }));
}

const conv = (options: Partial<Conv2DOptions> = {}) =>
  conv2d({ filters: 4, kernelSize: 3, padding: 'same', ...options });

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

describe('a plan reaches', () => {
  const block = () => [conv({ filters: 3, useBias: false }), batchNormalization(), dropout({ rate: 0.5 }), relu()];

  it('a chain, before and after a layer is added', async () => {
    const net = sequential([...block(), maxPooling2d(), flatten(), dense({ units: 5, activation: 'softmax' })]);
    // The first call makes the weights.
    expect((await net.predict(images(2))).shape).toEqual([2, 5]);
    scramble(net);
    expect(steps(net, images(2))).toEqual(['conv2d + norm + relu', 'max_pooling2d', 'flatten', 'dense']);
    await expectSame(net, images(2));
    net.add(dense({ units: 2 }));
    await expectSame(net, images(2));
  });

  it('models in models, and sees them grow', async () => {
    const inner = sequential([...block(), sequential(block())]);
    const x = input({ shape: [6, 6, 3] });
    const y = input({ shape: [6, 6, 3] });
    const two = model({ inputs: [x, y], outputs: [add()([x, y]), y] });
    const net = scramble(sequential([inner, inner, conv({ filters: 3 })]));
    const both = model({ inputs: x, outputs: two([net(x), conv({ filters: 3 })(x)]) });
    const nested = 'conv2d + norm + relu';
    expect(steps(net, images(1))).toEqual([nested, nested, nested, nested, 'conv2d']);
    expect(steps(both, images(1))).toEqual([nested, nested, nested, nested, 'conv2d', 'conv2d + sum']);
    await expectSame(both, images(2));
    inner.add(batchNormalization());
    scramble(net);
    await expectSame(net, images(2));
    await expectSame(both, images(2));
  });

  it('layers that are shared', async () => {
    const [shared, norm] = [conv({ filters: 3 }), batchNormalization()];
    const net = network((x) => norm(shared(norm(shared(x)))));
    expect(steps(net, images(1))).toEqual(['conv2d + norm', 'conv2d + norm']);
    await expectSame(net, images(3));
  });

  it('layers made of layers, as one step', async () => {
    class Residual extends Layer {
      inner = conv({ filters: 3 });
      norm = batchNormalization();
      override call(x: Tensor, options: CallOptions): Tensor {
        return x.add(this.norm(this.inner(x, options) as Tensor, options) as Tensor);
      }
    }
    const net = network((x) => globalAveragePooling2d()(new Residual()(conv({ filters: 3 })(x))));
    expect(steps(net, images(2))).toEqual(['conv2d', 'residual', 'global_average_pooling2d']);
    await expectSame(net, images(2));
  });

  it('no further than a class of one’s own', async () => {
    class Own extends Model {
      inner = sequential([conv(), batchNormalization()]);
      override call(x: Tensor): Tensor {
        return this.inner(x) as Tensor;
      }
    }
    const net = new Own();
    await net.predict(images(2));
    await expectSame(scramble(net), images(2));
  });

  it('images of any size, and batches of any', async () => {
    const x = input({ shape: [null, null, 3] });
    const y = batchNormalization()(conv({ filters: 3 })(x));
    const net = scramble(model({ inputs: x, outputs: globalAveragePooling2d()(relu()(add()([y, x]))) }));
    for (let size = 4; size < 16; size++) await expectSame(net, images(1 + (size % 3), size));
  });

  it('inputs in pairs', async () => {
    const [x, y] = [input({ shape: [6, 6, 3] }), input({ shape: [6, 6, 3] })];
    const net = scramble(model({ inputs: [x, y], outputs: add()([conv({ filters: 3 })(x), y]) }));
    expect(steps(net, images(2), images(2))).toEqual(['conv2d + sum']);
    await expectSame(net, images(2), images(2));
  });

  it('layers that hand on what they were given', async () => {
    const net = network((x) => add()([lambda((y: Tensor) => y)(conv({ filters: 3 })(x)), lambda((y: Tensor) => y)(x)]));
    await expectSame(net, images(2));
    const passing = network((x) => dropout({ rate: 0.5 })(x));
    const x = images(1);
    (await passing.predict(x)).dispose();
    expect(x.disposed).toBe(false);
  });
});

describe('a plan follows', () => {
  it('weights that change, by hand or by training', async () => {
    const net = scramble(
      sequential([conv({ inputShape: [6, 6, 3] }), batchNormalization(), flatten(), dense({ units: 2 })]),
    );
    await expectSame(net, images(2));
    for (const name of ['bias', 'gamma', 'beta', 'moving_mean', 'moving_variance', 'kernel']) {
      const weight = net.weights.find((each) => each.name === name)!;
      weight.assign(
        tensor(
          generator.uniform(weight.size).map((v) => v + 0.1),
          weight.shape,
        ),
      );
      await expectSame(net, images(2));
    }
    net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await net.fit(images(8), ones([8, 2]), { verbose: 0 });
    await expectSame(net, images(2));
  });

  it('the call in its errors', async () => {
    const net = network((x) => batchNormalization()(conv({ name: 'stem' })(x)));
    await net.predict(images(1));
    await expect(net.predict(ones([1, 6, 6, 4]))).rejects.toThrow(/input.*takes \[null,6,6,3\], got \[1,6,6,4\]/);
    const chain = sequential([conv({ name: 'stem', inputShape: [6, 6, 3] }), batchNormalization()]);
    await chain.predict(images(1));
    await expect(chain.predict(ones([1, 6, 6, 4]))).rejects.toThrow(/layer 'stem' was built for 3 channels, got 4/);
  });

  it('evaluate, to the same loss', async () => {
    const net = scramble(
      sequential([
        conv({ inputShape: [6, 6, 3] }),
        batchNormalization(),
        flatten(),
        dense({ units: 3, activation: 'softmax' }),
      ]),
    );
    net.compile({ loss: 'sparseCategoricalCrossentropy' });
    const [x, y] = [images(6), tensor(Int32Array.of(0, 1, 2, 0, 1, 2))];
    const loss = async (scores: Tensor) => {
      const p = await scores.data();
      return -[0, 1, 2, 0, 1, 2].reduce((sum, c, i) => sum + Math.log(p[i * 3 + c]), 0) / 6;
    };
    const expected = await loss(net(x));
    expect((await net.evaluate(x, y, { batchSize: 4 })).loss).toBeCloseTo(expected, 4);
    expect((await net.testOnBatch(x, y)).loss).toBeCloseTo(expected, 4);
  });
});

describe('memory', () => {
  const deep = (blocks: number, last = lambda((x: Tensor) => x)) => {
    const body = Array.from({ length: blocks }, () => [conv({ useBias: false }), batchNormalization(), relu()]);
    return sequential([conv({ inputShape: [6, 6, 3] }), ...body.flat(), last]);
  };

  it('stands still', async () => {
    const [net, x] = [deep(4), images(5)];
    const once = async () => (await net.predict(x, { batchSize: 2 })).dispose();
    await once();
    await once();
    const before = memory();
    for (let i = 0; i < 48; i++) await once();
    expect(memory()).toEqual(before);
  });

  it('does not grow with the depth of the network', async () => {
    const live = async (blocks: number) => {
      let during = 0;
      const look = (x: Tensor) => {
        during = memory().buffers;
        return x;
      };
      const net = deep(blocks, lambda(look));
      const x = images(1);
      (await net.predict(x)).dispose();
      const before = memory().buffers;
      (await net.predict(x)).dispose();
      return during - before;
    };
    expect(await live(12)).toBe(await live(2));
  });
});
