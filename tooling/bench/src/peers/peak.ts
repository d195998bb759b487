import { measurePeak } from '@striate/backend-cpu';
import type { Setup } from '../suite';

/** The same operations at the speed of a loop that only multiplies and adds in registers: what SIMD128 can do at most. */
export function peak(flops: number): Setup {
  return ({ threads }) => ({
    sample: () => flops / (measurePeak({ milliseconds: 20 }) * threads * 1e6),
  });
}
