import { deserialize, serialize } from '@striate/layers';
import { Generator, grads, mul, ones, randomUniform, sum, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu } from '../testing';
import { zooLayers } from '../zooLayers';
import { PaddedEmbedding, paddedEmbedding } from './PaddedEmbedding';
import { radialBasis } from './RadialBasis';
import { residualUnit } from './ResidualUnit';
import { scaledTanh } from './ScaledTanh';
import { sparseConv2d } from './SparseConv2D';
import { trainableSubsampling2d } from './TrainableSubsampling2D';

useCpu();

const random = (shape: number[], seed = 1) =>
  randomUniform(shape, { low: -1, high: 1, generator: new Generator(seed) });

async function expectClose(actual: Tensor, expected: readonly number[]): Promise<void> {
  const values = await actual.data();
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i], 4);
}

describe('sparseConv2d', () => {
  const connections = [[0, 2], [1], [2, 0, 1]];
  // A 4x3 image of 3 channels and filters of 2x2 give 3x2 places.
  const [height, width, channels, outWidth, size] = [4, 3, 3, 2, 2];
  const places = connections.flatMap((seen, filter) => seen.map((channel) => ({ filter, channel })));

  /** For each output pixel, filter and weight: what the weight is multiplied with. */
  function* terms() {
    for (let pixel = 0; pixel < 6; pixel++)
      for (const [place, { filter, channel }] of places.entries())
        for (let tap = 0; tap < size * size; tap++) {
          const y = Math.floor(pixel / outWidth) + Math.floor(tap / size);
          const x = (pixel % outWidth) + (tap % size);
          yield {
            output: pixel * connections.length + filter,
            weight: tap * places.length + place,
            input: (y * width + x) * channels + channel,
          };
        }
  }

  it('sums over the connections of a filter, and has gradients for these alone', async () => {
    const layer = sparseConv2d({ connections, kernelSize: 2, biasInitializer: 'ones' });
    const x = random([1, height, width, channels]);
    const factors = random([1, 3, 2, 3], 2);
    const y = layer(x);
    const { kernel, bias } = layer;
    if (!kernel || !bias) throw new Error('not built');
    expect(kernel.shape).toEqual([2, 2, 6]);
    expect(layer.countParams()).toBe(24 + 3);
    const [pixels, weights, dy] = await Promise.all([x.data(), kernel.data(), factors.data()]);
    const expected = new Array<number>(18).fill(1);
    const gradient = new Array<number>(24).fill(0);
    for (const { output, weight, input } of terms()) {
      expected[output] += weights[weight] * pixels[input];
      gradient[weight] += dy[output] * pixels[input];
    }
    await expectClose(y, expected);
    const [dKernel] = grads(() => sum(mul(layer(x), factors)))([kernel]);
    await expectClose(dKernel, gradient);
  });

  it('refuses tables that are none, and channels that there are not', () => {
    expect(() => sparseConv2d({ connections: [[0], []], kernelSize: 1 })).toThrow('filter 1 sees channels []');
    expect(() => sparseConv2d({ connections: [[1, 1]], kernelSize: 1 })).toThrow('filter 0 sees channels [1,1]');
    const layer = sparseConv2d({ connections: [[0, 3]], kernelSize: 1 });
    expect(() => layer(ones([1, 2, 2, 3]))).toThrow('has a filter for channel 3 of 3');
  });
});

it('trainableSubsampling2d weighs the sum of each window', async () => {
  const layer = trainableSubsampling2d({ poolSize: [2, 3], coefficientInitializer: 'randomNormal' });
  const x = random([1, 4, 6, 2]);
  const y = layer(x);
  expect(y.shape).toEqual([1, 2, 2, 2]);
  expect(layer.countParams()).toBe(4);
  const { coefficient, bias } = layer;
  if (!coefficient || !bias) throw new Error('not built');
  bias.assign(tensor([0.5, -0.5]));
  const [pixels, factors] = [await x.data(), await coefficient.data()];
  const expected = new Array<number>(8).fill(0);
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 6; column++)
      for (let c = 0; c < 2; c++) {
        const place = (Math.floor(row / 2) * 2 + Math.floor(column / 3)) * 2 + c;
        expected[place] += factors[c] * pixels[(row * 6 + column) * 2 + c];
      }
  await expectClose(
    layer(x),
    expected.map((value, i) => value + (i % 2 === 0 ? 0.5 : -0.5)),
  );
});

