import type { Kernels, View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split, TASK_VALUES } from '../threads/split';

type Reduction = (x: Ptr, out: Ptr, outer: number, n: number, inner: number) => void;

/** Reductions of [outer, n, inner] along n. */
export function reduce({ wasm, parallel }: Engine) {
  const either =
    (float: Reduction, int: Reduction) =>
    ([x]: readonly [View<Ptr>], out: View<Ptr>): void => {
      const [outer, n, inner] = x.shape;
      parallel(
        x.dtype === 'int32' ? int : float,
        split(outer, TASK_VALUES / (n * inner)).map(([i, past]) => {
          return [x.buffer + i * n * inner * 4, out.buffer + i * inner * 4, past - i, n, inner] as const;
        }),
      );
    };
  const arg =
    (least: number) =>
    ([x]: readonly [View<Ptr>], out: View<Ptr>): void => {
      const [outer, n, inner] = x.shape;
      wasm.argReduce(least, x.dtype === 'int32' ? 1 : 0, x.buffer, out.buffer, outer, n, inner);
    };
  const bool =
    (all: number) =>
    ([x]: readonly [View<Ptr>], out: View<Ptr>): void => {
      const [outer, n, inner] = x.shape;
      wasm.anyAll(all, x.buffer, out.buffer, outer, n, inner);
    };
  return {
    sum: either(wasm.sumReduce, wasm.sumIntReduce),
    prod: either(wasm.prodReduce, wasm.prodIntReduce),
    max: either(wasm.maxReduce, wasm.maxIntReduce),
    min: either(wasm.minReduce, wasm.minIntReduce),
    any: bool(0),
    all: bool(1),
    argMax: arg(0),
    argMin: arg(1),
    cumsum: ([x], out, { exclusive, reverse }) => {
      const [outer, n, inner] = x.shape;
      wasm.cumsum(
        x.dtype === 'int32' ? 1 : 0,
        x.buffer,
        out.buffer,
        outer,
        n,
        inner,
        Number(exclusive),
        Number(reverse),
      );
    },
    topKIndices: ([x], out, { k }) => wasm.topK(x.buffer, out.buffer, x.shape[0], x.shape[1], k),
  } satisfies Partial<Kernels<Ptr>>;
}
