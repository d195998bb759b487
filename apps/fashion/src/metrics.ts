import type { ConfusionMatrix } from '@striate/kit';

/** Values for each epoch. */
export type Curves = Readonly<Record<'loss' | 'accuracy' | 'testLoss' | 'testAccuracy', readonly number[]>>;

/** One network: how it learned and what it costs. */
export interface NetworkMetrics {
  readonly testAccuracy: number;
  readonly testLoss: number;
  /** Wall-clock time of `fit`, its validation after each epoch included. */
  readonly trainSeconds: number;
  /** Training images a second, over all epochs. */
  readonly imagesPerSecond: number;
  readonly parameters: number;
  /** Additions and multiplications for one image. */
  readonly flops: number;
  readonly layers: readonly LayerMetrics[];
  readonly curves: Curves;
  /** A row for each true class. */
  readonly confusionMatrix: ConfusionMatrix;
}

export interface LayerMetrics {
  readonly name: string;
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  readonly parameters: number;
  readonly flops: number;
  /** Height and width of what one place of its output sees. */
  readonly receptiveField: readonly number[];
}

/** The CNN on few images, as they are or augmented, once for each seed. */
export interface Runs {
  /** At the end, by seed. */
  readonly testAccuracies: readonly number[];
  readonly mean: number;
  /** By seed and validated epoch. */
  readonly testCurves: readonly (readonly number[])[];
  readonly trainCurves: readonly (readonly number[])[];
}

export interface AugmentationMetrics {
  readonly trainSamples: number;
  readonly epochs: number;
  /** Epochs from one value of a curve to the next. */
  readonly every: number;
  readonly batchSize: number;
  readonly seeds: readonly number[];
  readonly seconds: number;
  readonly plain: Runs;
  readonly augmented: Runs;
}

/** The figures of one run, as `metrics.json` has them. */
export interface Metrics {
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly dense: NetworkMetrics;
  readonly cnn: NetworkMetrics;
  readonly augmentation: AugmentationMetrics;
}