it('scaledTanh is 1 at 1', async () => {
  const y = scaledTanh()(tensor([-1, 0, 1, 100]));
  await expectClose(y, [-1, 0, 1, 1.7159]);
  await expectClose(scaledTanh({ amplitude: 2, slope: 0.5 })(tensor([3])), [2 * Math.tanh(1.5)]);
});

describe('radialBasis', () => {
  it('is minus the squared distances to points that are not trained', async () => {
    const centers = [
      [0, 0, 1],
      [3, 4, 1],
    ];
    const layer = radialBasis({ centers });
    const x = random([4, 3]);
    const rows = (await x.array()) as number[][];
    const distance = (row: number[], center: number[]) => row.reduce((s, v, i) => s + (v - center[i]) ** 2, 0);
    await expectClose(
      layer(x),
      rows.flatMap((row) => centers.map((center) => -distance(row, center))),
    );
    expect(layer.trainableWeights).toEqual([]);
    expect(layer.countParams()).toBe(6);
  });

  it('refuses points of another size', () => {
    expect(() => radialBasis({ centers: [[1, 2], [3]] })(ones([1, 2]))).toThrow('and 1 in row 1 of its centers');
  });
});

it('paddedEmbedding has zeros for padding, and no gradient there', async () => {
  const layer = paddedEmbedding({ inputDim: 4, outputDim: 2, embeddingsInitializer: 'ones' });
  const x = tensor([[2, 0, 2, 0]], [1, 4], 'int32');
  await expectClose(layer(x), [1, 1, 0, 0, 1, 1, 0, 0]);
  const { embeddings } = layer;
  if (!embeddings) throw new Error('not built');
  const [gradient] = grads(() => sum(layer(x)))([embeddings]);
  await expectClose(gradient, [0, 0, 0, 0, 2, 2, 0, 0]);
  expect(layer).toBeInstanceOf(PaddedEmbedding);
});

it('residualUnit adds what its layers make of the input to it, or to its projection', async () => {
  const x = random([2, 4, 4, 3]);
  for (const [filters, strides] of [
    [3, 1],
    [5, 2],
  ]) {
    const unit = residualUnit({ filters, strides });
    const y = unit(x);
    expect(y.shape).toEqual([2, 4 / strides, 4 / strides, filters]);
    const main = unit.mainLayers.reduce((z, layer) => layer(z), x);
    const skip = unit.skipLayers.reduce((z, layer) => layer(z), x);
    const expected = (await main.add(skip).data()).map((value) => Math.max(value, 0));
    await expectClose(y, [...expected]);
    expect(unit.skipLayers).toHaveLength(strides > 1 ? 2 : 0);
  }
  expect(() => residualUnit({ filters: 5 })(x)).toThrow();
});

it.each([
  sparseConv2d({ connections: [[0], [0, 1]], kernelSize: [3, 1], name: 'C3', trainable: false }),
  trainableSubsampling2d({ poolSize: 3, biasInitializer: 'ones' }),
  scaledTanh({ slope: 2 }),
  radialBasis({ centers: [[1, -1]] }),
  paddedEmbedding({ inputDim: 4, outputDim: 2 }),
  residualUnit({ filters: 4, strides: 2, activation: 'gelu' }),
])('%s is made anew from its configuration', (layer) => {
  const json = JSON.parse(JSON.stringify(serialize(layer)));
  const twin = deserialize(json, zooLayers);
  expect(twin.constructor).toBe(layer.constructor);
  expect(serialize(twin)).toEqual(serialize(layer));
});

it('zooLayers has each layer under its name', () => {
  for (const [name, layer] of Object.entries(zooLayers)) expect(layer.className).toBe(name);
});
