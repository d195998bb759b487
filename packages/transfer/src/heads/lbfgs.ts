/** A function and its gradient; the gradient is written into `into`. */
export type Objective = (x: Float64Array, into: Float64Array) => number;

/** Options of `lbfgs`. */
export interface LbfgsOptions {
  readonly maxIterations: number;
  /** It ends when no part of the gradient is larger. */
  readonly tolerance: number;
  /** Called between two iterations. */
  readonly breathe: () => Promise<void>;
}

const remembered = 10;

/**
 * The least of a smooth convex function: steps along the gradient, bent by what the last ten steps tell of its curvature (Liu and Nocedal
 * 1989), each shortened until the function falls enough (Armijo 1966).
 */
export async function lbfgs(objective: Objective, start: Float64Array, options: LbfgsOptions): Promise<Float64Array> {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const pairs: { step: Float64Array; change: Float64Array; rho: number }[] = [];
  for (let i = 0; i < options.maxIterations && largest(gradient) > options.tolerance; i++) {
    await options.breathe();
    const direction = bend(gradient, pairs);
    const slope = dot(direction, gradient);
    let length = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let [next, nextGradient, nextValue] = [x, new Float64Array(x.length), value];
    for (let tries = 0; tries < 40; tries++, length /= 2) {
      next = x.map((at, j) => at + length * direction[j]);
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    if (!(nextValue < value)) break; // no step helps any more: rounding is all that is left
    const step = next.map((at, j) => at - x[j]);
    const change = nextGradient.map((at, j) => at - gradient[j]);
    const curvature = dot(step, change);
    if (curvature > 1e-12) {
      pairs.push({ step, change, rho: 1 / curvature });
      if (pairs.length > remembered) pairs.shift();
    }
    [x, gradient, value] = [next, nextGradient, nextValue];
  }
  return x;
}

/** Minus the gradient times what is known of the inverse of the second derivatives. */
function bend(
  gradient: Float64Array,
  pairs: readonly { step: Float64Array; change: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((value) => -value);
  const factors: number[] = [];
  for (const { step, change, rho } of pairs.toReversed()) {
    const factor = rho * dot(step, q);
    factors.unshift(factor);
    for (let i = 0; i < q.length; i++) q[i] -= factor * change[i];
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = dot(last.step, last.change) / dot(last.change, last.change);
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  pairs.forEach(({ step, change, rho }, j) => {
    const back = rho * dot(change, q);
    for (let i = 0; i < q.length; i++) q[i] += (factors[j] - back) * step[i];
  });
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
