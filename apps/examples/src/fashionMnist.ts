// Lecture 5: photographs of clothes, a dense network against a convolutional one.
import {
  conv2d,
  dense,
  type FitOptions,
  flatten,
  type ImageClassification,
  maxPooling2d,
  rescale,
  sequential,
} from 'striate';

export function dnn() {
  const model = sequential();
  model.add(flatten({ inputShape: [28, 28, 1] }));
  model.add(dense({ units: 128, activation: 'relu' }));
  model.add(dense({ units: 10, activation: 'softmax' }));
  return model;
}

export function cnn() {
  const model = sequential();
  model.add(conv2d({ filters: 32, kernelSize: [3, 3], activation: 'relu', inputShape: [28, 28, 1] }));
  model.add(maxPooling2d({ poolSize: [2, 2] }));
  model.add(conv2d({ filters: 64, kernelSize: [3, 3], activation: 'relu' }));
  model.add(maxPooling2d({ poolSize: [2, 2] }));
  model.add(conv2d({ filters: 64, kernelSize: [3, 3], activation: 'relu' }));
  model.add(flatten());
  model.add(dense({ units: 64, activation: 'relu' }));
  model.add(dense({ units: 10, activation: 'softmax' }));
  return model;
}

export async function compare({ train, test }: ImageClassification, { epochs = 5, verbose = 1 }: FitOptions = {}) {
  const trainImages = rescale(train.images);
  const testImages = rescale(test.images);
  const accuracies: number[] = [];
  for (const model of [dnn(), cnn()]) {
    model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    if (verbose) model.summary();

    await model.fit(trainImages, train.labels, { epochs, verbose });

    const { accuracy } = await model.evaluate(testImages, test.labels, { verbose });
    accuracies.push(accuracy);
  }
  return { dnn: accuracies[0], cnn: accuracies[1] };
}
