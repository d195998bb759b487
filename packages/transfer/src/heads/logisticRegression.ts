import { type Dense, dense } from '@striate/layers';
import { StriateError, scope, tensor, ValueError } from '@striate/tensor';
import {
  checkSize,
  type Examples,
  type FewShotHead,
  type Label,
  predictionOf,
  softmax,
  toExamples,
  toRows,
  vectors,
} from './FewShotHead';
import { lbfgs } from './lbfgs';

/** Options of `logisticRegression`. */
export interface LogisticRegressionOptions {
  /**
   * How much large weights cost: half of it times the sum of their squares is added to the sum of the losses; biases are free. scikit-learn's
   * `C` is its inverse. Default 1.
   */
  l2?: number;
  /** Whether features are brought to length 1 first. Default false. */
  normalize?: boolean;
  /** Default 200. */
  maxIterations?: number;
  /** It ends when no part of the gradient is larger. Default 1e-4. */
  tolerance?: number;
}

/** The head that `logisticRegression` makes. */
export interface LogisticRegressionHead extends FewShotHead {
  /**
   * What it has learned as a layer, to end a model with: `[batch, features]` → probabilities in the order of `classes`.
   * @throws {StriateError} before `fit`, or with `normalize`, which is no part of a dense layer.
   */
  toLayer(): Dense;
}

/**
 * A linear classifier of features, brought to the best there is by L-BFGS: no learning rate, no epochs, the same numbers every time. The
 * linear probe that papers measure features with, and mostly better than the other heads from some ten examples a class on.
 *
 * @throws {ValueError} if `l2` is negative, or other options are not above 0.
 *
 * @example
 * const head = logisticRegression({ l2: 0.1 });
 * await head.fit(features, labels);
 * const classifier = replaceHead(net, [head.toLayer()]);
 */
export function logisticRegression(options: LogisticRegressionOptions = {}): LogisticRegressionHead {
  const { l2 = 1, normalize = false, maxIterations = 200, tolerance = 1e-4 } = options;
  const who = 'logisticRegression';
  if (!(l2 >= 0 && l2 < Number.POSITIVE_INFINITY)) throw new ValueError(`${who}: l2 must be a number >= 0, got ${l2}`);
  if (!Number.isInteger(maxIterations) || maxIterations < 1)
    throw new ValueError(`${who}: maxIterations must be a whole number >= 1, got ${maxIterations}`);
  if (!(tolerance > 0)) throw new ValueError(`${who}: tolerance must be above 0, got ${tolerance}`);
  let [classes, size]: [readonly Label[], number] = [[], 0];
  // [features + 1, classes], the biases in the last row.
  let weights: Float64Array = new Float64Array();
  return {
    get classes() {
      return classes;
    },
    async fit(features, labels) {
      const examples = await toExamples(features, labels, who);
      if (examples.classes.length < 2)
        throw new ValueError(
          `${who}: there must be examples of two classes or more, got ${examples.classes.join(', ')}`,
        );
      const x = vectors(examples, normalize);
      const start = new Float64Array((examples.size + 1) * examples.classes.length);
      const found = await lbfgs(objectiveOf(x, examples, l2), start, { maxIterations, tolerance, breathe: breather() });
      [classes, size, weights] = [examples.classes, examples.size, found];
    },
    async predict(features) {
      if (classes.length === 0) throw new StriateError(`${who}: has no examples yet; call fit() first`);
      const rows = await toRows(features, who);
      checkSize(rows, size, who);
      const x = vectors(rows, normalize);
      const scores = new Float64Array(classes.length);
      return Array.from({ length: rows.count }, (_, row) => {
        score(x, row, size, weights, scores);
        return predictionOf(classes, softmax(scores));
      });
    },
    toLayer() {
      if (classes.length === 0) throw new StriateError(`${who}: has no examples yet; call fit() first`);
      if (normalize) throw new StriateError(`${who}: with normalize it is more than a dense layer; fit it without`);
      const layer = dense({ name: 'head', units: classes.length, activation: 'softmax' });
      layer.build([1, size]);
      layer.built = true;
      const values = Float32Array.from(weights);
      const at = size * classes.length;
      scope(() => {
        layer.kernel?.assign(tensor(values.slice(0, at), [size, classes.length]));
        layer.bias?.assign(tensor(values.slice(at)));
      });
      return layer;
    },
  };
}

function score(x: Float64Array, row: number, size: number, weights: Float64Array, into: Float64Array): void {
  const classes = into.length;
  for (let c = 0; c < classes; c++) into[c] = weights[size * classes + c];
  for (let i = 0; i < size; i++) {
    const value = x[row * size + i];
    if (value !== 0) for (let c = 0; c < classes; c++) into[c] += value * weights[i * classes + c];
  }
}

/** The sum of the losses, and half of l2 times the squares of the weights. */
function objectiveOf(x: Float64Array, { labels, size, classes: { length: classes } }: Examples, l2: number) {
  const scores = new Float64Array(classes);
  return (weights: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    const biases = size * classes;
    for (let i = 0; i < weights.length; i++) {
      gradient[i] = i < biases ? l2 * weights[i] : 0;
      if (i < biases) loss += 0.5 * l2 * weights[i] * weights[i];
    }
    labels.forEach((label, row) => {
      score(x, row, size, weights, scores);
      const most = scores.reduce((a, b) => Math.max(a, b));
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += Math.exp(scores[c] - most);
      loss += Math.log(sum) + most - scores[label];
      for (let c = 0; c < classes; c++) {
        const error = Math.exp(scores[c] - most) / sum - (c === label ? 1 : 0);
        gradient[biases + c] += error;
        for (let i = 0; i < size; i++) gradient[i * classes + c] += error * x[row * size + i];
      }
    });
    return loss;
  };
}

/** Lets the page have a turn every 30 milliseconds. */
function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < 30) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
  };
}
