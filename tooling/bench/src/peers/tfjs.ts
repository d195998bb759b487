import type * as TensorFlow from '@tensorflow/tfjs-core';
import type * as TensorFlowLayers from '@tensorflow/tfjs-layers';
import type { LayerSpec } from '../network/network';
import { adamOptions, type Problem } from '../network/problem';
import { type Setup, timed } from '../suite';

type Core = typeof TensorFlow;
type Layers = typeof TensorFlowLayers;

let loaded: Promise<{ tf: Core; tfl: Layers }> | undefined;

/** TensorFlow.js on its plain JavaScript backend, loaded when first asked for. */
function load(): Promise<{ tf: Core; tfl: Layers }> {
  loaded ??= (async () => {
    const tf = await import('@tensorflow/tfjs-core');
    // It would advertise its native backend.
    tf.env().set('IS_TEST', true);
    await import('@tensorflow/tfjs-backend-cpu');
    const tfl = await import('@tensorflow/tfjs-layers');
    await tf.setBackend('cpu');
    return { tf, tfl };
  })();
  return loaded;
}

/** One training step of TF.js. */
export function tfjsTrain(problem: () => Problem): Setup {
  return async () => {
    const { tf, tfl } = await load();
    const { network, batch, images, labels, weights } = problem();
    const net = tfl.sequential();
    network.layers.forEach((layer, i) => {
      net.add(layerOf(tfl, layer, i === 0 ? [...network.inputShape] : undefined));
    });
    net.setWeights(weights.map(({ shape, values }) => tf.tensor(values, [...shape])));
    const { learningRate, beta1, beta2, epsilon } = adamOptions;
    net.compile({
      optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
      loss: 'sparseCategoricalCrossentropy',
    });
    const x = tf.tensor(images, [batch, ...network.inputShape]);
    const y = tf.tensor1d(Float32Array.from(labels));
    const results: number[] = [];
    return timed(async () => results.push(Number(await net.trainOnBatch(x, y))), {
      results,
      dispose: () => tf.dispose([x, y, ...net.getWeights()]),
    });
  };
}

function layerOf({ layers }: Layers, spec: LayerSpec, inputShape: number[] | undefined): TensorFlowLayers.layers.Layer {
  switch (spec.kind) {
    case 'conv2d':
      return layers.conv2d({ ...spec, activation: 'relu', inputShape });
    case 'maxPooling2d':
      return layers.maxPooling2d({ ...spec, inputShape });
    case 'flatten':
      return layers.flatten({ inputShape });
    case 'dense':
      return layers.dense({ ...spec, inputShape });
  }
}

/** The product of two square matrices in TF.js. */
export function tfjsGemm(n: number, operands: () => Float32Array[]): Setup {
  return async () => {
    const { tf } = await load();
    const [p, q] = operands().map((values) => tf.tensor2d(values, [n, n]));
    const sum = tf.tidy(() => tf.sum(tf.matMul(p, q)).dataSync()[0]);
    return timed(() => tf.dispose(tf.matMul(p, q)), { results: [sum], dispose: () => tf.dispose([p, q]) });
  };
}
