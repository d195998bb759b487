import { StriateError, ValueError } from '@striate/tensor';
import {
  checkSize,
  type FewShotHead,
  type Label,
  predictionOf,
  softmax,
  squaredDistance,
  toExamples,
  toRows,
  vectors,
} from './FewShotHead';

/** Options of `nearestClassMean`. */
export interface NearestClassMeanOptions {
  /** Whether features are brought to length 1 first, so that their direction counts alone (SimpleShot, Wang 2019). Default true. */
  normalize?: boolean;
  /** Squared distance over which a class becomes e times less likely. Default 0.1 with `normalize`, else 1. */
  temperature?: number;
}

/**
 * A class is the mean of its examples, and a picture is of the class whose mean is nearest (Mensink 2013); confidences fall with the
 * squared distance, as in prototypical networks (Snell 2017). Nothing to tune, and the best with one to five examples a class.
 *
 * @throws {ValueError} if `temperature` is not above 0.
 *
 * @example
 * const head = nearestClassMean();
 * await head.fit([[1, 0], [0.9, 0.1], [0, 1]], ['cat', 'cat', 'dog']);
 * const [{ label }] = await head.predict([[0.8, 0.3]]); // 'cat'
 */
export function nearestClassMean({
  normalize = true,
  temperature = normalize ? 0.1 : 1,
}: NearestClassMeanOptions = {}): FewShotHead {
  const who = 'nearestClassMean';
  if (!(temperature > 0)) throw new ValueError(`${who}: temperature must be above 0, got ${temperature}`);
  let [classes, means, size]: [readonly Label[], Float64Array, number] = [[], new Float64Array(), 0];
  return {
    get classes() {
      return classes;
    },
    async fit(features, labels) {
      const examples = await toExamples(features, labels, who);
      const x = vectors(examples, normalize);
      const sums = new Float64Array(examples.classes.length * examples.size);
      const counts = new Float64Array(examples.classes.length);
      examples.labels.forEach((label, row) => {
        counts[label]++;
        for (let i = 0; i < examples.size; i++) sums[label * examples.size + i] += x[row * examples.size + i];
      });
      [classes, size] = [examples.classes, examples.size];
      means = sums.map((sum, i) => sum / counts[Math.floor(i / examples.size)]);
    },
    async predict(features) {
      if (classes.length === 0) throw new StriateError(`${who}: has no examples yet; call fit() first`);
      const rows = await toRows(features, who);
      checkSize(rows, size, who);
      const x = vectors(rows, normalize);
      return Array.from({ length: rows.count }, (_, row) => {
        const scores = Float64Array.from(
          classes,
          (_, label) => -squaredDistance(x, row * size, means, label * size, size) / temperature,
        );
        return predictionOf(classes, softmax(scores));
      });
    },
  };
}
