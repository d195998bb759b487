import { cpu } from '@striate/backend-cpu';
import { webgl } from '@striate/backend-webgl';
import { type LabelledImages, mnist, rescale } from '@striate/data';
import { adam, cosineDecay } from '@striate/layers';
import { type Backend, seed, setBackend, tensor } from '@striate/tensor';
import { expect, inject, it } from 'vitest';
import { lenet5 } from './lenet5';

/** The first digits, as tensors. */
function first({ images, labels }: LabelledImages, count: number) {
  const { data, shape } = rescale(images);
  const [, ...size] = shape;
  const values = size.reduce((n, d) => n * d, 1);
  return [tensor(data.slice(0, count * values), [count, ...size]), tensor(labels.slice(0, count), [count])] as const;
}

async function train<B>(backend: Backend<B>, samples: number, epochs: number, batchSize: number) {
  await setBackend(backend);
  const digits = await mnist();
  const [x, y] = first(digits.train, samples);
  seed(5);
  const net = lenet5();
  const steps = (epochs * samples) / batchSize;
  const learningRate = cosineDecay({
    initialLearningRate: 0,
    warmupTarget: 6e-3,
    warmupSteps: steps / 15,
    decaySteps: (steps * 14) / 15,
  });
  net.compile({ optimizer: adam({ learningRate }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const { history } = await net.fit(x, y, { epochs, batchSize, verbose: 0 });
  const tested = await net.evaluate(...first(digits.test, Math.min(2000, samples)), { batchSize: 250, verbose: 0 });
  const weights = await Promise.all([...net.namedWeights()].map(async ([name, w]) => [name, await w.data()] as const));
  return { history, tested, weights: new Map(weights) };
}

const apart = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

it('after an epoch LeNet-5 has the numbers that it has on the CPU, within 1e-3', { timeout: 600_000 }, async () => {
  const [found, wanted] = [await train(webgl(), 640, 1, 32), await train(cpu(), 640, 1, 32)];
  for (const name of ['loss', 'accuracy'] as const) {
    expect(apart(found.history[name], wanted.history[name]), name).toBeLessThan(1e-3);
    expect(Math.abs(found.tested[name] - wanted.tested[name]), name).toBeLessThan(1e-3);
  }
  for (const [name, values] of found.weights)
    expect(apart(values, wanted.weights.get(name) ?? []), name).toBeLessThan(1e-3);
});

// Minutes, even on the quicker of the two drivers, whose numbers are the same.
it.runIf(inject('driver') === 'llvmpipe' && inject('all'))(
  'LeNet-5 learns to read 97 of 100 digits that it has not seen',
  { timeout: 600_000 },
  async () => {
    const { tested } = await train(webgl(), 8000, 4, 64);
    expect(tested.accuracy).toBeGreaterThanOrEqual(0.97);
  },
);

declare module 'vitest' {
  interface ProvidedContext {
    driver: 'swiftshader' | 'llvmpipe';
    all: boolean;
  }
}
