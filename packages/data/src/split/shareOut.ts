import type { Generator } from '@striate/tensor';

/**
 * How many of `draws` examples each class gives, as near to its part of the whole as whole numbers come: what is left by
 * rounding down goes to the largest remainders, by lot among equal ones.
 */
export function shareOut(counts: readonly number[], draws: number, generator: Generator): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  // In whole numbers: remainders that are equal must compare so.
  const shares = counts.map((count) => (total === 0 ? 0 : Math.floor((count * draws) / total)));
  const missing = draws - shares.reduce((sum, share) => sum + share, 0);
  const lot = generator.permutation(counts.length);
  const byRemainder = counts
    .map((count, i) => ({ i, remainder: count * draws - shares[i] * total, lot: lot[i] }))
    .sort((a, b) => b.remainder - a.remainder || a.lot - b.lot);
  for (const { i } of byRemainder.slice(0, missing)) shares[i]++;
  return shares;
}
