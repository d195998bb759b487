import { adam, cosineDecay, lenet5, rescale, seed, tensor } from 'striate';
import type { Digits } from './digits';
import type { DemoOptions } from './options';

/** Builds LeNet-5 and trains it: Adam, whose learning rate rises for a moment and then falls to 0 along a cosine. */
export async function train({ batches, test }: Digits, options: DemoOptions) {
  seed(options.seed);
  const net = lenet5();
  const steps = options.epochs * (batches.length ?? 1);
  const warmupSteps = Math.round(steps / 15);
  const rise = { initialLearningRate: 0, warmupTarget: 4e-3, warmupSteps };
  net.compile({
    optimizer: adam({ learningRate: cosineDecay({ ...rise, decaySteps: steps - warmupSteps }) }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { data, shape } = rescale(test.images);
  const testImages = tensor(data, shape);
  const validationData = [testImages, tensor(test.labels, [test.length])] as const;

  const start = performance.now();
  const { history } = await net.fit(batches, { epochs: options.epochs, validationData, verbose: options.json ? 0 : 1 });
  return { net, history, testImages, seconds: (performance.now() - start) / 1000 };
}
