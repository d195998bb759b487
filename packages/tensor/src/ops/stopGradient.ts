import { type Op, runView } from '../op';
import type { Tensor } from '../tensor';

const stopGradientOp: Op<undefined, 1> = { name: 'stopGradient', shape: ([x]) => x, vjp: () => [null] };

/** The same values, as a constant: no gradient flows through. */
export function stopGradient(x: Tensor): Tensor {
  return runView(stopGradientOp, x, undefined);
}
