import { Generator, grad, mean, ones, tensor, variance, zeros } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../Layer';
import { rescaling } from '../preprocessing/Rescaling';
import { useCpu, values } from '../testing';
import { activation, relu, softmax } from './Activation';
import { batchNormalization } from './BatchNormalization';
import { conv1d } from './Conv1D';
import { conv2d } from './Conv2D';
import { dense } from './Dense';
import { depthwiseConv2d } from './DepthwiseConv2D';
import { dropout } from './Dropout';
import { embedding } from './Embedding';
import { flatten } from './Flatten';
import { globalAveragePooling2d, globalMaxPooling2d } from './GlobalPooling2D';
import { lambda } from './Lambda';
import { add, concatenate } from './Merge';
import { globalMaxPooling1d, maxPooling1d } from './Pooling1D';
import { averagePooling2d, maxPooling2d } from './Pooling2D';
import { reshape } from './Reshape';
import { separableConv2d } from './SeparableConv2D';
import { zeroPadding2d } from './ZeroPadding2D';

useCpu();

// Output shapes and numbers of parameters as Keras 3 gives them.
const cases: [string, Layer, input: number[], output: number[], params: number][] = [
  ['conv2d', conv2d({ filters: 32, kernelSize: 3 }), [1, 28, 28, 1], [1, 26, 26, 32], 320],
  [
    'conv2d same, strides',
    conv2d({ filters: 4, kernelSize: [3, 5], strides: 2, padding: 'same' }),
    [2, 7, 8, 3],
    [2, 4, 4, 4],
    184,
  ],
  [
    'conv2d without bias',
    conv2d({ filters: 4, kernelSize: 1, useBias: false, groups: 2 }),
    [1, 5, 5, 6],
    [1, 5, 5, 4],
    12,
  ],
  ['dilated conv2d', conv2d({ filters: 4, kernelSize: 3, dilationRate: 2 }), [1, 9, 9, 1], [1, 5, 5, 4], 40],
  ['depthwiseConv2d', depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }), [1, 8, 8, 3], [1, 6, 6, 6], 60],
  ['separableConv2d', separableConv2d({ filters: 8, kernelSize: 3 }), [1, 8, 8, 3], [1, 6, 6, 8], 59],
  ['conv1d', conv1d({ filters: 100, kernelSize: 3 }), [2, 20, 50], [2, 18, 100], 15100],
  ['causal conv1d', conv1d({ filters: 4, kernelSize: 3, padding: 'causal' }), [2, 20, 5], [2, 20, 4], 64],
  ['dense', dense({ units: 10 }), [3, 784], [3, 10], 7850],
  ['dense on more axes', dense({ units: 10, activation: 'tanh' }), [3, 4, 5], [3, 4, 10], 60],
  ['dense without bias', dense({ units: 10, useBias: false }), [3, 5], [3, 10], 50],
  ['maxPooling2d', maxPooling2d(), [1, 7, 7, 2], [1, 3, 3, 2], 0],
  ['maxPooling2d same', maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }), [1, 7, 7, 2], [1, 4, 4, 2], 0],
  ['averagePooling2d', averagePooling2d({ poolSize: [1, 2] }), [1, 7, 8, 2], [1, 7, 4, 2], 0],
  ['globalAveragePooling2d', globalAveragePooling2d(), [2, 7, 7, 5], [2, 5], 0],
  ['globalMaxPooling2d', globalMaxPooling2d({ keepDims: true }), [2, 7, 7, 5], [2, 1, 1, 5], 0],
  ['maxPooling1d', maxPooling1d(), [2, 7, 5], [2, 3, 5], 0],
  ['globalMaxPooling1d', globalMaxPooling1d(), [2, 7, 5], [2, 5], 0],
  ['batchNormalization', batchNormalization(), [2, 7, 7, 5], [2, 7, 7, 5], 20],
  ['flatten', flatten(), [2, 7, 7, 5], [2, 245], 0],
  ['flatten of a row', flatten(), [2, 3], [2, 3], 0],
  ['reshape', reshape({ targetShape: [-1, 5] }), [2, 3, 10], [2, 6, 5], 0],
  [
    'zeroPadding2d',
    zeroPadding2d({
      padding: [
        [1, 0],
        [2, 3],
      ],
    }),
    [1, 4, 4, 3],
    [1, 5, 9, 3],
    0,
  ],
  ['embedding', embedding({ inputDim: 50, outputDim: 4 }), [2, 7], [2, 7, 4], 200],
  ['rescaling', rescaling({ scale: 2, offset: 1 }), [2, 3], [2, 3], 0],
];

describe.each(cases)('%s', (_, layer, shape, output, params) => {
  it(`[${shape}] → [${output}], ${params} parameters`, () => {
    const y = layer(zeros(shape));
    expect(y.shape).toEqual(output);
    expect(layer.countParams()).toBe(params);
  });
});

