import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { binary } from './binary';
import { conv } from './conv';
import { gather } from './gather';
import { matmul } from './matmul';
import { norm } from './norm';
import { optimizer } from './optimizer';
import { pool } from './pool';
import { random } from './random';
import { reduce } from './reduce';
import { shape } from './shape';
import { softmax } from './softmax';
import { unary } from './unary';

/** Every kernel of this backend, family by family. */
export function createKernels(engine: Engine) {
  return {
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
    ...optimizer(engine),
  } satisfies Kernels<Ptr>;
}
