import { BackendError } from './errors';
import { kernelTimer } from './kernelTimer';
import { isMeta } from './meta';
import type { Tuple } from './op';
import { scope } from './scope';
import { unrecorded } from './tape';
import type { Tensor } from './tensor';
import type { Variable } from './variable';

/** An update of variables: the one kind of op that writes over what it reads. */
export interface InPlaceOp<P, N extends number> {
  readonly name: string;
  /** The new values of the variables, for a backend without a kernel. The last of `tensors` is what they follow: a gradient. */
  compose(tensors: Tuple<Tensor, N>, params: P): Tensor[];
}

/** Runs an update: kernel, or composition and assignment. No tape records it. */
export function runInPlace<P, N extends number>(
  op: InPlaceOp<P, N>,
  variables: readonly Variable[],
  followed: Tensor,
  params: P,
): void {
  const { backend } = variables[0];
  if (isMeta(followed)) throw new BackendError(`${op.name}: ${followed} has a shape but no values`);
  const kernels = backend.kernels as unknown as Record<
    string,
    ((views: readonly Tensor[], params: P) => void) | undefined
  >;
  const kernel = kernels[op.name];
  if (kernel) {
    for (const variable of variables) variable.prepareInPlace();
    const end = kernelTimer?.(op.name, backend);
    kernel([...variables, followed], params);
    end?.();
    return;
  }
  scope(() =>
    unrecorded(() => {
      const next = op.compose([...variables, followed] as unknown as Tuple<Tensor, N>, params);
      for (const [i, variable] of variables.entries()) variable.assign(next[i]);
    }),
  );
}
