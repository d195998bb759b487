import { gather, matmul, max, reshape, type Tensor, tensor } from '@striate/tensor';

// Windows that cover an axis whatever its size, as PyTorch lays them: window i spans from `i * length / size`, rounded down, to
// `(i + 1) * length / size`, rounded up.

function windows(length: number, size: number): (readonly [start: number, end: number])[] {
  return Array.from({ length: size }, (_, i) => [
    Math.floor((i * length) / size),
    Math.ceil(((i + 1) * length) / size),
  ]);
}

/** Means of `size` windows along an axis; all of them at once are a product with a matrix of shares. */
export function averageAxis(x: Tensor, axis: number, size: number): Tensor {
  const length = x.shape[axis];
  if (length === size) return x;
  const shares = new Float32Array(size * length);
  for (const [i, [start, end]] of windows(length, size).entries())
    shares.fill(1 / (end - start), i * length + start, i * length + end);
  const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const columns = reshape(x, [product(outer), length, product(inner)]);
  return reshape(matmul(tensor(shares, [size, length]), columns), [...outer, size, ...inner]);
}

/** The largest values of `size` windows along an axis. */
export function maxAxis(x: Tensor, axis: number, size: number): Tensor {
  const length = x.shape[axis];
  if (length === size) return x;
  const spans = windows(length, size);
  const longest = Math.max(...spans.map(([start, end]) => end - start));
  // A shorter window has its last place several times, which changes no maximum.
  const places = spans.flatMap(([start, end]) =>
    Array.from({ length: longest }, (_, k) => Math.min(start + k, end - 1)),
  );
  const laid = gather(x, tensor(Int32Array.from(places), [size, longest]), axis);
  return max(laid, axis + 1);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((total, d) => total * d, 1);
}
