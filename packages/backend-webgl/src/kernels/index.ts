import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { convolutions } from './conv';
import { elements } from './elements';
import { matmul } from './matmul';
import { concat } from './concat';
import { elements } from './elements';
import { gather } from './gather';
import { movements } from './move';
import { optimizer } from './optimizer';
import { pool } from './pool';
import { sample } from './sample';

/** Every kernel of this backend, family by family. */
export function createKernels(gpu: Gpu) {
  return {
    ...concat(gpu),
    ...elements(gpu),
    ...convolutions(gpu),
    ...matmul(gpu),
    ...gather(gpu),
    ...movements(gpu),
    ...optimizer(gpu),
    ...pool(gpu),
    ...sample(gpu),
  } satisfies Partial<Kernels<GpuBuffer>> as unknown as Kernels<GpuBuffer>;
}
