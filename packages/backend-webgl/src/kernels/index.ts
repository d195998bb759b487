import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { convolutions } from './conv';
import { elements } from './elements';
import { matmul } from './matmul';
import { movements } from './move';
import { optimizer } from './optimizer';

/** Every kernel of this backend, family by family. */
export function createKernels(gpu: Gpu) {
  return {
    ...elements(gpu),
    ...convolutions(gpu),
    ...matmul(gpu),
    ...movements(gpu),
    ...optimizer(gpu),
  } satisfies Partial<Kernels<GpuBuffer>> as unknown as Kernels<GpuBuffer>;
}
