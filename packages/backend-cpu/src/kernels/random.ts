import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

export function random({ wasm }: Engine) {
  return {
    randomUniform: (_, out, { key, counter }) =>
      wasm.randomUniform(out.buffer, out.size, key[0], key[1], counter[0], counter[1]),
  } satisfies Partial<Kernels<Ptr>>;
}
