import { warmCosine } from '@striate/kit';
import {
  adam,
  augmented,
  Dataset,
  fashionMnist,
  fashionMnistCard,
  lecture5Cnn,
  randomFlip,
  randomTranslation,
} from 'striate';
import { besideCheckout } from '../besideCheckout';
import { pixelArrays, testTensors } from '../labelledArrays';
import type { Recipe } from '../Recipe';

const batchSize = 64;

/** Lecture 5's CNN on the 60,000 clothes of Fashion-MNIST, flipped, and shifted by a pixel: Adam, and a rate that falls along a cosine. */
export const lecture5CnnFashionMnist: Recipe = {
  name: 'lecture5Cnn-fashion-mnist',
  epochs: 15,
  seed: 5,
  least: 91.5,
  about: {
    title: "Lecture 5's CNN for photographs of clothes",
    network: 'lecture5Cnn',
    weights: 'fashion-mnist',
    trainedOn: 'Fashion-MNIST, 60,000 training images',
    measuredOn: 'Fashion-MNIST, 10,000 test images',
    licence: `${fashionMnistCard.licence}, as the images`,
    citation: fashionMnistCard.citation,
    labels: fashionMnistCard.classNames,
    preprocessing: { size: [28, 28], channels: 1, resize: 'stretch', scale: 1 / 255 },
    inputs: 'Grey pictures, 28 x 28, 0 … 1: a piece of clothing that fills the picture, light on black.',
    training:
      'Batches of 64, images flipped and shifted by up to a pixel each way; cross-entropy, Adam, a learning rate that rises to 0.002 and falls to 0 along a cosine.',
    use: 'Lectures, demonstrations, tests, a start for transfer learning between small pictures.',
    limits:
      'It knows ten kinds of clothes as one shop photographed them, and mixes up shirts, T-shirts, pullovers and coats. Clothes that are worn, or on a light ground, are nothing it has ever seen.',
  },
  async prepare(folder = besideCheckout('fashion-mnist'), seed) {
    const { train, test } = await fashionMnist({ folder });
    const layers = [
      randomFlip({ mode: 'horizontal' }),
      randomTranslation({ heightFactor: 0.05, widthFactor: 0.05, fillMode: 'constant', interpolation: 'nearest' }),
    ];
    return {
      train: Dataset.fromArrays(pixelArrays(train)).shuffle({ seed }).batch(batchSize).map(augmented(layers, { seed })),
      steps: Math.ceil(train.length / batchSize),
      test: testTensors(pixelArrays(test)),
    };
  },
  build(steps) {
    const net = lecture5Cnn();
    net.compile({
      optimizer: adam({ learningRate: warmCosine(2e-3, steps) }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    return net;
  },
};
