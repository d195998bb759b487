import { StriateError, ValueError } from '@striate/tensor';
import {
  checkSize,
  type Examples,
  type FewShotHead,
  largest,
  predictionOf,
  squaredDistance,
  toExamples,
  toRows,
  vectors,
} from './FewShotHead';

/** Options of `kNearest`. */
export interface KNearestOptions {
  /** Neighbours that vote; all there are, where they are fewer. Default 3. */
  k?: number;
  /** What is near: `cosine`, the angle between features, or `euclidean`, their distance. Default `cosine`. */
  metric?: 'cosine' | 'euclidean';
  /** Whether all votes count the same, or the nearer ones more, by 1 / distance. Default `uniform`. */
  weights?: 'uniform' | 'distance';
}

/**
 * The nearest examples vote (Cover and Hart 1967), as in Teachable Machine's classifier. Learning is remembering, so an example can be added
 * or taken away at any time; of equal votes those of the nearest neighbour count.
 *
 * @throws {ValueError} for a `k` that is no whole number above 0, or names that are not there.
 *
 * @example
 * const head = kNearest({ k: 5 });
 * await head.fit(features, labels);
 * const [{ label, confidence }] = await head.predict(others);
 */
export function kNearest({ k = 3, metric = 'cosine', weights = 'uniform' }: KNearestOptions = {}): FewShotHead {
  const who = 'kNearest';
  if (!Number.isInteger(k) || k < 1) throw new ValueError(`${who}: k must be a whole number >= 1, got ${k}`);
  if (metric !== 'cosine' && metric !== 'euclidean')
    throw new ValueError(`${who}: metric is 'cosine' or 'euclidean', got '${metric}'`);
  if (weights !== 'uniform' && weights !== 'distance')
    throw new ValueError(`${who}: weights are 'uniform' or 'distance', got '${weights}'`);
  const unit = metric === 'cosine';
  let known: (Examples & { readonly x: Float64Array }) | undefined;
  return {
    get classes() {
      return known?.classes ?? [];
    },
    async fit(features, labels) {
      const examples = await toExamples(features, labels, who);
      known = { ...examples, x: vectors(examples, unit) };
    },
    async predict(features) {
      if (!known) throw new StriateError(`${who}: has no examples yet; call fit() first`);
      const { classes, labels, size, count, x } = known;
      const rows = await toRows(features, who);
      checkSize(rows, size, who);
      const given = vectors(rows, unit);
      return Array.from({ length: rows.count }, (_, row) => {
        const distances = Float64Array.from({ length: count }, (_, i) =>
          squaredDistance(given, row * size, x, i * size, size),
        );
        const neighbours = nearest(distances, Math.min(k, count));
        const shares = votes(neighbours, distances, labels, classes.length, weights);
        // Neighbours are by distance: of equal votes the first one's class.
        const most = shares[largest(shares)];
        const first = neighbours.find((i) => shares[labels[i]] === most) ?? neighbours[0];
        return predictionOf(classes, shares, labels[first]);
      });
    },
  };
}

/** The share of each class in the votes. */
function votes(
  neighbours: readonly number[],
  distances: Float64Array,
  labels: Int32Array,
  classes: number,
  weights: KNearestOptions['weights'],
): Float64Array {
  const shares = new Float64Array(classes);
  // An example itself outweighs all others.
  const exact = neighbours.filter((i) => distances[i] === 0);
  const same = weights === 'uniform' || exact.length > 0;
  const voters = weights === 'distance' && exact.length > 0 ? exact : neighbours;
  for (const i of voters) shares[labels[i]] += same ? 1 : 1 / Math.sqrt(distances[i]);
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
}

/** The places of the least distances, by distance, then by place. */
function nearest(distances: Float64Array, k: number): number[] {
  const found: number[] = [];
  distances.forEach((distance, i) => {
    if (found.length === k && distance >= distances[found[k - 1]]) return;
    let at = found.length;
    while (at > 0 && distances[found[at - 1]] > distance) at--;
    found.splice(at, 0, i);
    if (found.length > k) found.pop();
  });
  return found;
}
