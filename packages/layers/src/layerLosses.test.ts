import {
  add,
  addN,
  mean,
  memory,
  mul,
  ones,
  scope,
  square,
  sum,
  type Tensor,
  tensor,
  valueAndGrads,
} from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { maxNorm } from './constraints/constraints';
import { Layer } from './Layer';
import { batchNormalization } from './layers/BatchNormalization';
import { conv1d } from './layers/Conv1D';
import { conv1dTranspose } from './layers/Conv1DTranspose';
import { Conv2D, conv2d } from './layers/Conv2D';
import { conv2dTranspose } from './layers/Conv2DTranspose';
import { Dense, dense } from './layers/Dense';
import { depthwiseConv2d } from './layers/DepthwiseConv2D';
import { embedding } from './layers/Embedding';
import { flatten } from './layers/Flatten';
import { groupNormalization } from './layers/GroupNormalization';
import { layerNormalization } from './layers/LayerNormalization';
import { prelu } from './layers/PReLU';
import { separableConv2d } from './layers/SeparableConv2D';
import { Model } from './models/Model';
import { sequential } from './models/Sequential';
import { sgd } from './optimizers/SGD';
import { l1, l2 } from './regularizers/regularizers';
import { stripes, useCpu, values } from './testing';

useCpu();

const x = () =>
  tensor([
    [1, 2],
    [3, 4],
  ]);
const y = { data: new Float32Array(4), shape: [2, 2] };
const inputs = { data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] };

/** 2 x 2 ones, whose mean squared error on the inputs is (3² + 7²) / 2 = 29. */
const linear = (options: Partial<Parameters<typeof dense>[0]>) =>
  sequential([dense({ units: 2, kernelInitializer: 'ones', useBias: false, inputShape: [2], ...options })]);

describe('penalties', () => {
  it('on weights count in training and evaluation', async () => {
    const net = linear({ kernelRegularizer: l2(0.5) });
    net.compile({ optimizer: sgd({ learningRate: 0.1 }), loss: () => mul(sum(net.weights[0]), 0) });
    expect(await net.evaluate(inputs, y)).toEqual({ loss: 2 });
    expect(await net.trainOnBatch(inputs, y)).toEqual({ loss: 2 });
    // The gradient of 0.5 w² is w.
    expect(await values(net.weights[0])).toEqual([0.9, 0.9, 0.9, 0.9].map((v) => expect.closeTo(v, 6)));
    net.trainable = false;
    expect(net.losses).toEqual([]);
    expect(await net.evaluate(inputs, y)).toEqual({ loss: 0 });
  });

  it('on outputs count for each sample, in inference plans too', async () => {
    const net = linear({ activityRegularizer: l1(0.1) });
    net.compile({ loss: 'meanSquaredError' });
    // The outputs sum up to 20, and there are two samples.
    expect((await net.evaluate(inputs, y)).loss).toBeCloseTo(29 + 1, 4);
    expect((await net.trainOnBatch(inputs, y)).loss).toBeCloseTo(29 + 1, 4);
    const images = sequential([
      conv2d({
        filters: 1,
        kernelSize: 1,
        kernelInitializer: 'ones',
        activityRegularizer: l1(1),
        inputShape: [2, 2, 1],
      }),
      batchNormalization(),
    ]);
    images.compile({ loss: 'meanSquaredError' });
    const pixels = { data: Float32Array.of(1, 1, 1, 1), shape: [1, 2, 2, 1] };
    expect((await images.evaluate(pixels, pixels)).loss).toBeCloseTo(4, 3);
  });

  it('are in `losses`, for loops of your own', async () => {
    class Penalized extends Layer {
      inner = dense({ units: 2, kernelInitializer: 'ones', kernelRegularizer: l2(0.25) });
      override call(given: Tensor): Tensor {
        const out = this.inner(given);
        this.addLoss(mul(mean(out), 0.1));
        return out;
      }
    }
    const layer = new Penalized();
    // Outside of any scope: what was added lives on.
    layer(x());
    expect(await Promise.all(layer.losses.map(values))).toEqual([[0.5], [1]]);
    layer(x());
    expect(layer.losses.length).toBe(2);
    const { value, grads } = scope(() =>
      valueAndGrads(() => add(mean(square(layer(x()))), addN(layer.losses)))(layer.trainableWeights),
    );
    expect(await values(value)).toEqual([29 + 1.5]);
    expect(grads.length).toBe(2);
    const net = sequential([layer]);
    net.compile({ optimizer: sgd(), loss: 'meanSquaredError' });
    expect((await net.evaluate(inputs, y)).loss).toBeCloseTo(30.5, 4);
    expect((await net.trainOnBatch(inputs, y)).loss).toBeCloseTo(30.5, 4);
  });

  it('must be scalars', () => {
    class Wrong extends Layer {
      override call(given: Tensor): Tensor {
        this.addLoss(given);
        return given;
      }
    }
    expect(() => new Wrong({ name: 'w' })(x())).toThrow("addLoss: a loss is a scalar, layer 'w' added [2,2]");
  });

  it('leave no memory behind', async () => {
    const net = linear({ activityRegularizer: 'l2', kernelRegularizer: 'l1', kernelConstraint: 'unitNorm' });
    net.compile({ optimizer: sgd({ learningRate: 1e-3 }), loss: 'meanSquaredError' });
    await net.fit(inputs, y, { epochs: 2, verbose: 0 });
    const before = memory().tensors;
    await net.fit(inputs, y, { epochs: 50, verbose: 0 });
    // What earlier tests left may be collected meanwhile: less is no leak.
    expect(memory().tensors).toBeLessThanOrEqual(before);
  });
});

