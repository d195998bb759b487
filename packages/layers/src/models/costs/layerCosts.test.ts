import { add, relu, type Tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { Layer } from '../../Layer';
import { conv1d } from '../../layers/Conv1D';
import { conv2d } from '../../layers/Conv2D';
import { conv2dTranspose } from '../../layers/Conv2DTranspose';
import { cropping2d } from '../../layers/Cropping';
import { dense } from '../../layers/Dense';
import { depthMaxPooling } from '../../layers/DepthPooling';
import { embedding } from '../../layers/Embedding';
import { flatten } from '../../layers/Flatten';
import { globalAveragePooling2d } from '../../layers/GlobalPooling2D';
import { groupNormalization } from '../../layers/GroupNormalization';
import { input } from '../../layers/Input';
import { layerNormalization } from '../../layers/LayerNormalization';
import { multiply, add as sumLayer } from '../../layers/Merge';
import { permute } from '../../layers/Permute';
import { globalMaxPooling1d, maxPooling1d } from '../../layers/Pooling1D';
import { maxPooling2d } from '../../layers/Pooling2D';
import { upSampling2d } from '../../layers/UpSampling';
import { zeroPadding2d } from '../../layers/ZeroPadding2D';
import { useCpu } from '../../testing';
import { model } from '../Functional';
import { sequential } from '../Sequential';
import { layerCosts } from './layerCosts';

useCpu();

const fieldsOf = (net: Parameters<typeof layerCosts>[0]) =>
  layerCosts(net).map(({ receptiveField: field }) => field && [field.size, field.stride, field.offset].map(([v]) => v));

describe('receptive fields', () => {
  it('are those of AlexNet', () => {
    const conv = (kernelSize: number, padding: number, strides = 1) =>
      conv2d({ filters: 2, kernelSize, padding, strides, activation: 'relu' });
    const pool = () => maxPooling2d({ poolSize: 3, strides: 2 });
    const net = sequential([
      input({ shape: [224, 224, 3] }),
      ...[conv(11, 2, 4), pool(), conv(5, 2), pool(), conv(3, 1), conv(3, 1), conv(3, 1), pool()],
      globalAveragePooling2d(),
    ]);
    // Araujo, Norris and Sim (2019) give 195 and 32 for the last pooling.
    expect(fieldsOf(net)).toEqual([
      [11, 4, -2],
      [19, 8, -2],
      [51, 8, -18],
      [67, 16, -18],
      [99, 16, -34],
      [131, 16, -50],
      [163, 16, -66],
      [195, 32, -66],
      [224, 0, 0],
    ]);
  });

  it('differ by axis, and follow dilation, padding, cropping and other orders of the axes', () => {
    const net = sequential([
      input({ shape: [20, 30, 4] }),
      conv2d({ filters: 4, kernelSize: [1, 3], dilationRate: 2, strides: [1, 2] }),
      zeroPadding2d({
        padding: [
          [2, 0],
          [1, 1],
        ],
      }),
      layerNormalization(),
      depthMaxPooling(),
      cropping2d({
        cropping: [
          [0, 0],
          [3, 0],
        ],
      }),
      permute({ dims: [2, 1, 3] }),
      conv2d({ filters: 1, kernelSize: [1, 2] }),
      groupNormalization({ groups: 1 }),
    ]);
    const fields = layerCosts(net).map(({ receptiveField }) => receptiveField);
    expect(fields[0]).toEqual({ size: [1, 5], stride: [1, 2], offset: [0, 0] });
    for (const at of [1, 2, 3]) expect(fields[at]).toEqual({ size: [1, 5], stride: [1, 2], offset: [-2, -2] });
    for (const at of [4, 5]) expect(fields[at]).toEqual({ size: [1, 5], stride: [1, 2], offset: [-2, 4] });
    // The second axis of the permuted image is its height.
    expect(fields[6]).toEqual({ size: [2, 5], stride: [1, 2], offset: [-2, 4] });
    expect(fields[7]).toEqual({ size: [20, 30], stride: [0, 0], offset: [0, 0] });
  });

  it('are as wide as the widest branch, in layers of your own too', () => {
    class Residual extends Layer {
      main = conv2d({ filters: 2, kernelSize: 3, padding: 'same' });
      more = conv2d({ filters: 2, kernelSize: 5, padding: 'same' });
      override call(x: Tensor): Tensor {
        return relu(add(this.more(this.main(x)), x));
      }
    }
    const x = input({ shape: [16, 16, 2] });
    const y = new Residual()(x);
    const gate = globalAveragePooling2d({ keepDims: true })(y);
    const net = model({ inputs: x, outputs: multiply()([sumLayer()([x, y]), gate]) });
    expect(fieldsOf(net)).toEqual([
      [1, 1, 0],
      [7, 1, -3],
      [16, 0, 0],
      [7, 1, -3],
      [16, 0, 0],
    ]);
  });

  it('shrink their steps where images grow', () => {
    const net = sequential([
      input({ shape: [16, 16, 1] }),
      conv2d({ filters: 1, kernelSize: 3, strides: 2, padding: 'same' }),
      upSampling2d(),
      conv2d({ filters: 1, kernelSize: 3, padding: 'same' }),
    ]);
    expect(fieldsOf(net)).toEqual([
      [3, 2, 0],
      [3, 1, 0],
      [5, 1, -1],
    ]);
    const painted = sequential([
      input({ shape: [8, 8, 1] }),
      conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding: 'same' }),
    ]);
    expect(fieldsOf(painted)).toEqual([[2, 0.5, -1]]);
  });

  it('count the words of a text', () => {
    const net = sequential([
      input({ shape: [40], dtype: 'int32' }),
      embedding({ inputDim: 100, outputDim: 8 }),
      conv1d({ filters: 4, kernelSize: 3 }),
      maxPooling1d(),
      globalMaxPooling1d(),
      dense({ units: 2 }),
    ]);
    expect(fieldsOf(net)).toEqual([
      [1, 1, 0],
      [3, 1, 0],
      [4, 2, 0],
      [40, 0, 0],
      [40, 0, 0],
    ]);
  });

  it('are not there for vectors', () => {
    expect(fieldsOf(sequential([dense({ units: 2, inputShape: [3] })]))).toEqual([undefined]);
  });
});

