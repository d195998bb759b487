import { bytesPerElement, type Kernels, ValueError, type View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

export function gather({ wasm, memory }: Engine) {
  const check = (name: string, bad: number, indices: View<Ptr>, n: number): void => {
    if (bad < 0) return;
    const value = memory.int32[indices.buffer / 4 + bad];
    throw new ValueError(`${name}: index ${value} at position ${bad} is outside an axis of size ${n}`);
  };
  return {
    gather: ([x, indices], out) => {
      const [outer, n, inner] = x.shape;
      const row = inner * bytesPerElement[x.dtype];
      check('gather', wasm.gather(x.buffer, indices.buffer, out.buffer, outer, n, indices.size, row), indices, n);
    },
    scatterAdd: ([updates, indices], out, { n }) => {
      const [outer, k, inner] = updates.shape;
      const int = updates.dtype === 'int32' ? 1 : 0;
      check(
        'scatterAdd',
        wasm.scatterAdd(updates.buffer, indices.buffer, out.buffer, outer, n, k, inner, int),
        indices,
        n,
      );
    },
  } satisfies Partial<Kernels<Ptr>>;
}
