import { cpu } from '@striate/backend-cpu';
import { setBackend, type Tensor } from '@striate/tensor';
import { UsageError } from './choose';

let started = false;

/** Makes the CPU backend the one of this process. */
export async function startBackend(threads: number): Promise<void> {
  if (threads !== 1) throw new UsageError(`--threads ${threads}: the CPU backend runs on one thread so far`);
  if (started) return;
  started = true;
  await setBackend(cpu());
}

export function disposeAll(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}