describe('layers', () => {
  const rules = { regularizer: l2(1), constraint: maxNorm(1) };
  const cases: [string, Layer, number[], string[]][] = [
    ['dense', dense({ units: 2, ...all('kernel', 'bias') }), [1, 3], ['kernel', 'bias']],
    ['conv1d', conv1d({ filters: 2, kernelSize: 1, ...all('kernel', 'bias') }), [1, 4, 3], ['kernel', 'bias']],
    ['conv2d', conv2d({ filters: 2, kernelSize: 1, ...all('kernel', 'bias') }), [1, 4, 4, 3], ['kernel', 'bias']],
    [
      'depthwiseConv2d',
      depthwiseConv2d({ kernelSize: 1, ...all('depthwise', 'bias') }),
      [1, 4, 4, 3],
      ['kernel', 'bias'],
    ],
    [
      'separableConv2d',
      separableConv2d({ filters: 2, kernelSize: 1, ...all('depthwise', 'pointwise', 'bias') }),
      [1, 4, 4, 3],
      ['depthwise_kernel', 'pointwise_kernel', 'bias'],
    ],
    ['embedding', embedding({ inputDim: 5, outputDim: 2, ...all('embeddings') }), [1, 3], ['embeddings']],
    ['batchNormalization', batchNormalization(all('gamma', 'beta')), [1, 3], ['gamma', 'beta']],
    ['layerNormalization', layerNormalization(all('gamma', 'beta')), [1, 3], ['gamma', 'beta']],
    ['groupNormalization', groupNormalization({ groups: 1, ...all('gamma', 'beta') }), [1, 3], ['gamma', 'beta']],
    ['prelu', prelu(all('alpha')), [1, 3], ['alpha']],
    [
      'conv1dTranspose',
      conv1dTranspose({ filters: 2, kernelSize: 1, ...all('kernel', 'bias') }),
      [1, 4, 3],
      ['kernel', 'bias'],
    ],
    [
      'conv2dTranspose',
      conv2dTranspose({ filters: 2, kernelSize: 1, ...all('kernel', 'bias') }),
      [1, 4, 4, 3],
      ['kernel', 'bias'],
    ],
  ];

  function all(...parts: string[]): object {
    return Object.fromEntries(
      parts.flatMap((part) => [
        [`${part}Regularizer`, rules.regularizer],
        [`${part}Constraint`, rules.constraint],
      ]),
    );
  }

  it.each(cases)('%s hands its rules to its weights', (_name, layer, shape, names) => {
    layer(ones(shape));
    const ruled = layer.weights.filter(({ regularizer, constraint }) => regularizer && constraint);
    expect(ruled.map(({ name }) => name)).toEqual(names);
    expect(layer.losses.length).toBe(names.length);
  });

  it('say their rules in their configurations', () => {
    const layer = conv2d({
      filters: 2,
      kernelSize: 1,
      kernelRegularizer: l2(0.5),
      biasRegularizer: 'l1',
      kernelConstraint: maxNorm({ maxValue: 3, axis: [0, 1, 2] }),
      activityRegularizer: 'l2',
    });
    const config = layer.getConfig();
    expect(config).toMatchObject({
      kernel_regularizer: { module: 'keras.regularizers', class_name: 'L2', config: { l2: 0.5 } },
      bias_regularizer: { class_name: 'L1', config: { l1: 0.01 } },
      kernel_constraint: {
        module: 'keras.constraints',
        class_name: 'MaxNorm',
        config: { max_value: 3, axis: [0, 1, 2] },
      },
      activity_regularizer: { class_name: 'L2' },
      bias_constraint: null,
    });
    expect(Conv2D.fromConfig(JSON.parse(JSON.stringify(config))).getConfig()).toEqual(config);
    expect(Dense.fromConfig({ units: 1, kernel_regularizer: 'l2' }).getConfig()).toMatchObject({
      kernel_regularizer: { class_name: 'L2', config: { l2: 0.01 } },
    });
  });

  it('refuse names that are none', () => {
    // @ts-expect-error: a typo.
    expect(() => dense({ units: 1, kernelRegularizer: 'l3' })(x())).toThrow("regularizer 'l3' is not known");
    // @ts-expect-error: a typo.
    expect(() => dense({ units: 1, kernelRegularisation: 'l2' })).toThrow("did you mean 'kernelRegularizer'?");
  });
});

