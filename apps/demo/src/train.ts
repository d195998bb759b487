import { warmCosine } from '@striate/kit';
import { adam, confusionMatrix, lenet5, rescale, seed, tensor } from 'striate';
import type { Digits } from './digits';
import type { DemoOptions } from './options';

/** Builds LeNet-5 and trains it: Adam, whose learning rate rises for a moment and then falls to 0 along a cosine. */
export async function train({ batches, test }: Digits, options: DemoOptions) {
  seed(options.seed);
  const net = lenet5();
  const steps = options.epochs * (batches.length ?? 1);
  net.compile({
    optimizer: adam({ learningRate: warmCosine(4e-3, steps) }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: [confusionMatrix({ name: 'accuracy' })],
  });
  const { data, shape } = rescale(test.images);
  const testImages = tensor(data, shape);
  const validationData = [testImages, tensor(test.labels, [test.length])] as const;

  const start = performance.now();
  const { history } = await net.fit(batches, { epochs: options.epochs, validationData, verbose: options.json ? 0 : 1 });
  return { net, history, testImages, seconds: (performance.now() - start) / 1000 };
}
