import type { ConfusionMatrix } from '@striate/kit';
import type { Untouched } from './bits';

/** The ways to learn that are compared. */
export const ways = ['scratch', 'frozen', 'fineTuned', 'logistic', 'nearestMean'] as const;
export type Way = (typeof ways)[number];

/** One way, once for each seed. */
export interface Runs {
  /** Test accuracies, by seed. */
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** Of all seeds together. */
  readonly seconds: number;
}

export interface SizeMetrics extends Readonly<Record<Way, Runs>> {
  readonly imagesPerClass: number;
}

/** Seconds a pass over the training pictures takes. */
export interface PassMetrics {
  readonly images: number;
  /** Through the frozen network each time. */
  readonly direct: number;
  /** Over features that are there already. */
  readonly cached: number;
  /** To compute them, once. */
  readonly features: number;
  readonly times: number;
}

export interface ExperimentMetrics {
  readonly network: string;
  readonly knows: string;
  /** On what it was trained for; null where that was not measured here. */
  readonly sourceAccuracy: number | null;
  readonly testSamples: number;
  readonly sizes: readonly SizeMetrics[];
  /** The best transfer minus scratch with the most pictures, in points. */
  readonly gain: number;
  readonly pass: PassMetrics;
  /** Over all trainings: the weights that stayed the same in every one, by way. */
  readonly untouched: Readonly<Record<'frozen' | 'fineTuned', Untouched>>;
  /** Of the fine-tuned network of the first seed, with the most pictures. */
  readonly confusionMatrix: ConfusionMatrix;
}

/** The figures of one run, as `metrics.json` has them. */
export interface Metrics {
  readonly seeds: readonly number[];
  readonly seconds: number;
  /** null where it was not asked for. */
  readonly digits: ExperimentMetrics | null;
  /** null where it was not asked for, and where the weights are not there. */
  readonly clothes: ExperimentMetrics | null;
}
