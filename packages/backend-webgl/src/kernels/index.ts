import type { Kernels } from '@striate/tensor';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { argReductions } from './argReduce';
import { concat } from './concat';
import { convolutions } from './conv';
import { cumsum } from './cumsum';
import { elements } from './elements';
import { gather } from './gather';
import { matmul } from './matmul';
import { movements } from './move';
import { norm } from './norm';
import { optimizer } from './optimizer';
import { pool } from './pool';
import { random } from './random';
import { reductions } from './reduce';
import { sample } from './sample';
import { softmax } from './softmax';
import { topK } from './topK';

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
    ...reductions(gpu),
    ...argReductions(gpu),
    ...cumsum(gpu),
    ...topK(gpu),
    ...random(gpu),
    ...softmax(gpu),
    ...norm(gpu),
  } satisfies Kernels<GpuBuffer>;
}
