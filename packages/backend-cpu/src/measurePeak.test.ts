import { expect, it } from 'vitest';
import { measurePeak } from './measurePeak';

it('measures a plausible number of GFLOP/s', () => {
  const peak = measurePeak({ milliseconds: 20 });
  expect(peak).toBeGreaterThan(0.5);
  expect(peak).toBeLessThan(500);
});
