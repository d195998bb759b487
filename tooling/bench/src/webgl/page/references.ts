/** Square images with as many channels as the 3x3 filters make, padded to stay their size. */
export interface Square {
  readonly batch: number;
  readonly size: number;
  readonly channels: number;
}

/** Calls `visit` with where each pixel is, where its neighbour under each tap is, and where the tap's filters begin. */
function eachTap(
  { batch, size, channels }: Square,
  visit: (pixel: number, neighbour: number, filters: number) => void,
): void {
  for (let n = 0; n < batch; n++)
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++)
        for (let tap = 0; tap < 9; tap++) {
          const [row, column] = [y + Math.floor(tap / 3) - 1, x + (tap % 3) - 1];
          if (row < 0 || row >= size || column < 0 || column >= size) continue;
          const at = (r: number, c: number) => ((n * size + r) * size + c) * channels;
          visit(at(y, x), at(row, column), tap * channels * channels);
        }
}

export function convReference(square: Square, x: Float32Array, w: Float32Array): Float64Array {
  const { channels } = square;
  const out = new Float64Array(x.length);
  eachTap(square, (pixel, neighbour, filters) => {
    for (let i = 0; i < channels; i++)
      for (let o = 0; o < channels; o++) out[pixel + o] += x[neighbour + i] * w[filters + i * channels + o];
  });
  return out;
}

export function inputGradReference(square: Square, dy: Float32Array, w: Float32Array): Float64Array {
  const { channels } = square;
  const out = new Float64Array(dy.length);
  eachTap(square, (pixel, neighbour, filters) => {
    for (let i = 0; i < channels; i++)
      for (let o = 0; o < channels; o++) out[neighbour + i] += dy[pixel + o] * w[filters + i * channels + o];
  });
  return out;
}

export function filterGradReference(square: Square, x: Float32Array, dy: Float32Array): Float64Array {
  const { channels } = square;
  const out = new Float64Array(9 * channels * channels);
  eachTap(square, (pixel, neighbour, filters) => {
    for (let i = 0; i < channels; i++)
      for (let o = 0; o < channels; o++) out[filters + i * channels + o] += x[neighbour + i] * dy[pixel + o];
  });
  return out;
}

export function gemmReference(m: number, k: number, n: number, a: Float32Array, b: Float32Array): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) for (let j = 0; j < n; j++) out[i * n + j] += a[i * k + p] * b[p * n + j];
  return out;
}
