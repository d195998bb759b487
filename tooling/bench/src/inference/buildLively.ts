import { heUniform, type Model, randomUniform } from '@striate/layers';
import { metaTensor, scope } from '@striate/tensor';
import { madeOn } from '../startBackend';

const ranges: Readonly<Record<string, { minValue: number; maxValue: number }>> = {
  bias: { minValue: -0.1, maxValue: 0.1 },
  beta: { minValue: -0.1, maxValue: 0.1 },
  moving_mean: { minValue: -0.1, maxValue: 0.1 },
  gamma: { minValue: 0.8, maxValue: 1.2 },
  moving_variance: { minValue: 0.8, maxValue: 1.2 },
};

/**
 * A network with random weights, the same every time, with which signals keep their size from the first layer to the last.
 * Some of the initial weights make them fade, and then any two networks agree.
 */
export async function buildLively(build: () => Model): Promise<Model> {
  // Shapes only at first: drawing the initial weights of VGG-16 takes seconds, and gigabytes at once.
  const net = await madeOn(metaTensor([1]).backend, build);
  net.weights.forEach((weight, i) => {
    scope(() => {
      const range = ranges[weight.name];
      const initializer = range ? randomUniform({ ...range, seed: i }) : heUniform({ seed: i });
      weight.assign(initializer(weight.shape));
    });
  });
  return net;
}
