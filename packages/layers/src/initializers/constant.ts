import {
  cast,
  eye,
  fill,
  formatShape,
  Generator,
  mul,
  type Shape,
  ShapeError,
  sameShape,
  sharedGenerator,
  Tensor,
  tensor,
} from '@striate/tensor';
import { described } from '../config/described';
import type { ArrayLike } from '../training/arrays';
import type { SeedOptions } from './random';
import type { Initializer } from './resolveInitializer';

/** Zeros: what biases begin with. */
export function zeros(): Initializer {
  return described((shape: Shape) => fill(shape, 0), 'Zeros', {});
}

/** Ones: what the factors of a normalization begin with. */
export function ones(): Initializer {
  return described((shape: Shape) => fill(shape, 1), 'Ones', {});
}

/** One number, or an array of the shape of the weight. */
export type ConstantValue = number | ArrayLike;

/**
 * One value everywhere, `constant(0.1)`, or the values of an array, which has the shape of the weight; default 0.
 *
 * @throws {ShapeError} when a weight is made of another shape than the array.
 *
 * @example
 * embedding({ inputDim: words.length, outputDim: 300, embeddingsInitializer: constant(matrix) });
 */
export function constant(given: ConstantValue | { value?: ConstantValue } = {}): Initializer {
  const value = isOptions(given) ? (given.value ?? 0) : given;
  if (typeof value === 'number') return described((shape: Shape) => fill(shape, value), 'Constant', { value });
  const initialize = (shape: Shape) => {
    const values = toTensor(value);
    if (!sameShape(values.shape, shape))
      throw new ShapeError(
        `constant: the weight has shape ${formatShape(shape)}, the values ${formatShape(values.shape)}`,
      );
    return cast(values, 'float32');
  };
  // Nested lists, as Keras reads them; made when a configuration is.
  const config = {
    get value() {
      const values = toTensor(value);
      return nested(Array.from(values.dataSync()), values.shape);
    },
  };
  return described(initialize, 'Constant', config);
}

function isOptions(given: ConstantValue | { value?: ConstantValue }): given is { value?: ConstantValue } {
  return typeof given === 'object' && Object.getPrototypeOf(given) === Object.prototype && !('shape' in given);
}

function toTensor(value: ArrayLike): Tensor {
  return typeof value === 'object' && 'data' in value && !(value instanceof Tensor)
    ? tensor(value.data, value.shape, value.dtype)
    : tensor(value);
}

type Nested = number | readonly Nested[];

function nested(flat: readonly number[], shape: Shape): Nested {
  if (shape.length === 0) return flat[0];
  const size = flat.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) => nested(flat.slice(i * size, (i + 1) * size), shape.slice(1)));
}

/** Ones on the diagonal of a matrix, times `gain`. */
export function identity({ gain = 1 }: { gain?: number } = {}): Initializer {
  const initialize = (shape: Shape) => {
    if (shape.length !== 2) throw new ShapeError(`identity: initializes matrices, got shape [${shape.join(',')}]`);
    return mul(eye(shape[0], shape[1]), gain);
  };
  return described(initialize, 'Identity', { gain });
}

/**
 * A matrix with orthonormal rows or columns (Saxe 2014), times `gain`; a kernel counts as a matrix of `[…, last axis]`.
 */
export function orthogonal({ gain = 1, seed }: SeedOptions & { gain?: number } = {}): Initializer {
  const initialize = (shape: Shape) => {
    if (shape.length < 2)
      throw new ShapeError(`orthogonal: initializes tensors of rank 2 or more, got [${shape.join(',')}]`);
    const generator = seed === undefined ? sharedGenerator() : new Generator(seed);
    return tensor(orthonormal(shape, generator, gain), shape);
  };
  return described(initialize, 'Orthogonal', { gain, seed });
}

/** Gram-Schmidt on Gaussian vectors, in double precision: as many as the shorter side has. */
function orthonormal(shape: Shape, generator: Generator, gain: number): Float32Array {
  const columns = shape[shape.length - 1];
  const rows = shape.slice(0, -1).reduce((product, d) => product * d, 1);
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const [u, v] = [generator.uniform(count * length), generator.uniform(count * length)];
  const vectors: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    // Box and Muller: a normal number from two uniform ones; 1 - u is never 0.
    const vector = Float64Array.from({ length }, (_, k) => {
      const at = i * length + k;
      return Math.sqrt(-2 * Math.log(1 - u[at])) * Math.cos(2 * Math.PI * v[at]);
    });
    for (const other of vectors) {
      const along = dot(vector, other);
      for (let k = 0; k < length; k++) vector[k] -= along * other[k];
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return gain * (rows < columns ? vectors[row][column] : vectors[column][row]);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
