import { expect, test } from 'vitest';
import type { SideReport } from './contract';
import { complaintsOf, describe, reasonOf } from './report';

const side = (name: string, peakBytes: number): SideReport => ({
  name,
  firstMs: 120,
  medianMs: 9.5,
  minMs: 9,
  times: 6,
  samples: 20,
  drawsPerRun: 1.2,
  gl: { renderer: 'SwiftShader', programs: 3, draws: 100, bytes: 1e6, peakBytes },
});

test('says all that was read of a side', () => {
  expect(describe(side('ours', 2e6))).toBe(
    'ours median 9.50 ms, min 9.00 ms (20 samples of 6), first 120 ms, 1 draws a run, 3 programs, textures 2.00 MB at most, SwiftShader',
  );
});

test('complains of wrong results, NaN among them, and of more memory than the peer takes', () => {
  const sides = [side('ours', 2e6), side('peer', 3e6)];
  expect(complaintsOf('conv', { sides, differences: [1e-6, 1e-4] })).toEqual([]);
  expect(complaintsOf('conv', { sides, differences: [0.01, Number.NaN] })).toEqual([
    'conv: ours is 0.01 of the largest off',
    'conv: peer is NaN of the largest off',
  ]);
  expect(complaintsOf('conv', { sides: [...sides].reverse(), differences: [0, 0] })).toEqual([
    'conv: 3000000 bytes of textures at most, where the peer takes 2000000',
  ]);
  expect(complaintsOf('conv', { sides: [sides[0]], differences: [0] })).toEqual([]);
  expect(complaintsOf('conv', { sides: [{ ...sides[0], drawsPerRun: 0.2 }], differences: [0] })).toEqual([
    'conv: ours draws 0.2 times a run: it leaves out work',
  ]);
});

test('leaves out the trace of what went wrong in the page', () => {
  const error = new Error(
    'page.evaluate: BackendError: conv2d: no kernel\nthere\n    at x (main.js:1:2)\n    at y (main.js:3:4)',
  );
  expect(reasonOf(error)).toBe('BackendError: conv2d: no kernel\nthere');
});
