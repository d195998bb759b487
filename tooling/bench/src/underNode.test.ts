import { expect, test } from 'vitest';
import { withoutNode } from './underNode';

test('the other run is not told to start another', () => {
  expect(withoutNode(['gemm', '--node', '24', '--threads', '2'])).toEqual(['gemm', '--threads', '2']);
  expect(withoutNode(['gemm', '--node=24', '--case', 'gemm-64'])).toEqual(['gemm', '--case', 'gemm-64']);
});
