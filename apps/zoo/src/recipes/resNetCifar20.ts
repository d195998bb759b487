import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { warmCosine } from '@striate/kit';
import {
  augmented,
  cifar10,
  cifar10Card,
  Dataset,
  type LabelledImages,
  randomFlip,
  randomTranslation,
  readCifar,
  resNetCifar,
  StriateError,
  sgd,
} from 'striate';
import { besideCheckout } from '../besideCheckout';
import { type LabelledArrays, testTensors } from '../labelledArrays';
import type { Recipe } from '../Recipe';

/** Means and standard deviations of the training images' channels, 0 … 1. */
const mean = [0.49139968, 0.48215841, 0.44653091];
const std = [0.24703223, 0.24348513, 0.26158784];

const batchSize = 64;
const [trainLength, testLength] = [10_000, 1_000];

/**
 * ResNet-20 on the first 10,000 training images of CIFAR-10, a fifth of them: flips, and shifts by up to 4 whole pixels; Nesterov's
 * momentum, and a rate that falls along a cosine.
 */
export const resNetCifar20: Recipe = {
  name: 'resNetCifar20-cifar10',
  epochs: 45,
  seed: 20,
  least: 70,
  about: {
    title: 'ResNet-20 for small photographs',
    network: 'resNetCifar20',
    weights: 'cifar10',
    trainedOn: 'CIFAR-10, the first 10,000 of the 50,000 training images',
    measuredOn: 'CIFAR-10, the first 1,000 test images',
    licence: `MIT; of the images: ${cifar10Card.licence}`,
    citation: cifar10Card.citation,
    labels: cifar10Card.classNames,
    preprocessing: { size: [32, 32], channels: 3, resize: 'stretch', scale: 1 / 255, mean, std },
    inputs: 'Colour pictures, 32 x 32, 0 … 1, minus the mean of each channel over CIFAR-10, by its standard deviation.',
    training:
      'Batches of 64, images flipped and shifted by up to 4 whole pixels each way; cross-entropy, SGD with Nesterov momentum 0.9, weight decay 0.004 (decoupled; not of biases and normalizations), a learning rate that rises to 0.08 and falls to 0 along a cosine.',
    use: 'Lectures, demonstrations, a start for transfer learning.',
    limits:
      'A fifth of the data and of the usual epochs: with all of it the same network gets 91 to 92 % right. It knows ten kinds of things, mostly one in the middle of the picture, and gives every picture one of them.',
  },
  async prepare(folder = besideCheckout('cifar10'), seed) {
    const { train, test } = await photographs(folder);
    const layers = [
      randomFlip({ mode: 'horizontal' }),
      randomTranslation({ heightFactor: 0.125, widthFactor: 0.125, fillMode: 'constant', interpolation: 'nearest' }),
    ];
    return {
      train: Dataset.fromArrays(train).shuffle({ seed }).batch(batchSize).map(augmented(layers, { seed })),
      steps: Math.ceil(train.y.length / batchSize),
      test: testTensors(test),
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

/** Of a folder two files are enough, the test images cut to the first 1,000 or not. */
async function photographs(folder: string | undefined): Promise<{ train: LabelledArrays; test: LabelledArrays }> {
  if (folder === undefined) {
    const { train, test } = await cifar10();
    return { train: normalized(train, trainLength), test: normalized(test, testLength) };
  }
  const train = await readCifar(readFileSync(find(folder, ['data_batch_1.bin'])));
  const test = await readCifar(readFileSync(find(folder, ['test_batch_first1000.bin', 'test_batch.bin'])));
  return { train: normalized(train, trainLength), test: normalized(test, testLength) };
}

function find(folder: string, names: readonly string[]): string {
  const paths = names.flatMap((name) => [name, `${name}.gz`]).map((name) => join(folder, name));
  const found = paths.find((path) => existsSync(path));
  if (found) return found;
  throw new StriateError(`resNetCifar20-cifar10: there is none of ${paths.join(', ')}`);
}

function normalized({ images, labels }: LabelledImages, length: number): LabelledArrays {
  const [count, ...image] = images.shape;
  const kept = Math.min(length, count);
  const data = new Float32Array((images.data.length / count) * kept);
  for (let i = 0; i < data.length; i++) data[i] = (images.data[i] / 255 - mean[i % 3]) / std[i % 3];
  return { x: { data, shape: [kept, ...image] }, y: labels.subarray(0, kept) };
}
