import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

export function norm({ wasm, memory }: Engine) {
  return {
    moments: ([x], out) => wasm.moments(x.buffer, out.buffer, x.shape[0], x.shape[1]),
    batchNorm: ([x, mean, variance, scale, offset], out, { epsilon }) => {
      const [rows, c] = x.shape;
      const factor = memory.scratch(c * 4);
      wasm.batchNorm(
        x.buffer,
        mean.buffer,
        variance.buffer,
        scale.buffer,
        offset.buffer,
        out.buffer,
        factor,
        rows,
        c,
        epsilon,
      );
      memory.release();
    },
  } satisfies Partial<Kernels<Ptr>>;
}
