import type { Problem } from '../network/problem';
import { type Setup, timed } from '../suite';
import { loadTfjs, onBackend } from './tfjs';
import { buildTfjs } from './tfjsLayers';

/** One training step of TF.js on its plain JavaScript backend: the WebAssembly one has no gradients of convolutions. */
export function tfjsTrain(problem: () => Problem): Setup {
  return async () => {
    const tf = await loadTfjs('cpu');
    const tfl = await import('@tensorflow/tfjs-layers');
    const given = problem();
    const { network, batch, images, labels } = given;
    const net = buildTfjs(tf, tfl, given);
    const x = tf.tensor(images, [batch, ...network.inputShape]);
    const y = tf.tensor1d(Float32Array.from(labels));
    const results: number[] = [];
    const step = timed(async () => results.push(Number(await net.trainOnBatch(x, y))), {
      results,
      dispose: () => tf.dispose([x, y, ...net.getWeights()]),
    });
    return onBackend(tf, 'cpu', step);
  };
}
