import type { Json, JsonConfig } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import type { ClassConfig } from './classConfig';

/** Classes of Keras 1 and 2 by what they are called now. */
const classes: Readonly<Record<string, string>> = {
  AtrousConvolution1D: 'Conv1D',
  AtrousConvolution2D: 'Conv2D',
  Convolution1D: 'Conv1D',
  Convolution2D: 'Conv2D',
  Convolution2DTranspose: 'Conv2DTranspose',
  Deconvolution2D: 'Conv2DTranspose',
  SeparableConvolution2D: 'SeparableConv2D',
  BatchNormalizationV1: 'BatchNormalization',
  BatchNormalizationV2: 'BatchNormalization',
};

/** What Keras 1's `Merge` did, by its mode. */
const merges: Readonly<Record<string, string>> = {
  sum: 'Add',
  mul: 'Multiply',
  ave: 'Average',
  max: 'Maximum',
  concat: 'Concatenate',
};

/** Options by what they are called now. */
const options: Readonly<Record<string, string>> = {
  W_constraint: 'kernel_constraint',
  W_regularizer: 'kernel_regularizer',
  atrous_rate: 'dilation_rate',
  b_constraint: 'bias_constraint',
  b_regularizer: 'bias_regularizer',
  beta_init: 'beta_initializer',
  bias: 'use_bias',
  border_mode: 'padding',
  dim_ordering: 'data_format',
  filter_length: 'kernel_size',
  gamma_init: 'gamma_initializer',
  init: 'kernel_initializer',
  nb_filter: 'filters',
  p: 'rate',
  pool_length: 'pool_size',
  sigma: 'stddev',
  stride: 'strides',
  subsample: 'strides',
  subsample_length: 'strides',
};

/** What says nothing that the rest of the file does not. */
const spent = [
  'batch_input_shape',
  'input_dtype',
  'input_length',
  'sparse',
  'ragged',
  'consume_less',
  'nb_row',
  'nb_col',
  'optional',
];

/** Values by what they are called now. */
const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  data_format: { tf: 'channels_last', th: 'channels_first', default: 'channels_last' },
  initializer: { uniform: 'random_uniform', normal: 'random_normal', zero: 'zeros', one: 'ones' },
};

/** A layer's configuration as Keras 3 writes it. What there is no such layer for stays as it is. */
export function upgradeLayer(given: ClassConfig): ClassConfig {
  const old = given.class_name;
  const isFirst =
    'nb_filter' in given.config ||
    'border_mode' in given.config ||
    'init' in given.config ||
    'dim_ordering' in given.config;
  const { config } = given;
  if (old === 'Merge') return mergeLayer(given);
  const upgraded: Record<string, Json> = {};
  for (const [key, value] of Object.entries(config)) {
    if (spent.includes(key) && !(key === 'sparse' && old === 'InputLayer')) continue;
    const name = nameNow(key, old, isFirst);
    if (name !== undefined) upgraded[name] = valueNow(name, value);
  }
  if (Array.isArray(config.batch_input_shape) && old === 'InputLayer') upgraded.batch_shape = config.batch_input_shape;
  if ('nb_row' in config) upgraded.kernel_size = [config.nb_row, config.nb_col];
  if (old === 'BatchNormalization' && config.mode !== undefined) {
    if (config.mode !== 0)
      throw new FormatError(
        `loadModel: layer '${config.name}' normalises in mode ${config.mode}; here there is only 0`,
      );
    delete upgraded.mode;
  }
  if (old === 'LeakyReLU' && 'alpha' in upgraded) {
    upgraded.negative_slope = numberOf(upgraded.alpha);
    delete upgraded.alpha;
  }
  const name = Object.hasOwn(classes, old) ? classes[old] : old;
  return { ...given, class_name: name, config: upgraded };
}

function nameNow(key: string, className: string, isFirst: boolean): string | undefined {
  const isLookup = className === 'Embedding';
  // These stand beside the number of inputs that the layer finds out for itself, or beside nothing.
  if (key === 'input_dim' && !isLookup) return undefined;
  if (key === 'dropout' && isLookup) return undefined;
  if (isLookup && key === 'init') return 'embeddings_initializer';
  if (isLookup && /^W_/.test(key)) return key.replace('W_', 'embeddings_');
  if (key === 'output_dim' && className === 'Dense') return 'units';
  if (key === 'output_shape' && /^Deconvolution/.test(className)) return undefined;
  if (key === 'size' || !Object.hasOwn(options, key)) return key;
  return isFirst || /^(p|sigma|bias|pool_length|stride|b_|W_)/.test(key) ? options[key] : key;
}

function valueNow(key: string, value: Json): Json {
  const table = key === 'data_format' ? values.data_format : /_initializer$/.test(key) ? values.initializer : undefined;
  if (typeof value === 'string' && table && Object.hasOwn(table, value)) return table[value];
  if (/_regularizer$/.test(key) && isObject(value) && !('class_name' in value)) {
    return { class_name: 'L1L2', config: { l1: numberOf(value.l1), l2: numberOf(value.l2) } };
  }
  return value;
}

/** Keras 1 joined what came out of several layers with one class. */
function mergeLayer(given: ClassConfig): ClassConfig {
  const { mode, name, concat_axis: axis, trainable } = given.config;
  const to = typeof mode === 'string' && Object.hasOwn(merges, mode) ? merges[mode] : undefined;
  if (!to) return given;
  const extra: JsonConfig = to === 'Concatenate' && typeof axis === 'number' ? { axis } : {};
  return { ...given, class_name: to, config: { name, trainable: trainable ?? true, ...extra } };
}

/** A number, or what Python's NumPy made of it. */
function numberOf(value: Json | undefined): number {
  if (isObject(value) && 'value' in value) return numberOf(value.value);
  return typeof value === 'number' ? value : 0;
}

function isObject(value: Json | undefined): value is JsonConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