describe('convolution', () => {
  it('is the cross-correlation of the first lecture', async () => {
    const layer = conv2d({ filters: 1, kernelSize: 3 });
    const x = tensor([1, 2, 3, 0, 0, 1, 2, 3, 3, 0, 1, 2, 2, 3, 0, 1], [1, 4, 4, 1]);
    layer(x);
    layer.kernel!.assign(tensor([2, 0, 1, 0, 1, 2, 1, 0, 2], [3, 3, 1, 1]));
    expect(await values(layer(x))).toEqual([15, 16, 6, 15]);
    layer.bias!.assign(tensor([3]));
    expect(await values(layer(x))).toEqual([18, 19, 9, 18]);
  });

  it.each(['relu', 'gelu', 'softmax'] as const)(
    'followed by %s gives what the activation layer gives',
    async (name) => {
      const [plain, whole] = [undefined, name].map((a) =>
        conv2d({ filters: 3, kernelSize: 2, activation: a, kernelInitializer: 'ones' }),
      );
      const x = tensor(
        new Generator(3).uniform(18).map((v) => v - 0.5),
        [1, 3, 3, 2],
      );
      expect(await values(whole(x))).toEqual(await values(activation(name)(plain(x))));
    },
  );
});

describe('batchNormalization', () => {
  const x = () =>
    tensor(
      new Generator(5).uniform(600).map((v) => 3 * v + 7),
      [200, 3],
    );

  it('normalises by the batch in training and follows with moving statistics', async () => {
    const layer = batchNormalization({ momentum: 0.9 });
    const y = layer(x(), { training: true });
    for (const m of await values(mean(y, 0))) expect(m).toBeCloseTo(0, 4);
    for (const v of await values(variance(y, 0))) expect(v).toBeCloseTo(1, 2);
    const [batchMean, batchVariance] = [await values(mean(x(), 0)), await values(variance(x(), 0))];
    const moving = await values(layer.movingMean!);
    moving.forEach((m, i) => expect(m).toBeCloseTo(0.1 * batchMean[i], 4));
    (await values(layer.movingVariance!)).forEach((v, i) => expect(v).toBeCloseTo(0.9 + 0.1 * batchVariance[i], 4));
  });

  it('uses the moving statistics otherwise, and when it is frozen', async () => {
    const layer = batchNormalization();
    const inferred = await values(layer(x()));
    const plain = await values(x());
    inferred.forEach((v, i) => expect(v).toBeCloseTo(plain[i] / Math.sqrt(1 + 1e-3), 4));
    layer.trainable = false;
    expect(await values(layer(x(), { training: true }))).toEqual(inferred);
    expect(await values(layer.movingMean!)).toEqual([0, 0, 0]);
    expect(layer.trainableWeights).toHaveLength(0);
  });

  it('lets gradients through: the own statistics count in training, frozen ones do not', async () => {
    const layer = batchNormalization({ center: false, scale: false });
    const slope = (training: boolean) => values(grad((t) => layer(t, { training }))(x()));
    for (const v of await slope(true)) expect(v).toBeCloseTo(0, 5);
    const deviations = (await values(layer.movingVariance!)).map((v) => Math.sqrt(v + 1e-3));
    (await slope(false)).forEach((v, i) => expect(v).toBeCloseTo(1 / deviations[i % 3], 6));
  });
});

describe('dropout', () => {
  it('does nothing outside of training, and keeps the mean in it', async () => {
    const layer = dropout({ rate: 0.4, seed: 1 });
    const x = ones([100, 100]);
    expect(layer(x)).toBe(x);
    const y = await values(layer(x, { training: true }));
    const zerosShare = y.filter((v) => v === 0).length / y.length;
    expect(zerosShare).toBeCloseTo(0.4, 1);
    expect(new Set(y.map((v) => v.toFixed(4)))).toEqual(new Set(['0.0000', '1.6667']));
  });
});

describe('small layers', () => {
  it('compute what they say', async () => {
    const x = tensor([[-2, -1, 0, 1, 8]]);
    expect(await values(relu({ maxValue: 6, negativeSlope: 0.5 })(x))).toEqual([-1, -0.5, 0, 1, 6]);
    expect(await values(relu({ threshold: 1 })(x))).toEqual([0, 0, 0, 0, 8]);
    const [a, b] = await values(softmax()(tensor([[0, Math.log(3)]])));
    expect(a).toBeCloseTo(0.25, 6);
    expect(b).toBeCloseTo(0.75, 6);
    expect(await values(add()([x, x, x]))).toEqual([-6, -3, 0, 3, 24]);
    expect(await values(concatenate()([x, ones([1, 1])]))).toEqual([-2, -1, 0, 1, 8, 1]);
    expect(await values(lambda((t) => t.square())(x))).toEqual([4, 1, 0, 1, 64]);
    expect(await values(rescaling({ scale: 0.5, offset: 1 })(tensor(Uint8Array.of(0, 255), [1, 2])))).toEqual([
      1, 128.5,
    ]);
    const words = embedding({ inputDim: 4, outputDim: 2 });
    words(zeros([1, 1]));
    words.embeddings!.assign(tensor([0, 0, 1, 1, 2, 2, 3, 3], [4, 2]));
    expect(await values(words(tensor([[3, 1]], 'int32')))).toEqual([3, 3, 1, 1]);
  });
});
