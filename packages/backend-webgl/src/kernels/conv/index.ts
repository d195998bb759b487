import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../../Gpu';
import type { GpuBuffer } from '../../GpuBuffer';
import { convolve } from './convolve';
import { filterGrad } from './filterGrad';
import { inputGrad } from './inputGrad';

export function convolutions(gpu: Gpu) {
  return {
    conv2d: ([x, filter], out, params) => convolve(gpu, x, filter, out, params),
    fusedConv2d: ([x, filter, shift], out, { activation, ...params }) =>
      convolve(gpu, x, filter, out, params, { shift, activation }),
    affineConv2d: ([x, filter, scale, shift, residual], out, { activation, ...params }) =>
      convolve(gpu, x, filter, out, params, { scale, shift, residual, activation }),
    conv2dInputGrad: ([dy, filter], out, params) => inputGrad(gpu, dy, filter, out, params),
    conv2dFilterGrad: ([x, dy], out, params) => filterGrad(gpu, x, dy, out, params),
  } satisfies Partial<Kernels<GpuBuffer>>;
}
