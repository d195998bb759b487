import type * as TensorFlowLayers from '@tensorflow/tfjs-layers';
import type { LayerSpec } from '../network/network';
import { adamOptions, type Problem } from '../network/problem';
import { type Setup, timed } from '../suite';
import { loadTfjs, onBackend } from './tfjs';

type Layers = typeof TensorFlowLayers;

/** One training step of TF.js on its plain JavaScript backend: the WebAssembly one has no gradients of convolutions. */
export function tfjsTrain(problem: () => Problem): Setup {
  return async () => {
    const tf = await loadTfjs('cpu');
    const tfl = await import('@tensorflow/tfjs-layers');
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
    const step = timed(async () => results.push(Number(await net.trainOnBatch(x, y))), {
      results,
      dispose: () => tf.dispose([x, y, ...net.getWeights()]),
    });
    return onBackend(tf, 'cpu', step);
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
