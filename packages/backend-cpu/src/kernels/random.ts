import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { overElements } from './overElements';

export function random(engine: Engine) {
  return {
    // Parts begin at multiples of 16 elements, a block has 4.
    randomUniform: (_, out, { key, counter, first, low, high }) =>
      overElements(engine, engine.wasm.randomUniform, out.size, (i, count) => {
        return [out.buffer + i * 4, count, (first + i) / 4, ...key, ...counter, high - low, low];
      }),
  } satisfies Partial<Kernels<Ptr>>;
}
