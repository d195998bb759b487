import { expect, test } from 'vitest';
import { growth, type Reading } from './readings';

const before: Reading = { steps: 1000, heapBytes: 40e6, wasmBytes: 16e6, tensorBytes: 5e6, tensors: 42 };

test('what stands still, shrinks or is noise of the collector is no leak', () => {
  expect(growth(before, { ...before, steps: 10_000 })).toEqual([]);
  expect(growth(before, { ...before, heapBytes: 40.5e6, tensors: 40 })).toEqual([]);
});

test('what grew is named with its numbers', () => {
  const after = { steps: 10_000, heapBytes: 42e6, wasmBytes: 16e6 + 65_536, tensorBytes: 5e6, tensors: 43 };
  expect(growth(before, after)).toEqual([
    'JavaScript heap grew from 40000000 to 42000000 between 1000 and 10000 steps',
    'WebAssembly memory grew from 16000000 to 16065536 between 1000 and 10000 steps',
    'live tensors grew from 42 to 43 between 1000 and 10000 steps',
  ]);
});
