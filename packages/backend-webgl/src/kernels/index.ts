import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { argReductions } from './argReduce';
import { cumsum } from './cumsum';
import { elements } from './elements';
import { movements } from './move';
import { norm } from './norm';
import { optimizer } from './optimizer';
import { random } from './random';
import { reductions } from './reduce';
import { softmax } from './softmax';
import { topK } from './topK';

/** Every kernel of this backend, family by family. */
export function createKernels(gpu: Gpu) {
  return {
    ...elements(gpu),
    ...movements(gpu),
    ...optimizer(gpu),
    ...reductions(gpu),
    ...argReductions(gpu),
    ...cumsum(gpu),
    ...topK(gpu),
    ...random(gpu),
    ...softmax(gpu),
    ...norm(gpu),
  } satisfies Partial<Kernels<GpuBuffer>> as unknown as Kernels<GpuBuffer>;
}
