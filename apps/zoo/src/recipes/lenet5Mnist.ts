import { warmCosine } from '@striate/kit';
import { adam, augmented, Dataset, lenet5, mnist, mnistCard, randomTranslation } from 'striate';
import { besideCheckout } from '../besideCheckout';
import { pixelArrays, testTensors } from '../labelledArrays';
import type { Recipe } from '../Recipe';

const batchSize = 128;

/** LeNet-5 on the 60,000 digits of MNIST, each shifted by up to 2 whole pixels: Adam, and a rate that falls along a cosine. */
export const lenet5Mnist: Recipe = {
  name: 'lenet5-mnist',
  epochs: 15,
  seed: 1998,
  least: 99,
  about: {
    title: 'LeNet-5 for handwritten digits',
    network: 'lenet5',
    weights: 'mnist',
    trainedOn: 'MNIST, 60,000 training images',
    measuredOn: 'MNIST, 10,000 test images',
    licence: `${mnistCard.licence}, as the images`,
    citation: mnistCard.citation,
    labels: mnistCard.classNames,
    preprocessing: { size: [28, 28], channels: 1, resize: 'stretch', scale: 1 / 255 },
    inputs:
      'Grey pictures, 28 x 28, 0 … 1, white on black: a digit of about 20 x 20 pixels, its centre of mass in the middle.',
    training:
      'Batches of 128, each image shifted by up to 2 whole pixels each way; cross-entropy, Adam, a learning rate that rises to 0.002 and falls to 0 along a cosine.',
    use: 'Lectures, demonstrations, tests, a start for transfer learning between small pictures.',
    limits:
      'It knows single digits as Americans wrote them around 1990. What is no digit is given a digit too, and surely; so is black ink on white paper.',
  },
  async prepare(folder = besideCheckout('mnist'), seed) {
    const { train, test } = await mnist({ folder, full: true });
    const shift = randomTranslation({
      heightFactor: 0.08,
      widthFactor: 0.08,
      fillMode: 'constant',
      interpolation: 'nearest',
    });
    return {
      train: Dataset.fromArrays(pixelArrays(train)).shuffle({ seed }).batch(batchSize).map(augmented(shift, { seed })),
      steps: Math.ceil(train.length / batchSize),
      test: testTensors(pixelArrays(test)),
    };
  },
  build(steps) {
    const net = lenet5();
    net.compile({
      optimizer: adam({ learningRate: warmCosine(2e-3, steps) }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    return net;
  },
};
