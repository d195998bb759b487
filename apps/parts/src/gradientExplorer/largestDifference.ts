import type { Checked } from './checkNumerically';

/** The largest difference, as a share of the largest derivative. */
export function largestDifference(checked: readonly Checked[]): number {
  const largest = Math.max(...checked.map(({ analytic }) => Math.abs(analytic)), 1e-6);
  return Math.max(...checked.map(({ analytic, numeric }) => Math.abs(analytic - numeric))) / largest;
}
