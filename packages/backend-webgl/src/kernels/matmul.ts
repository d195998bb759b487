import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { product } from './product';

export function matmul(gpu: Gpu) {
  return {
    matmul: ([a, b], out, { transposeA, transposeB }) => {
      const [m, k] = transposeA ? [a.shape[2], a.shape[1]] : [a.shape[1], a.shape[2]];
      const [manyA, manyB] = [a.shape[0] > 1, b.shape[0] > 1];
      product(gpu, a, b, out, { batches: out.shape[0], m, k, n: out.shape[2], manyA, manyB, transposeA, transposeB });
    },
    fusedMatmul: ([x, w, b], out, { activation }) => {
      const [m, k] = x.shape;
      product(gpu, x, w, out, { batches: 1, m, k, n: w.shape[1] }, { shift: b, activation });
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
