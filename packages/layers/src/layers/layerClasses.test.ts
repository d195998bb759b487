import { seed } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { activationNames } from '../activations/activations';
import { deserialize } from '../models/deserialize';
import { serialize } from '../models/serialize';
import { useCpu } from '../testing';
import { Lambda } from './Lambda';
import { layerClasses } from './layerClasses';

useCpu();

/** Options for the layers that cannot do without, and what shows more than a default. */
const options: Readonly<Record<string, object>> = {
  Activation: { activation: 'hardSigmoid' },
  AdaptiveAveragePooling1D: { outputSize: 3 },
  AdaptiveAveragePooling2D: { outputSize: [3, 2] },
  AdaptiveMaxPooling1D: { outputSize: 3 },
  AdaptiveMaxPooling2D: { outputSize: 3 },
  AlphaDropout: { rate: 0.3, seed: 4 },
  BatchNormalization: { momentum: 0.9, scale: false },
  Conv1D: { filters: 3, kernelSize: 3, padding: 'causal', kernelRegularizer: 'l2', activityRegularizer: 'l1' },
  Conv1DTranspose: { filters: 3, kernelSize: 3, strides: 2 },
  Conv2D: {
    filters: 4,
    kernelSize: [3, 1],
    padding: 'same',
    kernelInitializer: 'heNormal',
    kernelConstraint: 'maxNorm',
  },
  Conv2DTranspose: { filters: 4, kernelSize: 3, strides: 2, activation: 'softplus' },
  Cropping1D: { cropping: [1, 2] },
  Cropping2D: {
    cropping: [
      [1, 0],
      [0, 1],
    ],
  },
  Dense: { units: 3, useBias: false, activation: 'logSoftmax' },
  DepthAveragePooling: { poolSize: 2 },
  DepthMaxPooling: { poolSize: 2 },
  DepthwiseConv2D: { kernelSize: 3, depthMultiplier: 2 },
  Dot: { axes: 1, normalize: true },
  Dropout: { rate: 0.25, seed: 7 },
  Embedding: { inputDim: 10, outputDim: 4 },
  GaussianDropout: { rate: 0.3 },
  GaussianNoise: { stddev: 0.3 },
  InputLayer: { shape: [4, null], dtype: 'int32', name: 'tokens' },
  MaxPooling2D: { poolSize: 3, strides: [2, 1], padding: 'same' },
  Permute: { dims: [2, 1] },
  RepeatVector: { n: 3 },
  Rescaling: { scale: [1, 2], offset: -1 },
  Reshape: { targetShape: [-1, 2] },
  SeparableConv2D: { filters: 4, kernelSize: 3 },
  SpatialDropout1D: { rate: 0.3 },
  SpatialDropout2D: { rate: 0.3 },
  UpSampling2D: { size: [2, 3], interpolation: 'bilinear' },
};

describe('every layer', () => {
  it.each(Object.entries(layerClasses).filter(([, made]) => made !== (Lambda as unknown)))(
    '%s comes back from its config and JSON',
    (name, made) => {
      seed(1);
      const layer = new (made as unknown as new (options: object) => InstanceType<typeof made>)({
        name: 'it',
        ...options[name],
      });
      const json = JSON.stringify(serialize(layer));
      const again = deserialize(JSON.parse(json));
      expect(again.constructor).toBe(layer.constructor);
      expect(again.name).toBe(layer.name);
      expect(JSON.stringify(serialize(again))).toBe(json);
    },
  );

  it('finds its class by the name it says', () => {
    for (const [name, made] of Object.entries(layerClasses))
      expect((made as { className?: string }).className).toBe(name);
  });

  it('with an activation of any name comes back', () => {
    for (const activation of activationNames) {
      const json = serialize(new layerClasses.Dense({ units: 1, activation }));
      expect((deserialize(json) as InstanceType<typeof layerClasses.Dense>).config.activation).toBe(activation);
    }
  });
});
