import type { LabelledImages, Sequential, Tensor } from 'striate';
import { type ConfusionMatrix, confusionMatrix } from './confusionMatrix';

/** A digit that was read as another one. */
export interface Mistake {
  /** 0 … 1. */
  readonly pixels: Float32Array;
  readonly truth: number;
  readonly guess: number;
  /** What the network gave the wrong answer. */
  readonly probability: number;
}

export interface TestResult {
  readonly counts: ConfusionMatrix;
  /** The surest first. */
  readonly mistakes: readonly Mistake[];
  /** The class each digit was taken for. */
  readonly guesses: readonly number[];
}

/** Reads every test digit, and gathers what went wrong. */
export async function readTestSet(net: Sequential, images: Tensor, { labels }: LabelledImages): Promise<TestResult> {
  const probabilities = await (await net.predict(images, { batchSize: 250 })).data();
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
  return { counts: confusionMatrix(labels, guesses, classes), mistakes, guesses };
}
