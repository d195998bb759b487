import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { elements } from './elements';
import { movements } from './move';
import { optimizer } from './optimizer';

/** Every kernel of this backend, family by family. */
export function createKernels(gpu: Gpu) {
  return {
    ...elements(gpu),
    ...movements(gpu),
    ...optimizer(gpu),
  } satisfies Partial<Kernels<GpuBuffer>> as unknown as Kernels<GpuBuffer>;
}
