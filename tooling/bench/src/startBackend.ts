import { cpu } from '@striate/backend-cpu';
import { setBackend, type Tensor } from '@striate/tensor';

let started = false;

/** Makes the CPU backend, with so many threads, the one of this process. */
export async function startBackend(threads: number): Promise<void> {
  if (started) return;
  started = true;
  await setBackend(cpu({ threads }));
}

export function disposeAll(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}
