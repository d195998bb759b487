import { at, filled, fromFunction, type NdArray, normalizeAxis, ravel, unravel } from '../ndArray';

/** Picks positions along an axis; the indices' own shape takes the axis' place. */
export function gather(x: NdArray, indices: NdArray, axis = 0): NdArray {
  const along = normalizeAxis(axis, x.shape.length);
  const rank = indices.shape.length;
  const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
  return fromFunction(shape, (index) => {
    const picked = at(indices, index.slice(along, along + rank));
    return at(x, [...index.slice(0, along), picked, ...index.slice(along + rank)]);
  });
}

/** updates [outer, k, inner] are added at the places `indices` [k] name in zeros [outer, n, inner]. */
export function scatterAdd(updates: NdArray, indices: NdArray, n: number): NdArray {
  const y = filled(updates.shape.with(1, n), 0);
  for (let i = 0; i < updates.data.length; i++) {
    const index = unravel(i, updates.shape);
    y.data[ravel(index.with(1, indices.data[index[1]]), y.shape)] += updates.data[i];
  }
  return y;
}

export function oneHot(indices: NdArray, depth: number): NdArray {
  return fromFunction([...indices.shape, depth], (index) =>
    at(indices, index.slice(0, -1)) === index[index.length - 1] ? 1 : 0,
  );
}
