import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import { OutOfMemory, type Ptr } from '../memory';
import { binary } from './binary';
import { conv } from './conv';
import { gather } from './gather';
import { matmul } from './matmul';
import { norm } from './norm';
import { optimizer } from './optimizer';
import { pool } from './pool';
import { random } from './random';
import { reduce } from './reduce';
import { sample } from './sample';
import { shape } from './shape';
import { softmax } from './softmax';
import { unary } from './unary';

/** Every kernel of this backend, family by family. */
export function createKernels(engine: Engine) {
  return guarded(engine, {
    ...unary(engine),
    ...binary(engine),
    ...reduce(engine),
    ...matmul(engine),
    ...conv(engine),
    ...pool(engine),
    ...shape(engine),
    ...gather(engine),
    ...norm(engine),
    ...softmax(engine),
    ...random(engine),
    ...sample(engine),
    ...optimizer(engine),
  } satisfies Kernels<Ptr>);
}

type AnyKernel = (...args: never[]) => unknown;

/**
 * Kernels that leave nothing behind when they fail. Where memory runs out, what is kept of weights goes first, and the kernel begins again: it
 * has written to nothing but its output.
 */
function guarded<K extends object>({ memory, prepared }: Engine, kernels: K): K {
  const guard =
    (kernel: AnyKernel): AnyKernel =>
    (...args) => {
      try {
        return kernel(...args);
      } catch (error) {
        memory.release();
        if (!(error instanceof OutOfMemory) || prepared.bytes === 0) throw error;
        prepared.clear();
      }
      try {
        return kernel(...args);
      } catch (error) {
        memory.release();
        throw error;
      }
    };
  const entries = Object.entries(kernels as Record<string, AnyKernel>);
  return Object.fromEntries(entries.map(([name, kernel]) => [name, guard(kernel)])) as K;
}
