import type { OpCall, Shape } from '@striate/tensor';
import { sizeOf } from '@striate/tensor';

interface Params {
  readonly activation?: string;
  readonly groups?: number;
  readonly window?: readonly [number, number];
  readonly transposeA?: boolean;
}

/** Ops that move values, and compute none. */
const moving = new Set(
  'reshape transpose broadcastTo slice flip pad concat gather cast fill select stopGradient randomUniform'.split(' '),
);
/** Ops that look at each value of their input once. */
const reducing = new Set('sum prod max min any all argMax argMin moments'.split(' '));

/** Additions and multiplications of an op, other functions of a number counted as one. */
export function flopsOf({ op: { name }, inputs, output, params }: OpCall): number {
  const [x, w] = inputs.map(({ shape }) => shape);
  const size = sizeOf(output.shape);
  const { activation = 'linear', window, transposeA } = (params ?? {}) as Params;
  // What is fused into a convolution or a product: a bias, a residual, an activation.
  const after = size * (Math.max(0, inputs.length - 2) + (activation === 'linear' ? 0 : 1));
  if (moving.has(name)) return 0;
  if (reducing.has(name)) return sizeOf(x);
  if (name === 'conv2d' || name === 'fusedConv2d' || name === 'affineConv2d') return 2 * size * filterSize(w) + after;
  if (name === 'conv2dInputGrad') return 2 * sizeOf(x) * filterSize(w);
  if (name === 'matmul') return 2 * size * x[transposeA ? 1 : 2];
  if (name === 'fusedMatmul') return 2 * size * x[1] + after;
  if (window) return size * window[0] * window[1];
  if (name === 'batchNorm') return 2 * size;
  // The largest, the difference from it, exp, their sum, the quotient.
  if (name === 'softmax' || name === 'logSoftmax') return 5 * size;
  return size;
}

/** Values of a filter `[height, width, channels, filters]` that meet in one output. */
function filterSize(filter: Shape): number {
  return sizeOf(filter.slice(0, 3));
}
