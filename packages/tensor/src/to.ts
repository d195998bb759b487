import type { Backend } from './backend';
import { bytesPerElement } from './dtype';
import { Storage } from './storage';
import { Tensor } from './tensor';

/** A copy of a tensor on another backend. */
export async function to<B>(x: Tensor, backend: Backend<B>): Promise<Tensor> {
  const target = backend as unknown as Backend;
  const data = await x.data();
  const storage = new Storage(target, target.alloc(x.dtype, x.size), x.size * bytesPerElement[x.dtype]);
  target.write(storage.buffer, data);
  return new Tensor(storage, x.shape, x.dtype, x.size);
}