describe('the arithmetic of a layer', () => {
  it('is counted for one sample, a multiply-add as two', () => {
    const net = sequential([
      conv2d({ filters: 6, kernelSize: 5, padding: 'same', activation: 'relu', inputShape: [28, 28, 1] }),
      maxPooling2d(),
      conv2d({ filters: 4, kernelSize: 3, groups: 2, useBias: false }),
      flatten(),
      dense({ units: 10, activation: 'softmax' }),
      dense({ units: 3, useBias: false }),
    ]);
    expect(layerCosts(net).map(({ flops }) => flops)).toEqual([
      28 * 28 * 6 * (2 * 25 + 2),
      14 * 14 * 6 * 4,
      12 * 12 * 4 * 2 * 9 * 3,
      0,
      2 * 576 * 10 + 10 + 50,
      2 * 10 * 3,
    ]);
    const painted = sequential([
      conv2dTranspose({ filters: 3, kernelSize: 2, strides: 2, useBias: false, inputShape: [4, 4, 5] }),
    ]);
    expect(layerCosts(painted)[0].flops).toBe(2 * 4 * 4 * 5 * 2 * 2 * 3);
  });

  it('counts every call of a shared layer, and takes open axes to be of a size', () => {
    const x = input({ shape: [null, null, 1] });
    const twice = conv2d({ filters: 1, kernelSize: 1, useBias: false });
    const net = model({ inputs: x, outputs: twice(twice(x)) });
    expect(layerCosts(net).map(({ flops }) => flops)).toEqual([0, 2 * 2 * 224 * 224]);
    expect(layerCosts(net, { size: 10 })[1].flops).toBe(400);
  });

  it('is not known of a model that is not built', () => {
    expect(() => layerCosts(sequential([dense({ units: 1 })]))).toThrow("layerCosts: 'sequential' is not built");
  });
});
