import { webgl } from '@striate/backend-webgl';
import { getBackend, setBackend, type Tensor } from '@striate/tensor';
import type { Variant } from '../contract';
import type { Core } from './Entrants';

export async function startOurs(): Promise<void> {
  await setBackend(webgl());
}

/** The values of a tensor, at once where the backend can. */
export async function readOurs(tensor: Tensor): Promise<ArrayLike<number>> {
  return getBackend().readSync ? tensor.dataSync() : tensor.data();
}

export async function loadTfjs(): Promise<Core> {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-webgl');
  tf.enableProdMode();
  return tf;
}

export async function startTfjs(tf: Core): Promise<void> {
  if (!(await tf.setBackend('webgl'))) throw new Error('TensorFlow.js has no WebGL here');
}

/** Sets the flags of a variant, and takes back those of the others. */
export function setFlags(tf: Core, { flags }: Variant, all: readonly Variant[]): void {
  for (const name of new Set(all.flatMap((one) => Object.keys(one.flags)))) {
    // Each is the opposite of its default.
    const [set] = all.flatMap((one) => (name in one.flags ? [one.flags[name]] : []));
    tf.env().set(name, name in flags ? flags[name] : !set);
  }
}
