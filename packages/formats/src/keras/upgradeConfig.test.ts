import { compileOptions, deserialize, type JsonConfig, type Model } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu } from '../testing';
import { parseConfig } from './parseConfig';
import { upgradeConfig } from './upgradeConfig';
import { upgradeTraining } from './upgradeTraining';

useCpu();

const layer = (class_name: string, config: JsonConfig, inbound?: JsonConfig[string]) => ({
  class_name,
  config: { name: class_name.toLowerCase(), ...config },
  ...(inbound !== undefined && { name: config.name ?? class_name.toLowerCase(), inbound_nodes: inbound }),
});

describe('options of Keras 1 and 2', () => {
  it.each([
    [
      'Convolution2D',
      {
        nb_filter: 2,
        nb_row: 3,
        nb_col: 1,
        border_mode: 'same',
        subsample: [2, 2],
        bias: false,
        dim_ordering: 'tf',
        init: 'uniform',
      },
      {
        filters: 2,
        kernel_size: [3, 1],
        padding: 'same',
        strides: [2, 2],
        use_bias: false,
        data_format: 'channels_last',
        kernel_initializer: 'random_uniform',
      },
    ],
    [
      'Dense',
      { output_dim: 4, init: 'one', input_dim: 7, W_regularizer: { name: 'L1L2Regularizer', l1: 0, l2: 0.5 } },
      { units: 4, kernel_initializer: 'ones', kernel_regularizer: { class_name: 'L1L2', config: { l1: 0, l2: 0.5 } } },
    ],
    ['Dropout', { p: 0.5 }, { rate: 0.5 }],
    [
      'MaxPooling1D',
      { pool_length: 2, stride: 2, border_mode: 'valid' },
      { pool_size: 2, strides: 2, padding: 'valid' },
    ],
    ['LeakyReLU', { alpha: 0.30000001192092896 }, { negative_slope: 0.30000001192092896 }],
    ['LeakyReLU', { alpha: { type: 'ndarray', value: 0.25 } }, { negative_slope: 0.25 }],
    [
      'Embedding',
      { input_dim: 5, output_dim: 2, init: 'uniform', input_length: 3, dropout: 0 },
      { input_dim: 5, output_dim: 2, embeddings_initializer: 'random_uniform' },
    ],
    [
      'InputLayer',
      { batch_input_shape: [null, 3], dtype: 'float32', sparse: false },
      { batch_shape: [null, 3], dtype: 'float32', sparse: false },
    ],
  ] as const)('%s %j', (name, old, now) => {
    const { class_name, config } = upgradeConfig(layer(name, old as unknown as JsonConfig));
    expect(class_name).toBe(name.replace('Convolution2D', 'Conv2D'));
    expect(config).toEqual({ name: name.toLowerCase(), ...now });
  });

  it('a mode of batch normalisation that there is not is named', () => {
    expect(() => upgradeConfig(layer('BatchNormalization', { mode: 1 }))).toThrow(
      /'batchnormalization' normalises in mode 1/,
    );
  });
});

it('the calls of a graph, and of a model within it, which counted from 1', () => {
  const inner = {
    name: 'inner',
    layers: [
      layer('InputLayer', { batch_input_shape: [null, 3], name: 'a' }, []),
      layer('Dense', { units: 3, name: 'b' }, [[['a', 0, 0, {}]]]),
    ],
    input_layers: [['a', 0, 0]],
    output_layers: [['b', 0, 0]],
  };
  const outer = {
    name: 'outer',
    layers: [
      layer('InputLayer', { batch_input_shape: [null, 3], name: 'x' }, []),
      { class_name: 'Model', config: inner, name: 'inner', inbound_nodes: [[['x', 0, 0, {}]], [['inner', 1, 0, {}]]] },
      layer('Add', { name: 'sum' }, [
        [
          ['inner', 1, 0, {}],
          ['inner', 2, 0, { training: false }],
        ],
      ]),
    ],
    input_layers: [['x', 0, 0]],
    output_layers: [
      ['sum', 0, 0],
      ['inner', 2, 0],
    ],
  };
  const net = deserialize(upgradeConfig({ class_name: 'Model', config: outer as unknown as JsonConfig })) as Model;
  expect(net.nodes.map(({ layer: { name } }) => name)).toEqual(['inner', 'inner', 'sum']);
  expect(net.outputs.map(({ node }) => node?.layer.name)).toEqual(['sum', 'inner']);
  expect(net.nodes[2].inputs[1]).toBe(net.outputs[1]);
});

describe('what a model was compiled with', () => {
  it('rates, decays and wrappers', () => {
    const old = {
      optimizer_config: { class_name: 'SGD', config: { lr: 0.1, decay: 0.5, momentum: 0.9, nesterov: false } },
      loss: {
        class_name: 'CategoricalCrossentropy',
        config: { reduction: 'auto', name: 'c', from_logits: true, label_smoothing: 0 },
      },
      metrics: [
        [
          {
            class_name: 'MeanMetricWrapper',
            config: { name: 'accuracy', dtype: 'float32', fn: 'categorical_accuracy' },
          },
        ],
      ],
      weighted_metrics: null,
      loss_weights: null,
      sample_weight_mode: null,
    };
    const options = compileOptions(upgradeTraining(old));
    expect(options.metrics).toEqual([['categoricalAccuracy']]);
    const { config } = options.optimizer as unknown as {
      config: { learningRate: (step: number) => number; momentum: number };
    };
    expect([config.learningRate(0), config.learningRate(2), config.momentum]).toEqual([0.1, 0.05, 0.9]);
  });
});

describe('texts', () => {
  it('of Python have numbers that JSON has not', () => {
    expect(parseConfig('{"a": Infinity, "b": [-Infinity, NaN], "c": "NaN, Infinity"}', 'it')).toEqual({
      a: Number.POSITIVE_INFINITY,
      b: [Number.NEGATIVE_INFINITY, null],
      c: 'NaN, Infinity',
    });
  });

  it('with __proto__, or none, are refused', () => {
    expect(() => parseConfig('{"a": {"__proto__": {"polluted": 1}}}', 'it')).toThrow("it has the key '__proto__'");
    for (const text of ['', '[]', '1', '{"a"', '['.repeat(1e6)])
      expect(() => parseConfig(text, 'it')).toThrow(FormatError);
  });
});