describe('fit', () => {
  it('keeps constraints, and ends with the averages of the weights', async () => {
    const { x: images, y: labels } = stripes(32);
    const net = sequential([
      conv2d({
        filters: 4,
        kernelSize: 3,
        inputShape: [8, 8, 1],
        kernelConstraint: maxNorm({ maxValue: 0.5, axis: [0, 1, 2] }),
      }),
      flatten(),
      dense({ units: 4, activation: 'softmax' }),
    ]);
    const optimizer = sgd({ learningRate: 0.5, useEma: true, emaMomentum: 0.9 });
    net.compile({ optimizer, loss: 'sparseCategoricalCrossentropy' });
    const seen: number[][] = [];
    const look = { onBatchEnd: async () => void seen.push(await values(net.weights[3])) };
    await net.fit(images, labels, { epochs: 2, batchSize: 8, verbose: 0, callbacks: [look] });
    const kernel = await values(net.weights[0]);
    for (let filter = 0; filter < 4; filter++)
      expect(Math.hypot(...kernel.filter((_, i) => i % 4 === filter))).toBeLessThanOrEqual(0.5001);
    const averaged = seen.reduce((average, now) => average.map((v, i) => 0.9 * v + 0.1 * now[i]));
    expect(await values(net.weights[3])).toEqual(averaged.map((v) => expect.closeTo(v, 5)));
  });

  it('counts penalties in the loss of a subclassed model too', async () => {
    class Net extends Model {
      scores = dense({ units: 2, kernelInitializer: 'ones', useBias: false, kernelRegularizer: l2(0.25) });
      override call(given: Tensor): Tensor {
        return this.scores(given);
      }
    }
    const net = new Net();
    net.compile({ optimizer: sgd({ learningRate: 0 }), loss: 'meanSquaredError' });
    const { history } = await net.fit(inputs, y, { verbose: 0, validationData: [inputs, y] });
    expect([history.loss[0], history.val_loss[0]]).toEqual([30, 30].map((v) => expect.closeTo(v, 4)));
  });

  it('learns at the rates of the layers', async () => {
    const [backbone, head] = [dense({ units: 2 }), dense({ units: 2 })];
    const net = sequential([backbone, head]);
    const optimizer = sgd({
      learningRateMultipliers: [
        [net, 0],
        [head, 1],
      ],
    });
    net.compile({ optimizer, loss: 'meanSquaredError' });
    net(x());
    const before = await Promise.all(net.weights.map(values));
    await net.trainOnBatch(inputs, y);
    const same = (await Promise.all(net.weights.map(values))).map((now, i) => `${now}` === `${before[i]}`);
    expect(same).toEqual([true, true, false, false]);
  });
});
