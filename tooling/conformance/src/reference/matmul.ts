import { at, fromFunction, type NdArray } from '../ndArray';
import { broadcastShape } from './elementwise';

/** [..., M, K] x [..., K, N] → [..., M, N]; leading dimensions broadcast. */
export function matmul(a: NdArray, b: NdArray, transposeA = false, transposeB = false): NdArray {
  const left = transposeA ? swapLastAxes(a) : a;
  const right = transposeB ? swapLastAxes(b) : b;
  const [m, depth] = left.shape.slice(-2);
  const [otherDepth, n] = right.shape.slice(-2);
  if (depth !== otherDepth) throw new Error(`matmul: inner dimensions ${depth} and ${otherDepth} differ`);
  const batch = broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const batchIndex = (array: NdArray, index: readonly number[]) => {
    const own = array.shape.slice(0, -2);
    return own.map((dimension, axis) => (dimension === 1 ? 0 : index[batch.length - own.length + axis]));
  };
  return fromFunction([...batch, m, n], (index) => {
    const row = index[batch.length];
    const column = index[batch.length + 1];
    let total = 0;
    for (let k = 0; k < depth; k++) {
      total += at(left, [...batchIndex(left, index), row, k]) * at(right, [...batchIndex(right, index), k, column]);
    }
    return total;
  });
}

function swapLastAxes(x: NdArray): NdArray {
  const rank = x.shape.length;
  const swap = <T>(list: readonly T[]) => [...list.slice(0, rank - 2), list[rank - 1], list[rank - 2]];
  return fromFunction(swap(x.shape), (index) => at(x, swap(index)));
}
