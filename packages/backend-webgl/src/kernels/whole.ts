import type { Layout } from '../layout';

/**
 * Whether values may move from one layout to another as whole texels: what `places` lists, the bounds and steps of the runs that stay
 * together, begins at texels in both. Rows of the same length move even where their last texel is padded.
 */
export function movesWhole(from: Layout, to: Layout, places: readonly number[]): boolean {
  const texels = from.columns % 4 === 0 && to.columns % 4 === 0;
  const unit = texels ? 4 : from.columns === to.columns ? from.columns : 0;
  return unit > 0 && places.every((place) => place % unit === 0);
}
