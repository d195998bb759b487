import { getBackend } from '../backend';
import { ValueError } from '../errors';
import { type Op, run } from '../op';
import { type Draw, type Generator, sharedGenerator } from '../random/Generator';
import { scope } from '../scope';
import { checkShape, type Shape, sizeOf } from '../shape';
import type { Tensor } from '../tensor';
import { add, maximum, mul, sub } from './arithmetic';
import { cast, ensure } from './cast';
import { less } from './compare';
import { concat } from './concat';
import { fromHost, type TensorLike } from './creation';
import { select } from './logic';
import { reshape } from './reshape';
import { clip, floor, log1p, neg, sqrt, square } from './unary';

export interface RandomParams extends Draw {
  readonly shape: Shape;
  /** Element of the draw to begin with, a multiple of 4. */
  readonly first: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Element i is word i % 4 of Philox block i / 4, its upper 24 bits over 2²⁴, times `high - low`, plus `low`, each rounded to float32: the
 * same on every backend.
 */
export const randomUniformOp: Op<RandomParams, 0> = {
  name: 'randomUniform',
  shape: (_, { shape }) => shape,
  dtype: () => 'float32',
  vjp: () => [],
};

export interface RandomOptions {
  /** Where the numbers come from. Default: the shared generator, see `seed`. */
  generator?: Generator;
}

function draw(shape: Shape, generator: Generator = sharedGenerator(), low = 0, high = 1): Tensor {
  checkShape(shape, 'random');
  return run(randomUniformOp, [], { shape, first: 0, low, high, ...generator.next() });
}

/** A uniform draw, transformed piece by piece; the pieces make no difference to the numbers. */
function inPieces(shape: Shape, generator: Generator = sharedGenerator(), transform: (u: Tensor) => Tensor): Tensor {
  checkShape(shape, 'random');
  const size = sizeOf(shape);
  const params = { low: 0, high: 1, ...generator.next() };
  const piece = (of: Shape, first: number) =>
    scope(() => transform(run(randomUniformOp, [], { shape: of, first, ...params })));
  const { elementsAtATime: step = size } = getBackend();
  if (size <= step) return piece(shape, 0);
  return scope(() => {
    const starts = Array.from({ length: Math.ceil(size / step) }, (_, i) => i * step);
    return reshape(concat(starts.map((at) => piece([Math.min(step, size - at)], at))), shape);
  });
}

/** Numbers spread evenly from `low` (default 0) up to, not including, `high` (default 1). */
export function randomUniform(
  shape: Shape,
  { low = 0, high = 1, generator }: RandomOptions & { low?: number; high?: number } = {},
): Tensor {
  return draw(shape, generator, low, high);
}

export interface NormalOptions extends RandomOptions {
  /** Default 0. */
  mean?: number;
  /** Standard deviation. Default 1. */
  stddev?: number;
}

/** Numbers with a normal distribution: a uniform draw through the inverse of the distribution function. */
export function randomNormal(shape: Shape, { mean = 0, stddev = 1, generator }: NormalOptions = {}): Tensor {
  // 2u - 1, moved to the middle of its step so that neither end is reached. In this order no step rounds: half a step added
  // to the largest u would make it 1, and the normal number infinite.
  return inPieces(shape, generator, (draw) => {
    const u = add(sub(mul(draw, 2), 1), 2 ** -24);
    return add(mul(erfInv(u), Math.SQRT2 * stddev), mean);
  });
}

/** A normal distribution cut off at two standard deviations from the mean: what is outside is drawn again, in effect. */
export function randomTruncatedNormal(shape: Shape, { mean = 0, stddev = 1, generator }: NormalOptions = {}): Tensor {
  const bound = 0.9544997361036416; // erf(√2): the probability of lying inside
  return inPieces(shape, generator, (draw) => {
    const u = mul(sub(mul(draw, 2), 1), bound);
    return add(mul(clip(erfInv(u), -Math.SQRT2, Math.SQRT2), Math.SQRT2 * stddev), mean);
  });
}

const central = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164,
  0.246640727, 1.50140941,
];
const tail = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
  1.00167406, 2.83297682,
];

/** The inverse of the error function, by the single-precision polynomials of Giles (2010). */
export function erfInv(x: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  const w = neg(log1p(neg(square(input))));
  const horner = (coefficients: readonly number[], t: Tensor) =>
    coefficients.slice(2).reduce<Tensor>((p, c) => add(mul(p, t), c), add(mul(t, coefficients[0]), coefficients[1]));
  const near = horner(central, sub(w, 2.5));
  const far = horner(tail, sub(sqrt(maximum(w, 5)), 3)); // below 5 it is not used, and sqrt has no slope at 0
  return mul(select(less(w, 5), near, far), input);
}

/** Whole numbers from `low` up to, not including, `high`, int32. */
export function randomInt(shape: Shape, low: number, high: number, { generator }: RandomOptions = {}): Tensor {
  if (!Number.isInteger(low) || !Number.isInteger(high) || high <= low)
    throw new ValueError(`randomInt: low ${low} and high ${high} must be whole numbers, low < high`);
  return cast(floor(add(mul(draw(shape, generator), high - low), low)), 'int32');
}

/** The numbers from 0 to n - 1 in random order, int32. */
export function randomPermutation(n: number, { generator = sharedGenerator() }: RandomOptions = {}): Tensor {
  checkShape([n], 'randomPermutation');
  return fromHost(generator.permutation(n), [n], 'int32');
}

/**
 * Sets a share `rate` of the values to 0, at random, and scales the others by `1 / (1 - rate)` (Srivastava 2014).
 *
 * @param noiseShape where 1, one decision is shared along that axis. Default: the shape of `x`.
 * @throws {ValueError} unless 0 <= rate < 1.
 */
export function dropout(
  x: TensorLike,
  rate: number,
  { noiseShape, generator }: RandomOptions & { noiseShape?: Shape } = {},
): Tensor {
  if (!(rate >= 0 && rate < 1)) throw new ValueError(`dropout: rate must be at least 0 and below 1, got ${rate}`);
  const input = ensure(x, 'float32');
  if (rate === 0) return input;
  const kept = cast(less(add(draw(noiseShape ?? input.shape, generator), rate), 1), 'float32');
  return mul(input, mul(kept, 1 / (1 - rate)));
}
