import type { Backend, Kernels } from './backend';
import type { DType } from './dtype';
import { BackendError } from './errors';
import type { Shape } from './shape';
import { Storage } from './storage';
import { Tensor } from './tensor';

const nothing = () => {};
const kernels = new Proxy({}, { get: () => nothing, has: () => true }) as Kernels<unknown>;

function refuse(): never {
  throw new BackendError(
    'a tensor that only has a shape has no values to read: it comes from shape inference, not from data',
  );
}

/** A backend without memory: ops on its tensors run their shape rules and nothing else. */
const meta: Backend = {
  name: 'meta',
  kernels,
  ready: Promise.resolve(),
  alloc: () => undefined,
  free: nothing,
  write: nothing,
  read: async () => refuse(),
  readSync: refuse,
  memory: () => ({ bytes: 0, reserved: 0 }),
};

/**
 * A tensor that has a shape and no values. Any op with one among its inputs gives another, at the cost of its shape rule:
 * how a model learns the shapes of its layers.
 *
 * @example
 * conv2d(metaTensor([1, 28, 28, 1]), filter).shape; // [1, 24, 24, 6], and nothing was computed
 */
export function metaTensor(shape: Shape, dtype: DType = 'float32'): Tensor {
  return new Tensor(new Storage(meta, undefined, 0), shape, dtype);
}

export function isMeta(tensor: Tensor): boolean {
  return tensor.backend === meta;
}
