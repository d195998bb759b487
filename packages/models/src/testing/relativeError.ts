/** The root of the mean square of the differences, as a share of that of the wanted values. */
export function relativeError(found: ArrayLike<number>, wanted: readonly number[]): number {
  let [off, size] = [0, 0];
  wanted.forEach((value, i) => {
    off += (found[i] - value) ** 2;
    size += value ** 2;
  });
  return Math.sqrt(off / size);
}
