import { type Setup, timed } from '../suite';
import { loadTfjs, onBackend, type TfjsBackend } from './tfjs';

/** The product of two square matrices in TF.js. */
export function tfjsGemm(backend: TfjsBackend, n: number, operands: () => Float32Array[]): Setup {
  return async () => {
    const tf = await loadTfjs(backend);
    const [p, q] = operands().map((values) => tf.tensor2d(values, [n, n]));
    const sum = tf.tidy(() => tf.sum(tf.matMul(p, q)).dataSync()[0]);
    const product = timed(() => tf.dispose(tf.matMul(p, q)), { results: [sum], dispose: () => tf.dispose([p, q]) });
    return onBackend(tf, backend, product);
  };
}
