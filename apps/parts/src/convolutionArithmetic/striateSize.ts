import '../onCpu';
import { ops, ShapeError, scope, zeros } from 'striate';
import type { Arithmetic } from './arithmetic';

/** The side of what Striate computes with these numbers; 0 where it refuses, as nothing fits. */
export function striateSize({ size, kernel, padding, stride, dilation, transposed }: Arithmetic): number {
  const convolve = transposed ? ops.conv2dTranspose : ops.conv2d;
  const options = { padding, strides: stride, dilations: dilation };
  try {
    return scope(() => convolve(zeros([1, size, size, 1]), zeros([kernel, kernel, 1, 1]), options).shape[1]);
  } catch (error) {
    if (error instanceof ShapeError) return 0;
    throw error;
  }
}
