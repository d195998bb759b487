import { type Generator, type Tensor, tensor, ValueError } from '@striate/tensor';

/** How much a layer changes an image: from the first number to the second, or as much either way as the layer says. */
export type Factor = number | readonly [number, number];

/** From low to high. */
export type Span = readonly [number, number];

/** The span a factor stands for: one number is `[-factor, factor]`, cut off at the bounds. @throws {ValueError} outside of these. */
export function spanOf(factor: Factor, [least, most]: Span, who: string, what = 'factor'): Span {
  const pair: readonly number[] = typeof factor === 'number' ? [Math.max(-factor, least), factor] : factor;
  const [low, high] = [...pair].sort((a, b) => a - b);
  if (pair.length === 2 && low >= least && high <= most) return [low, high];
  throw new ValueError(
    `${who}: ${what} must be a number or two numbers from ${least} to ${most}, got ${JSON.stringify(factor)}`,
  );
}

/** A number for each of n images, even over the span, on the host. */
export function drawFactors(generator: Generator, n: number, [low, high]: Span): Float32Array {
  return generator.uniform(n).map((u) => low + (high - low) * u);
}

/** One number for each image, in a shape that broadcasts over images. */
export function perImage(values: Float32Array): Tensor {
  return tensor(values, [values.length, 1, 1, 1]);
}

/** Whether each of n images is changed, where the chance is itself a number of the span. */
export function drawChanges(generator: Generator, n: number, span: Span): boolean[] {
  const chances = drawFactors(generator, n, span);
  return Array.from(generator.uniform(n), (u, i) => u < chances[i]);
}

/** Least and greatest value of images: `[0, 255]` or `[0, 1]`. @throws {ValueError} unless it is two numbers. */
export function checkValueRange(range: Span, who: string): Span {
  if (range.length === 2 && range[0] < range[1]) return range;
  throw new ValueError(`${who}: valueRange must be [low, high], got ${JSON.stringify(range)}`);
}
