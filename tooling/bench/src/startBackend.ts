import { cpu } from '@striate/backend-cpu';
import { type Backend, getBackend, setBackend, type Tensor } from '@striate/tensor';

let started = false;

/** Makes the CPU backend the one of this process, with so many threads. */
export async function startBackend(threads: number): Promise<void> {
  if (started) return;
  started = true;
  await setBackend(cpu({ threads }));
}

/** What is made on another backend stays there: its operations run where their operands are. */
export async function madeOn<B, T>(backend: Backend<B>, make: () => T): Promise<T> {
  const before = getBackend();
  await setBackend(backend);
  try {
    return make();
  } finally {
    await setBackend(before);
  }
}

export function disposeAll(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}
