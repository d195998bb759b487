import { adam, conv2d, dense, flatten, type Layer, maxPooling2d, type Sequential, sequential } from '@striate/layers';
import { tensor } from '@striate/tensor';
import type { LayerSpec } from './network';
import { adamOptions, type Problem } from './problem';

/** The network of a problem in Striate, with its weights, compiled as a user would. */
export function compileNetwork({ network, weights }: Problem): Sequential {
  const net = sequential(network.layers.map((spec, i) => layerOf(spec, i === 0 ? network.inputShape : undefined)));
  net.compile({ optimizer: adam(adamOptions), loss: 'sparseCategoricalCrossentropy' });
  net.setWeights(weights.map(({ shape, values }) => tensor(values, shape)));
  return net;
}

function layerOf(spec: LayerSpec, inputShape: readonly number[] | undefined): Layer {
  switch (spec.kind) {
    case 'conv2d': {
      const { filters, kernelSize, padding } = spec;
      return conv2d({ filters, kernelSize, padding, activation: 'relu', inputShape });
    }
    case 'maxPooling2d':
      return maxPooling2d({ poolSize: spec.poolSize, inputShape });
    case 'flatten':
      return flatten({ inputShape });
    case 'dense':
      return dense({ units: spec.units, activation: spec.activation, inputShape });
  }
}
