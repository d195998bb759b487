// Lecture 5: photographs of clothes, a dense network against a convolutional one.
import { denseNetwork, type FitOptions, type ImageClassification, lecture5Cnn, rescale } from 'striate';

export async function compare({ train, test }: ImageClassification, { epochs = 5, verbose = 1 }: FitOptions = {}) {
  const trainImages = rescale(train.images);
  const testImages = rescale(test.images);
  const accuracies: number[] = [];
  for (const model of [denseNetwork(), lecture5Cnn()]) {
    model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    if (verbose) model.summary();

    await model.fit(trainImages, train.labels, { epochs, verbose });

    const { accuracy } = await model.evaluate(testImages, test.labels, { verbose });
    accuracies.push(accuracy);
  }
  return { dnn: accuracies[0], cnn: accuracies[1] };
}
