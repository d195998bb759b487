import { describe, expect, it } from 'vitest';
import type { JsonConfig } from '../config/encode';
import { Layer } from '../Layer';
import { layerClasses } from '../layers/layerClasses';
import { useCpu } from '../testing';
import { deserialize } from './deserialize';

useCpu();

const made = (kind: string, class_name: string, config: JsonConfig = {}) => ({
  module: `keras.${kind}`,
  class_name,
  config,
  registered_name: null,
});
const zeros = made('initializers', 'Zeros');
const ones = made('initializers', 'Ones');
const glorot = made('initializers', 'GlorotUniform', { seed: null });
const dtype = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
  shared_object_id: 1,
};

// Pieces that Keras 3 writes for several classes.
const base = { trainable: true, dtype };
const channels = { data_format: 'channels_last' };
const bias = { use_bias: true, bias_initializer: zeros, bias_regularizer: null, bias_constraint: null };
const kernel = { kernel_initializer: glorot, kernel_regularizer: null, kernel_constraint: null };
const depthwise = { depthwise_initializer: glorot, depthwise_regularizer: null, depthwise_constraint: null };
const pointwise = { pointwise_initializer: glorot, pointwise_regularizer: null, pointwise_constraint: null };
const window = (n: number) => ({
  kernel_size: Array(n).fill(3),
  strides: Array(n).fill(1),
  dilation_rate: Array(n).fill(1),
  padding: 'valid',
  activation: 'relu',
  ...channels,
});
const pool = (n: number) => ({ pool_size: Array(n).fill(2), strides: Array(n).fill(2), padding: 'valid', ...channels });
const affine = {
  center: true,
  scale: true,
  epsilon: 0.001,
  beta_initializer: zeros,
  gamma_initializer: ones,
  beta_regularizer: null,
  gamma_regularizer: null,
  beta_constraint: null,
  gamma_constraint: null,
};

const range = { value_range: [0, 255] };
const sampled = { interpolation: 'bilinear', fill_mode: 'reflect', fill_value: 0, ...channels };

