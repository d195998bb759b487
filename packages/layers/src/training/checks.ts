import { isMeta, mul, type Shape, scope, sum, type Tensor, type TypedArray, ValueError } from '@striate/tensor';
import type { Loss } from '../losses/Loss';
import type { Columns } from './arrays';

/** Throws if there is a NaN among the values, naming where. */
export function checkFinite(values: TypedArray, shape: Shape, what: string): void {
  if (!(values instanceof Float32Array)) return;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    const perSample = values.length / shape[0];
    throw new ValueError(`${what} has a NaN in sample ${Math.floor(i / perSample)} (element ${i} of ${values.length})`);
  }
}

/** Looks for NaN in inputs: on the host where they came from there, with one reduction on the device otherwise. */
export async function checkInputs({ tensors, host }: Columns, what: string): Promise<void> {
  for (const [i, x] of tensors.entries()) {
    if (x.dtype !== 'float32' || isMeta(x)) continue;
    const values = host[i] ?? ((await hasNaN(x)) ? await x.data() : undefined);
    if (values) checkFinite(values, x.shape, tensors.length > 1 ? `${what}[${i}]` : what);
  }
}

async function hasNaN(x: Tensor): Promise<boolean> {
  // 0 times NaN is NaN; so is 0 times infinity, which the look at each value then lets pass.
  const found = scope(() => sum(mul(x, 0)));
  try {
    return Number.isNaN(await found.item());
  } finally {
    found.dispose();
  }
}

/** Looks for labels that are NaN or that the losses cannot take. */
export async function checkLabels(
  { tensors, host }: Columns,
  losses: readonly (Loss | undefined)[],
  outputShapes: readonly Shape[],
  what: string,
): Promise<void> {
  for (const [i, y] of tensors.entries()) {
    const values = host[i] ?? (await y.data());
    checkFinite(values, y.shape, tensors.length > 1 ? `${what}[${i}]` : what);
    if (outputShapes[i]) losses[i]?.checkLabels?.(values, y.shape, outputShapes[i]);
  }
}
