import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { warmCosine } from '@striate/kit';
import {
  augmented,
  Dataset,
  type LabelledImages,
  randomFlip,
  randomTranslation,
  readCifar,
  resNetCifar,
  sgd,
  tensor,
} from 'striate';
import type { Recipe } from '../Recipe';

/** Means and standard deviations of the training images' channels, 0 … 1. */
const mean = [0.49139968, 0.48215841, 0.44653091];
const std = [0.24703223, 0.24348513, 0.26158784];

function normalized({ images, labels }: LabelledImages) {
  const data = new Float32Array(images.data.length);
  for (let i = 0; i < data.length; i++) data[i] = (images.data[i] / 255 - mean[i % 3]) / std[i % 3];
  return { x: { data, shape: images.shape }, y: labels };
}

const beside = fileURLToPath(new URL('../../../../../shared/data/cifar10', import.meta.url));

/**
 * ResNet-20 on the first 10,000 training images of CIFAR-10, a fifth of them: flips, and shifts by up to 4 whole pixels; Nesterov's
 * momentum, and a rate that falls along a cosine.
 */
export const resNetCifar20: Recipe = {
  name: 'resNetCifar20-cifar10',
  epochs: 45,
  seed: 20,
  async prepare(folder = beside, seed) {
    const file = (name: string) =>
      [name, `${name}.gz`].map((n) => `${folder}/${n}`).find((path) => existsSync(path)) ?? name;
    const train = normalized(await readCifar(readFileSync(file('data_batch_1.bin'))));
    const test = normalized(await readCifar(readFileSync(file('test_batch_first1000.bin'))));
    const batchSize = 64;
    const layers = [
      randomFlip({ mode: 'horizontal' }),
      randomTranslation({ heightFactor: 0.125, widthFactor: 0.125, fillMode: 'constant', interpolation: 'nearest' }),
    ];
    return {
      train: Dataset.fromArrays(train).shuffle({ seed }).batch(batchSize).map(augmented(layers, { seed })) as never,
      steps: Math.ceil(train.y.length / batchSize),
      test: { x: tensor(test.x.data, test.x.shape), y: tensor(test.y, [test.y.length]) },
    };
  },
  build(steps) {
    const net = resNetCifar(20);
    net.compile({
      optimizer: sgd({
        learningRate: warmCosine(0.08, steps),
        momentum: 0.9,
        nesterov: true,
        weightDecay: 4e-3,
        excludeFromWeightDecay: ['bias', 'gamma', 'beta'],
      }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    return net;
  },
};
