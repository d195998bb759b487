import { type LabelledImages, type Model, type Tensor, tensor } from 'striate';
import type { ConfusionMatrix } from './heatMap';

/** An image that was taken for something else. */
export interface Mistake {
  /** 0 … 1. */
  readonly pixels: Float32Array;
  readonly truth: number;
  readonly guess: number;
  /** What the network gave the wrong answer. */
  readonly probability: number;
}

export interface TestResult {
  readonly loss: number;
  readonly accuracy: number;
  readonly counts: ConfusionMatrix;
  /** The surest first. */
  readonly mistakes: readonly Mistake[];
  /** The class each image was taken for. */
  readonly guesses: readonly number[];
}

/** Shows a network, compiled with `confusionMatrix({ name: 'accuracy' })`, every test image, and gathers what went wrong. */
export async function readTestSet(
  net: Model,
  images: Tensor,
  { labels }: Pick<LabelledImages, 'labels'>,
): Promise<TestResult> {
  const batchSize = 250;
  const { logs, details } = await net.evaluate(images, tensor(labels, [labels.length]), { batchSize, details: true });
  const counts = details.accuracy.map((row) => (typeof row === 'number' ? [row] : row));

  const probabilities = await (await net.predict(images, { batchSize })).data();
  const pixels = await images.data();
  const [size, classes] = [images.size / labels.length, probabilities.length / labels.length];
  const guesses: number[] = [];
  const mistakes: Mistake[] = [];
  labels.forEach((truth, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    const guess = row.indexOf(Math.max(...row));
    guesses.push(guess);
    if (guess === truth) return;
    const picture = Float32Array.from(pixels.subarray(i * size, (i + 1) * size));
    mistakes.push({ pixels: picture, truth, guess, probability: row[guess] });
  });
  mistakes.sort((a, b) => b.probability - a.probability);
  return { loss: logs.loss, accuracy: logs.accuracy, counts, mistakes, guesses };
}
