import { add, clip, div, maximum, mul, norm, scope, sqrt, square, sum, type Tensor } from '@striate/tensor';

/** Limits of the gradients: one of them, or none. */
export interface ClipOptions {
  /** Largest norm of each gradient. */
  clipNorm?: number;
  /** Largest norm of all gradients together (Pascanu 2013). */
  globalClipNorm?: number;
  /** Largest magnitude of each value. */
  clipValue?: number;
}

/** How the gradients of a step are cut down to size: those given where nothing is asked for. */
export function clipper(
  gradients: readonly Tensor[],
  { clipNorm, globalClipNorm, clipValue }: ClipOptions,
): (gradient: Tensor) => Tensor {
  if (clipNorm !== undefined) return (gradient) => mul(gradient, shrinkage(norm(gradient), clipNorm));
  if (clipValue !== undefined) return (gradient) => clip(gradient, -clipValue, clipValue);
  if (globalClipNorm === undefined || gradients.length === 0) return (gradient) => gradient;
  const factor = scope(() => {
    const squares = gradients.map((gradient) => scope(() => sum(square(gradient))));
    return shrinkage(sqrt(squares.reduce((a, b) => add(a, b))), globalClipNorm);
  });
  return (gradient) => mul(gradient, factor);
}

/** The factor that brings a norm down to the limit, without reading it: 1 below. */
function shrinkage(size: Tensor, limit: number): Tensor {
  return div(limit, maximum(size, limit));
}
