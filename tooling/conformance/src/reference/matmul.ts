import { fromFunction, type NdArray, unravel } from '../ndArray';
import { broadcastShape } from './elementwise';

/** [..., M, K] x [..., K, N] → [..., M, N]; leading dimensions broadcast. */
export function matmul(a: NdArray, b: NdArray, transposeA = false, transposeB = false): NdArray {
  const [m, depth] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const [otherDepth, n] = transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2);
  if (depth !== otherDepth) throw new Error(`matmul: inner dimensions ${depth} and ${otherDepth} differ`);
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const y = fromFunction([...batch, m, n], () => 0);
  for (let i = 0; i < y.data.length / (m * n); i++) {
    const place = unravel(i, batch);
    const [left, right] = [matrixStart(a, place), matrixStart(b, place)];
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++)
        for (let k = 0; k < depth; k++) {
          const p = a.data[left + (transposeA ? k * m + row : row * depth + k)];
          const q = b.data[right + (transposeB ? column * depth + k : k * n + column)];
          y.data[(i * m + row) * n + column] += p * q;
        }
  }
  return y;
}

/** Where the matrix for a place in the broadcast batch begins. */
function matrixStart({ shape }: NdArray, place: readonly number[]): number {
  const own = shape.slice(0, -2);
  const skipped = place.length - own.length;
  const index = own.reduce((start, length, axis) => start * length + (length === 1 ? 0 : place[skipped + axis]), 0);
  return index * shape[shape.length - 2] * shape[shape.length - 1];
}
