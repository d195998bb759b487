import { type Model, model } from '@striate/layers';
import { Generator, getBackend, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it, vi } from 'vitest';
import { alexNet } from './alexNet';
import { googLeNet } from './googLeNet';
import { lenet5 } from './lenet5';
import { resNet18, resNet50 } from './resNet';
import { useCpu } from './testing';
import { vgg11Bn } from './vgg';

useCpu();

/** Gives batch normalisation something to do: statistics, factors and offsets as after some training. */
function age<M extends Model>(net: M, generator: Generator): M {
  for (const weight of net.weights) {
    if (weight.shape.length !== 1) continue;
    const { name, size } = weight;
    const around = name === 'gamma' || name === 'moving_variance' ? 1 : 0;
    weight.assign(tensor(generator.uniform(size).map((v) => around + (v - 0.5) * 0.4)));
  }
  return net;
}

describe('predict gives what the layers give one by one', () => {
  const head = { classes: 5, classifierActivation: 'linear' } as const;
  const cases: [string, number, () => Model][] = [
    ['lenet5', 28, () => lenet5({ inputShape: [28, 28, 3] })],
    ['alexNet', 67, () => alexNet({ ...head, inputShape: [67, 67, 3], includeTop: false })],
    ['vgg11Bn', 32, () => vgg11Bn({ ...head, inputShape: [32, 32, 3], includeTop: false })],
    ['googLeNet', 64, () => googLeNet({ ...head, inputShape: [64, 64, 3] })],
    ['googLeNet with auxiliary outputs', 64, () => googLeNet({ ...head, inputShape: [64, 64, 3], auxiliary: true })],
    ['resNet18', 40, () => resNet18({ ...head, inputShape: [40, 40, 3] })],
    ['resNet50', 40, () => resNet50({ ...head, inputShape: [40, 40, 3] })],
    [
      'features of resNet18, from the middle of a block too',
      40,
      () => {
        const net = resNet18({ ...head, inputShape: [40, 40, 3] });
        const outputs = ['layer1.0.bn2', 'layer2.0.downsample.1', 'layer2.1'].map((name) => net.getLayer(name).output);
        return model({ inputs: net.inputs, outputs });
      },
    ],
  ];
  it.each(cases)('%s', async (_, size, build) => {
    const generator = new Generator(3);
    const net = age(build(), generator);
    const x = tensor(generator.uniform(2 * size * size * 3), [2, size, size, 3]);
    const normalize = vi.spyOn(getBackend().kernels, 'batchNorm');
    const planned = await net.predictAll(x);
    expect(normalize).not.toHaveBeenCalled();
    normalize.mockRestore();
    const result: Tensor | readonly Tensor[] = net.run(x, { training: false });
    const called: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
    expect(planned).toHaveLength(called.length);
    for (const [i, output] of planned.entries()) {
      const [actual, expected] = [await output.data(), await called[i].data()];
      const largest = Math.max(...[...expected].map(Math.abs));
      expect(largest).toBeGreaterThan(0);
      expect(Math.max(...[...actual].map((v, at) => Math.abs(v - expected[at])))).toBeLessThan(1e-5 * largest);
    }
    for (const weight of net.weights) weight.dispose();
  });
});
