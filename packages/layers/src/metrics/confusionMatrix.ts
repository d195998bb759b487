import { argMax, cast, greater, reshape, sameShape, type Tensor, ValueError } from '@striate/tensor';
import { settings } from '../config/settings';
import { targetsOf } from '../losses/matchRank';
import { classNumbers } from './labels';
import { addUp, kerasMetric, type Metric, type MetricDetails, type MetricOptions, ratio } from './Metric';
import { countPairs, type Matrix, marginsOf, rowsOf } from './matrix';

export interface ConfusionMatrixOptions extends MetricOptions {
  /** Default: the size of the output's last axis; 2 for an output of one probability. */
  numClasses?: number;
  /** A label that counts for nothing: the void of segmentation maps, often 255 or -1. Default: none. */
  ignoreClass?: number;
}

function matrixMetric<D extends MetricDetails>(
  className: string,
  who: string,
  options: ConfusionMatrixOptions,
  value: (matrix: Matrix) => number,
  details?: (matrix: Matrix) => D,
): Metric<D> {
  const config = settings<{ numClasses: number | undefined; ignoreClass: number | undefined; name: string }>(
    who,
    options,
    { numClasses: undefined, ignoreClass: undefined, name: who },
  );
  const { numClasses, ignoreClass, name } = config;
  return kerasMetric(className, config, {
    name,
    update(yTrue, yPred, sampleWeight) {
      const { labels, said, outputs } = classesOf(yTrue, yPred, who);
      const classes = numClasses ?? outputs;
      if (classes < outputs) {
        throw new ValueError(`${who}: numClasses is ${classes}, but the output tells ${outputs} classes apart`);
      }
      return countPairs(labels, said, sampleWeight, { who, classes, ignoreClass });
    },
    result: (sums) => value(rowsOf(sums)),
    details: details && ((sums) => details(rowsOf(sums))),
  });
}

/** What the labels and the outputs say: class numbers, one-hot rows or scores, or one probability for two classes. */
function classesOf(yTrue: Tensor, yPred: Tensor, who: string) {
  const outputs = yPred.rank > 1 ? yPred.shape[yPred.rank - 1] : 1;
  if (outputs === 1) {
    const labels = targetsOf(yTrue, yPred, who);
    return { labels: reshape(labels, [-1]), said: reshape(cast(greater(yPred, 0.5), 'int32'), [-1]), outputs: 2 };
  }
  const oneHot = sameShape(yTrue.shape, yPred.shape);
  const labels = oneHot ? argMax(yTrue, -1) : classNumbers(yTrue, yPred.shape, who);
  return { labels, said: argMax(yPred, -1), outputs };
}

const accuracyOf = (matrix: Matrix) => {
  const { right, all } = marginsOf(matrix);
  return ratio(addUp(right), all);
};

/**
 * How often which class is taken for which. Its details are the matrix, a row for each true class; in logs it is the accuracy.
 * Labels are class numbers or one-hot rows, as they are for the loss.
 *
 * @example
 * net.compile({ loss: 'sparseCategoricalCrossentropy', metrics: [confusionMatrix()] });
 * const { details } = await net.evaluate(x, y, { details: true });
 * const matrix = details.confusionMatrix as number[][];
 * matrix[3][5]; // threes that were taken for fives
 */
export function confusionMatrix(options: ConfusionMatrixOptions = {}): Metric<Matrix> {
  return matrixMetric('ConfusionMatrix', 'confusionMatrix', options, accuracyOf, (matrix) => matrix);
}

const shares = (matrix: Matrix) => {
  const { right, actual } = marginsOf(matrix);
  return right.map((hits, i) => (actual[i] === 0 ? Number.NaN : hits / actual[i]));
};

/**
 * The share of each class that is told rightly. Its details are these shares (NaN for a class that does not occur); in logs it is
 * their mean, in which a rare class counts as much as a frequent one: the balanced accuracy.
 */
export function perClassAccuracy(options: ConfusionMatrixOptions = {}): Metric<readonly number[]> {
  const balanced = (matrix: Matrix) => {
    const known = shares(matrix).filter((share) => !Number.isNaN(share));
    return ratio(addUp(known), known.length);
  };
  return matrixMetric('PerClassAccuracy', 'perClassAccuracy', options, balanced, shares);
}

/**
 * The correlation of labels and answers (Matthews 1975; several classes: Gorodkin 2004): 1 all right, 0 no better than chance,
 * however frequent the classes are.
 */
export function matthewsCorrelation(options: ConfusionMatrixOptions = {}): Metric {
  return matrixMetric('MatthewsCorrelation', 'matthewsCorrelation', options, (matrix) => {
    const { actual, said, right, all } = marginsOf(matrix);
    const dot = (a: readonly number[], b: readonly number[]) => addUp(a.map((value, i) => value * b[i]));
    const both = all * addUp(right) - dot(actual, said);
    return ratio(both, Math.sqrt((all * all - dot(said, said)) * (all * all - dot(actual, actual))));
  });
}
