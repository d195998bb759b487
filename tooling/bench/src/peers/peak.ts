import { measurePeak } from '@striate/backend-cpu';
import type { Setup } from '../suite';

/**
 * The same operations at the speed of a loop that only multiplies and adds in registers: what SIMD128 can do at most.
 * One short run a sample, so that the median is as typical as that of what it is compared with.
 */
export function peak(flops: number): Setup {
  return ({ threads }) => ({
    sample: () => flops / (measurePeak({ milliseconds: 0 }) * threads * 1e6),
  });
}
