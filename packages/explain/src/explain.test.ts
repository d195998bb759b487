import { dense, model, sequential } from '@striate/layers';
import { lenet5 } from '@striate/models';
import { add, grad, mul, scope, sum, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { classGradients } from './classGradients';
import { featureMaps } from './featureMaps';
import { gradCam } from './gradCam';
import { layerCalls } from './layerCalls';
import { receptiveField } from './receptiveField';
import { saliency } from './saliency';
import { branches, chain, noise, useCpu } from './testing';

useCpu();

describe('featureMaps', () => {
  it('gives what a model cut at the layer gives', async () => {
    const net = chain();
    const x = noise([2, 8, 8, 2]);
    const maps = featureMaps(net, x);
    expect(Object.keys(maps)).toEqual(['conv', 'pool', 'flat', 'classes']);
    for (const name of ['conv', 'classes']) {
      const cut = model({ inputs: net.inputs, outputs: net.getLayer(name).output });
      expect(await maps[name].data()).toEqual(await (await cut.predict(x)).data());
    }
  });

  it('opens models within, and counts calls of a shared layer', () => {
    const maps = featureMaps(branches(), noise([1, 17, 17, 1]));
    expect(Object.keys(maps)).toEqual('stem one wide sum part/deep part/deep:2 both flat scores'.split(' '));
    expect(maps['part/deep'].shape).toEqual([1, 7, 7, 2]);
  });

  it('knows what feeds what', () => {
    const inputs = Object.fromEntries(layerCalls(branches()).map(({ name, inputs }) => [name, inputs]));
    expect(inputs).toMatchObject({ stem: [undefined], wide: ['stem'], sum: ['one', 'wide'], 'part/deep:2': ['stem'] });
    expect(inputs.both).toEqual(['part/deep', 'part/deep:2']);
  });

  it('refuses names that there are not', () => {
    expect(() => featureMaps(chain(), noise([1, 8, 8, 2]), { layers: ['conf'] })).toThrow(/no layer 'conf'.*conv/);
  });
});

describe('classGradients', () => {
  it('agrees with finite differences, for input, maps and weights', async () => {
    const net = chain();
    const x = noise([1, 8, 8, 2]);
    const { input: dx, layers, weights } = classGradients(net, x, { classIndex: 2, layers: ['pool'], weights: true });
    const linear = model({ inputs: net.inputs, outputs: net.getLayer('flat').output });
    const [kernel, bias] = net.getLayer('classes').weights;
    const score = (pixels: Tensor) => {
      const features = linear(pixels);
      return add(
        sum(mul(features.reshape([27]), kernel.slice([0, 2], [27, 1]).reshape([27]))),
        bias.slice([2], [1]).reshape([]),
      );
    };
    const values = Float32Array.from(await x.data());
    const gradient = await dx.data();
    for (const i of [0, 37, 64, 101]) {
      const at = (shift: number) => {
        const moved = Float32Array.from(values);
        moved[i] += shift;
        return scope(() => score(tensor(moved, x.shape)).dataSync()[0]);
      };
      expect(Math.abs((at(1e-2) - at(-1e-2)) / 2e-2 - gradient[i])).toBeLessThan(2e-3);
    }
    // The score is linear in the pooled maps: their gradient is the column of the class.
    const column = (await kernel.data()).filter((_, i) => i % 4 === 2);
    expect([...(await layers.pool.gradient.data())]).toEqual([...column]);
    expect([...(await weights['classes/bias'].data())]).toEqual([0, 0, 1, 0]);
    expect(weights['conv/kernel'].shape).toEqual([3, 3, 2, 3]);
  });

  it('takes the score before the softmax, wherever gradients are asked for', async () => {
    const net = chain();
    const x = noise([1, 8, 8, 2]);
    const plain = classGradients(net, x, { classIndex: 1 });
    const { input, layers } = classGradients(net, x, { classIndex: 1, layers: ['classes'] });
    expect(await input.data()).toEqual(await plain.input.data());
    expect([...(await layers.classes.gradient.data())]).toEqual([0, 1, 0, 0]);
  });

  it('takes the best class of each picture by default', async () => {
    const net = chain();
    const x = noise([3, 8, 8, 2]);
    const best = [...(await (await net.predict(x)).argMax(-1).data())];
    const [own, named] = [classGradients(net, x), classGradients(net, x, { classIndex: best })];
    expect(await own.input.data()).toEqual(await named.input.data());
  });

  it('refuses classes that there are not', () => {
    expect(() => classGradients(chain(), noise([1, 8, 8, 2]), { classIndex: 4 })).toThrow(/from 0 to 3, got 4/);
    expect(() => classGradients(chain(), noise([2, 8, 8, 2]), { classIndex: [1] })).toThrow(/1 numbers for 2 pictures/);
  });
});

describe('receptiveField', () => {
  it('is that of LeNet-5', () => {
    const net = lenet5();
    const { padded, ...seen } = receptiveField(net, 'conv2d_1', { row: 0, column: 9 });
    expect(seen).toEqual({ top: 0, left: 16, bottom: 12, right: 28 });
    expect(padded).toEqual({ top: -2, left: 16, bottom: 12, right: 30 });
  });

  it.each([
    ['stem', 0, 4],
    ['wide', 3, 8],
    ['sum', 4, 0],
    ['both', 6, 3],
  ])('is the support of the gradient: %s at %i, %i', async (layer, row, column) => {
    const net = branches();
    const cut = model({ inputs: net.inputs, outputs: net.getLayer(layer).output });
    const [, , width, channels] = net.getLayer(layer).output.shape as number[];
    const place = (row * width + column) * channels;
    const support = grad((x: Tensor) => sum(cut(x).reshape([-1]).slice([place], [channels])))(noise([1, 17, 17, 1]));
    const values = await support.data();
    const lit = Array.from(values.keys()).filter((i) => values[i] !== 0);
    const rows = lit.map((i) => Math.floor(i / 17));
    const columns = lit.map((i) => i % 17);
    const { padded: _, ...field } = receptiveField(net, layer, { row, column });
    expect(field).toEqual({
      top: Math.min(...rows),
      left: Math.min(...columns),
      bottom: Math.max(...rows) + 1,
      right: Math.max(...columns) + 1,
    });
  });

  it('refuses places outside of the map', () => {
    expect(() => receptiveField(lenet5(), 'conv2d', { row: 28, column: 0 })).toThrow(/row .* below 28, got 28/);
    expect(() => receptiveField(lenet5(), 'conv', { row: 0, column: 0 })).toThrow(/no layer 'conv'/);
  });
});

describe('gradCam and saliency', () => {
  it('weighs the maps by the means of their gradients', async () => {
    const net = chain();
    const x = noise([1, 8, 8, 2]);
    const { value, gradient } = classGradients(net, x, { classIndex: 1, layers: ['conv'] }).layers.conv;
    const [maps, slopes] = [await value.data(), await gradient.data()];
    const heat = Array.from({ length: 36 }, (_, at) => {
      let sum = 0;
      for (let c = 0; c < 3; c++) {
        let weight = 0;
        for (let i = 0; i < 36; i++) weight += slopes[i * 3 + c] / 36;
        sum += weight * maps[at * 3 + c];
      }
      return Math.max(0, sum);
    });
    const found = gradCam(net, x, { classIndex: 1 });
    expect(found.shape).toEqual([1, 8, 8]);
    const corner = (await found.data())[0];
    expect(corner).toBeCloseTo(heat[0], 5);
    expect(gradCam(net, x, { layer: 'pool' }).shape).toEqual([1, 8, 8]);
  });

  it('takes sums and models within into the last maps', async () => {
    const net = branches();
    const x = noise([1, 17, 17, 1]);
    expect(await gradCam(net, x).data()).toEqual(await gradCam(net, x, { layer: 'both' }).data());
  });

  it('takes the largest channel of the gradient', async () => {
    const net = chain();
    const x = noise([1, 8, 8, 2]);
    const gradient = await classGradients(net, x).input.data();
    const heat = await saliency(net, x).data();
    expect(heat[5]).toBe(Math.max(Math.abs(gradient[10]), Math.abs(gradient[11])));
  });

  it('refuses other pictures', () => {
    expect(() => gradCam(chain(), noise([1, 9, 8, 2]))).toThrow(/takes \[any,8,8,2\]; got \[1,9,8,2\]/);
    expect(() => saliency(sequential([dense({ units: 2, inputShape: [3] })]), noise([1, 3]))).toThrow(
      /no pictures; got \[1,3\]/,
    );
  });
});
