import { expect, test } from 'vitest';
import { median } from './median';

test('is the middle value, whatever the order', () => {
  expect(median([5, 1, 100])).toBe(5);
  expect(median([7])).toBe(7);
});

test('is the mean of the two in the middle of an even number', () => {
  expect(median([4, 1, 2, 90])).toBe(3);
});

test('leaves its argument alone', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test('refuses to judge by nothing', () => {
  expect(() => median([])).toThrow('no values');
});
