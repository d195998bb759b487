import { type Dataset, Generator, type LabelledImages, mnist, type Tensor } from 'striate';
import { augment } from './augment';
import type { DemoOptions } from './options';

/** What the network learns from, and what it is tested on. */
export interface Digits {
  /** Another shuffle and other distortions each epoch. */
  readonly batches: Dataset<{ x: Tensor; y: Tensor }>;
  readonly trainSamples: number;
  readonly test: LabelledImages;
}

/** The digits that come with the library, the training ones shuffled, distorted and batched. */
export async function loadDigits({ batchSize, quick, seed }: DemoOptions): Promise<Digits> {
  const { train, test } = await mnist();
  const examples = quick ? train.dataset().take(2000) : train.dataset();
  const generator = new Generator(seed).fork();
  const batches = examples
    .shuffle({ seed })
    .map(({ x, y }) => ({ x: augment(x, generator), y }))
    .batch(batchSize);
  return { batches, trainSamples: examples.length ?? train.length, test };
}
