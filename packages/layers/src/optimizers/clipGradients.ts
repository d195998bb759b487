import { add, clip, div, maximum, mul, norm, sqrt, square, sum, type Tensor } from '@striate/tensor';

export interface ClipOptions {
  /** Largest norm of each gradient. */
  clipNorm?: number;
  /** Largest norm of all gradients together. */
  globalClipNorm?: number;
  /** Largest magnitude of each value. */
  clipValue?: number;
}

/** Gradients cut down to size; those given where nothing is asked for. */
export function clipGradients(
  gradients: readonly Tensor[],
  { clipNorm, globalClipNorm, clipValue }: ClipOptions,
): readonly Tensor[] {
  if (clipNorm !== undefined) return gradients.map((g) => shrink(g, norm(g), clipNorm));
  if (globalClipNorm !== undefined) {
    const total = sqrt(gradients.map((g) => sum(square(g))).reduce((a, b) => add(a, b)));
    return gradients.map((g) => shrink(g, total, globalClipNorm));
  }
  if (clipValue !== undefined) return gradients.map((g) => clip(g, -clipValue, clipValue));
  return gradients;
}

/** Scaled down where the norm is above the limit, without reading it. */
function shrink(gradient: Tensor, size: Tensor, limit: number): Tensor {
  return mul(gradient, div(limit, maximum(size, limit)));
}