/** What Keras 3 writes as the config of each class, without the name. */
const configs: Readonly<Record<string, JsonConfig>> = {
  CenterCrop: { ...base, height: 4, width: 5, ...channels },
  CutMix: { ...base, factor: 1, seed: 3 },
  MixUp: { ...base, alpha: 0.2, seed: 3 },
  Normalization: { ...base, axis: [-1], invert: false, mean: [0.5, 1], variance: [1, 2] },
  RandAugment: { ...base, ...range, num_ops: 2, factor: 0.5, interpolation: 'bilinear', seed: 3, ...channels },
  RandomBrightness: { ...base, factor: [-0.2, 0.2], ...range, seed: 3 },
  RandomContrast: { ...base, factor: 0.2, ...range, seed: 3 },
  RandomCrop: { ...base, height: 4, width: 5, seed: 3, ...channels },
  RandomElasticTransform: { ...base, factor: 1, scale: 1, ...sampled, ...range, seed: 3 },
  RandomErasing: { ...base, factor: 1, scale: [0.02, 0.33], fill_value: null, ...range, seed: 3 },
  RandomFlip: { ...base, mode: 'horizontal_and_vertical', seed: 3, ...channels },
  RandomGrayscale: { ...base, factor: 0.5, seed: 3, ...channels },
  RandomHue: { ...base, factor: 0.2, ...range, seed: 3 },
  RandomRotation: { ...base, factor: [-0.1, 0.1], ...sampled, seed: 3 },
  RandomSaturation: { ...base, factor: 0.2, ...range, seed: 3 },
  RandomShear: { ...base, x_factor: 0.2, y_factor: 0.1, ...sampled, seed: 3 },
  RandomTranslation: { ...base, height_factor: 0.2, width_factor: [-0.1, 0.1], ...sampled, seed: 3 },
  RandomZoom: { ...base, height_factor: 0.2, width_factor: null, ...sampled, seed: 3 },
  Resizing: { ...base, height: 4, width: 5, interpolation: 'bilinear', crop_to_aspect_ratio: false, ...channels },
  Activation: { ...base, activation: 'log_softmax' },
  AdaptiveAveragePooling1D: { ...base, output_size: [3], ...channels },
  AdaptiveAveragePooling2D: { ...base, output_size: [3, 3], ...channels },
  AdaptiveMaxPooling1D: { ...base, output_size: [3], ...channels },
  AdaptiveMaxPooling2D: { ...base, output_size: [3, 3], ...channels },
  Add: base,
  AlphaDropout: { ...base, rate: 0.2, seed: null, noise_shape: null },
  Average: base,
  AveragePooling1D: { ...base, ...pool(1) },
  AveragePooling2D: { ...base, ...pool(2) },
  BatchNormalization: {
    ...base,
    axis: -1,
    momentum: 0.99,
    ...affine,
    moving_mean_initializer: zeros,
    moving_variance_initializer: ones,
    synchronized: false,
  },
  Concatenate: { ...base, axis: -1 },
  Conv1D: { ...base, filters: 4, ...window(1), groups: 1, ...bias, ...kernel, activity_regularizer: null },
  Conv1DTranspose: { ...base, filters: 4, ...window(1), ...bias, ...kernel, activity_regularizer: null },
  Conv2D: { ...base, filters: 4, ...window(2), groups: 1, ...bias, ...kernel, activity_regularizer: null },
  Conv2DTranspose: { ...base, filters: 4, ...window(2), ...bias, ...kernel, activity_regularizer: null },
  Cropping1D: { ...base, cropping: [1, 1] },
  Cropping2D: {
    ...base,
    cropping: [
      [1, 1],
      [0, 2],
    ],
    ...channels,
  },
  Dense: { ...base, units: 3, activation: 'leaky_relu', ...bias, ...kernel, quantization_config: null },
  DepthwiseConv2D: { ...base, ...window(2), depth_multiplier: 1, ...bias, ...depthwise, activity_regularizer: null },
  Dot: { ...base, axes: [1, 1], normalize: false },
  Dropout: { ...base, rate: 0.5, seed: null, noise_shape: null },
  ELU: { ...base, alpha: 1 },
  Embedding: {
    ...base,
    input_dim: 10,
    output_dim: 4,
    embeddings_initializer: made('initializers', 'RandomUniform', { seed: null, minval: -0.05, maxval: 0.05 }),
    embeddings_regularizer: null,
    activity_regularizer: null,
    embeddings_constraint: null,
    mask_zero: false,
    lora_rank: null,
  },
  Flatten: { ...base, ...channels },
  GaussianDropout: { ...base, rate: 0.1, seed: 3 },
  GaussianNoise: { ...base, stddev: 0.1, seed: null },
  GlobalAveragePooling1D: { ...base, ...channels, keepdims: false },
  GlobalAveragePooling2D: { ...base, ...channels, keepdims: false },
  GlobalMaxPooling1D: { ...base, ...channels, keepdims: true },
  GlobalMaxPooling2D: { ...base, ...channels, keepdims: false },
  GroupNormalization: { ...base, groups: 2, axis: -1, ...affine },
  Identity: base,
  InputLayer: { batch_shape: [null, 4], dtype: 'int32', sparse: false, ragged: false, optional: false },
  LayerNormalization: { ...base, axis: [-1], ...affine, rms_scaling: false },
  LeakyReLU: { ...base, negative_slope: 0.2 },
  MaxPooling1D: { ...base, ...pool(1) },
  MaxPooling2D: { ...base, ...pool(2) },
  Maximum: base,
  Minimum: base,
  Multiply: base,
  PReLU: { ...base, alpha_initializer: zeros, alpha_regularizer: null, alpha_constraint: null, shared_axes: [1] },
  Permute: { ...base, dims: [1] },
  ReLU: { ...base, max_value: 6, negative_slope: 0, threshold: 0 },
  RepeatVector: { ...base, n: 3 },
  Rescaling: { ...base, scale: 0.5, offset: 0 },
  Reshape: { ...base, target_shape: [2] },
  SeparableConv2D: {
    ...base,
    filters: 4,
    ...window(2),
    depth_multiplier: 1,
    ...bias,
    ...depthwise,
    ...pointwise,
    activity_regularizer: null,
  },
  Softmax: { ...base, axis: -1 },
  SpatialDropout1D: { rate: 0.2, seed: null, dtype: 'float32' },
  SpatialDropout2D: { rate: 0.2, seed: null, dtype: 'float32', ...channels },
  Subtract: base,
  UnitNormalization: { ...base, axis: [-1] },
  UpSampling1D: { ...base, size: 2 },
  UpSampling2D: { ...base, size: [2, 2], ...channels, interpolation: 'nearest' },
  ZeroPadding1D: { ...base, padding: [1, 1], ...channels },
  ZeroPadding2D: {
    ...base,
    padding: [
      [1, 1],
      [0, 2],
    ],
    ...channels,
  },
};

