import { expect, test } from 'vitest';
import { numbers } from '../../network/problem';
import { convReference, filterGradReference, gemmReference, inputGradReference } from './references';

const square = { batch: 2, size: 4, channels: 3 };
const random = numbers(2);
const draw = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

test('a filter of one tap moves the image', () => {
  const one = { batch: 1, size: 2, channels: 1 };
  // The tap to the left of the middle: each pixel becomes its left neighbour.
  expect([...convReference(one, Float32Array.of(1, 2, 3, 4), Float32Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0))]).toEqual([
    0, 1, 0, 3,
  ]);
});

test('the gradients are adjoint to the convolution', () => {
  const [x, w, dy] = [draw(2 * 16 * 3), draw(9 * 9), draw(2 * 16 * 3)];
  const expected = dot(convReference(square, x, w), dy);
  expect(dot(inputGradReference(square, dy, w), x)).toBeCloseTo(expected, 12);
  expect(dot(filterGradReference(square, x, dy), w)).toBeCloseTo(expected, 12);
});

test('multiplies matrices', () => {
  const [a, b] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8)];
  expect([...gemmReference(2, 2, 2, a, b)]).toEqual([19, 22, 43, 50]);
});
