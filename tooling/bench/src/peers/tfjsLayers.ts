import type * as TensorFlowLayers from '@tensorflow/tfjs-layers';
import type { LayerSpec } from '../network/network';
import { adamOptions, type Problem } from '../network/problem';
import type { Core } from './tfjs';

type Layers = typeof TensorFlowLayers;

/** The network of a problem in TF.js, with its weights, compiled as a user would. */
export function buildTfjs(tf: Core, tfl: Layers, { network, weights }: Problem): TensorFlowLayers.Sequential {
  const net = tfl.sequential();
  network.layers.forEach((layer, i) => {
    net.add(layerOf(tfl, layer, i === 0 ? [...network.inputShape] : undefined));
  });
  const first = weights.map(({ shape, values }) => tf.tensor(values, [...shape]));
  net.setWeights(first);
  tf.dispose(first);
  const { learningRate, beta1, beta2, epsilon } = adamOptions;
  net.compile({
    optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
    loss: 'sparseCategoricalCrossentropy',
  });
  return net;
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