/** What Keras does not have. */
const ours = ['DepthAveragePooling', 'DepthMaxPooling', 'Lambda', 'LocalResponseNormalization', 'RandomResizedCrop'];
/** What has no counterpart here. */
const left =
  /^(data_format|synchronized|rms_scaling|ragged|optional|lora_rank|quantization_config|activity_regularizer)$/;

const read = (class_name: string, config: JsonConfig) =>
  deserialize(JSON.parse(JSON.stringify(made('layers', class_name, { name: 'it', ...config }))));

describe('a layer of Keras 3', () => {
  it('is here whichever class it is of', () => {
    const known = Object.keys(layerClasses).filter((name) => !ours.includes(name));
    expect(Object.keys(configs).toSorted()).toEqual(known.toSorted());
  });

  it.each(Object.entries(configs))('%s is read, and written with the same options', (className, config) => {
    const layer = read(className, config);
    expect(layer.name).toBe('it');
    const written = layer.getConfig();
    const { dtype: _, ...options } = config;
    for (const [key, value] of Object.entries(options)) {
      if (left.test(key)) continue;
      const one = /^(kernel_size|strides|dilation_rate|pool_size|output_size|axis)$/.test(key) && Array.isArray(value);
      expect([key, written[key]]).toEqual([key, one && value.length === 1 ? value[0] : value]);
    }
    expect(deserialize(made('layers', className, written)).getConfig()).toEqual(written);
  });
});

describe('what Keras 3 can say and there is not here', () => {
  const refused: [string, JsonConfig, string][] = [
    [
      'BatchNormalization',
      { synchronized: true },
      'BatchNormalization has synchronized true; here there is only false',
    ],
    ['LayerNormalization', { rms_scaling: true }, 'LayerNormalization has rms_scaling true; here there is only false'],
    ['Dense', { units: 1, lora_rank: 4 }, 'Dense has lora_rank 4, which there is not here'],
    ['Conv2D', { data_format: 'channels_first' }, 'Conv2D has data_format "channels_first"; here there is only'],
    ['Conv2DTranspose', { groups: 2 }, 'Conv2DTranspose has groups 2; here there is only 1'],
    ['InputLayer', { batch_shape: [null, 2], sparse: true }, 'InputLayer has sparse true; here there is only false'],
    [
      'Flatten',
      { dtype: 'mixed_float16' },
      "Flatten has the dtype policy 'mixed_float16'; here layers compute in float32",
    ],
    [
      'Flatten',
      { dtype: made('', 'DTypePolicy', { name: 'mixed_bfloat16' }) },
      "Flatten has the dtype policy 'mixed_bfloat16'",
    ],
    ['Dense', { units: 1, activation: made('layers', 'ELU') }, 'the activation of Dense is the layer ELU'],
    [
      'Dense',
      { units: 1, activation: { class_name: 'function', config: 'mine' } },
      "the activation of Dense is the function 'mine'",
    ],
    ['Embedding', { input_dim: 2, output_dim: 1, mask_zero: true }, 'embedding: maskZero is not supported'],
    ['Lambda', { function: { class_name: '__lambda__', config: { code: '4wE=' } } }, 'fromConfig: a Lambda holds code'],
    ['Dense', { units: 1, colour: 'red' }, "dense: option 'colour' is not known"],
  ];
  it.each(refused)('%s %j is refused by name', (className, config, message) => {
    expect(() => read(className, config)).toThrow(message);
  });

  it('may be an option of a class of one’s own', () => {
    class Mine extends Layer {
      override call = (x: never) => x;
    }
    const json = made('layers', 'Mine', { groups: 4, synchronized: true, dtype: 'float32' });
    expect(deserialize(json, { Mine }).config).toEqual({ groups: 4, synchronized: true });
  });

  it('is a seed where a generator begins', () => {
    const seed = made('random', 'SeedGenerator', { seed: 7 });
    expect(read('Dropout', { rate: 0.5, seed }).config).toMatchObject({ seed: 7 });
  });
});
