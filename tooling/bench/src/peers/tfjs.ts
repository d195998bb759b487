import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { Subject } from '../suite';

export type Core = typeof TensorFlow;
export type TfjsBackend = 'cpu' | 'wasm';

/** TensorFlow.js on a backend of its own, loaded when first asked for. */
export async function loadTfjs(backend: TfjsBackend): Promise<Core> {
  const tf = await import('@tensorflow/tfjs-core');
  // It would advertise its native backend.
  tf.env().set('IS_TEST', true);
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else await import('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend(backend);
  return tf;
}

/** Chooses the backend anew before each sample: another peer may have taken its own since. */
export function onBackend(tf: Core, backend: TfjsBackend, subject: Subject): Subject {
  return {
    ...subject,
    async sample(times) {
      await tf.setBackend(backend);
      return subject.sample(times);
    },
  };
}
