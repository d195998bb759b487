import { heUniform, type Model, randomUniform } from '@striate/layers';
import { metaTensor, scope } from '@striate/tensor';
import { madeOn } from '../startBackend';

const ranges: Readonly<Record<string, { minval: number; maxval: number }>> = {
  bias: { minval: -0.1, maxval: 0.1 },
  beta: { minval: -0.1, maxval: 0.1 },
  moving_mean: { minval: -0.1, maxval: 0.1 },
  gamma: { minval: 0.8, maxval: 1.2 },
  moving_variance: { minval: 0.8, maxval: 1.2 },
  // Each of a vocabulary is looked up alone, and each coefficient is of a sum of four: what goes in has no say in their size.
  embeddings: { minval: -1, maxval: 1 },
  coefficient: { minval: 0.2, maxval: 0.4 },
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
