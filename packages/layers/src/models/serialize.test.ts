import { ones, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { activation } from '../layers/Activation';
import { conv2d } from '../layers/Conv2D';
import { Dense, dense } from '../layers/Dense';
import { dropout } from '../layers/Dropout';
import { flatten } from '../layers/Flatten';
import { input } from '../layers/Input';
import { lambda } from '../layers/Lambda';
import { add, concatenate } from '../layers/Merge';
import { maxPooling2d } from '../layers/Pooling2D';
import { useCpu, values } from '../testing';
import { cloneModel, deserialize, modelFromJson } from './deserialize';
import { model } from './Functional';
import type { Model } from './Model';
import { sequential } from './Sequential';
import { serialize } from './serialize';

useCpu();

/** What the copy computes with the weights of the original, and what the original does. */
async function both(net: Model, inputs: Tensor | readonly Tensor[], customObjects?: Parameters<typeof cloneModel>[1]) {
  const copy = cloneModel(net, customObjects);
  expect(copy.toJson()).toBe(net.toJson());
  expect([...copy.namedWeights().keys()]).toEqual([...net.namedWeights().keys()]);
  copy.setWeights(await net.getWeights());
  const first = (result: unknown) => (Array.isArray(result) ? result[0] : result) as Tensor;
  return [await values(first(copy.run(inputs))), await values(first(net.run(inputs)))];
}

describe('a model and its config', () => {
  it('a chain', async () => {
    const net = sequential([
      conv2d({
        filters: 4,
        kernelSize: 3,
        activation: 'leakyRelu',
        padding: 'same',
        inputShape: [8, 8, 1],
        name: 'first',
      }),
      maxPooling2d(),
      flatten(),
      dropout({ rate: 0.5 }),
      dense({ units: 3, activation: 'softmax', kernelInitializer: 'heNormal' }),
    ]);
    const [again, before] = await both(net, ones([2, 8, 8, 1]));
    expect(again).toEqual(before);
  });

  it('branches, a shared layer, a model within, several inputs and outputs', async () => {
    const [a, b] = [input({ shape: [4], name: 'a' }), input({ shape: [4], dtype: 'int32', name: 'b' })];
    const shared = dense({ units: 4, name: 'shared' });
    const inner = sequential([dense({ units: 4, activation: 'tanh', inputShape: [4] })], { name: 'inner' });
    const joined = concatenate()([shared(a), shared(inner(a))]);
    const sum = add()([joined, concatenate()([a, shared(b)])]);
    const net = model({ inputs: [a, b], outputs: [dense({ units: 2 })(sum), joined] });
    const [again, before] = await both(net, [tensor([[1, 2, 3, 4]]), tensor([[1, 2, 3, 4]], [1, 4], 'int32')]);
    expect(again).toEqual(before);
  });

  it('frozen layers stay frozen, an open size open', () => {
    const x = input({ shape: [null, null, 3] });
    const net = model({ inputs: x, outputs: conv2d({ filters: 2, kernelSize: 3, trainable: false })(x) });
    const copy = cloneModel(net);
    expect(copy.trainableWeights).toEqual([]);
    expect(copy.outputs[0].shape).toEqual([null, null, null, 2]);
  });

  it('classes of one’s own are handed in', async () => {
    interface ScaleOptions extends LayerOptions {
      startValue?: number;
    }
    class Scale extends Layer {
      static override readonly defaults = { startValue: 1 } satisfies LayerDefaults<ScaleOptions>;
      declare readonly config: LayerConfig<ScaleOptions, typeof Scale.defaults>;
      constructor(options: ScaleOptions) {
        super(options);
      }
      override call(x: Tensor): Tensor {
        return x.mul(this.config.startValue);
      }
    }
    const net = sequential([new Scale({ startValue: 3, inputShape: [2] })]);
    expect(serialize(net.layers[0])).toMatchObject({ registered_name: 'Custom>Scale', config: { start_value: 3 } });
    const [again] = await both(net, ones([1, 2]), { Scale });
    expect(again).toEqual([3, 3]);
    expect(() => cloneModel(net)).toThrow(
      "deserialize: layer 'Scale' is not known. Hand in classes of your own as customObjects: { Scale }",
    );
  });

  it('what only code can say is refused', () => {
    const net = sequential([activation((x) => x)]);
    expect(() => net.toJson()).toThrow("getConfig: option 'activation' of Activation is a function");
    expect(() => sequential([lambda((x) => x)]).toJson()).toThrow('getConfig: lambda');
  });
});

describe('a config as Keras 3 writes it', () => {
  it('of a layer', () => {
    const config = dense({ units: 10, activation: 'logSoftmax', name: 'scores' }).getConfig();
    expect(config).toMatchObject({
      name: 'scores',
      trainable: true,
      units: 10,
      activation: 'log_softmax',
      use_bias: true,
      kernel_initializer: { module: 'keras.initializers', class_name: 'GlorotUniform', config: { seed: null } },
      bias_initializer: { module: 'keras.initializers', class_name: 'Zeros', config: {} },
    });
    expect(Dense.fromConfig(config).getConfig()).toEqual(config);
  });

  it('is read: a chain', () => {
    const json = `{"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": true,
      "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null},
      "layers": [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 28, 28, 1], "dtype": "float32",
          "sparse": false, "ragged": false, "name": "input_layer"}, "registered_name": null},
        {"module": "keras.layers", "class_name": "Conv2D", "config": {"name": "conv2d", "trainable": true, "dtype": {"module":
          "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "filters": 6,
          "kernel_size": [5, 5], "strides": [1, 1], "padding": "same", "data_format": "channels_last", "dilation_rate": [1, 1],
          "groups": 1, "activation": "leaky_relu", "use_bias": true, "kernel_initializer": {"module": "keras.initializers",
          "class_name": "HeNormal", "config": {"seed": null}, "registered_name": null}, "bias_initializer": {"module":
          "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}, "kernel_regularizer": null,
          "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null, "bias_constraint": null},
          "registered_name": null, "build_config": {"input_shape": [null, 28, 28, 1]}},
        {"module": "keras.layers", "class_name": "Flatten", "config": {"name": "flatten", "trainable": true,
          "data_format": "channels_last"}, "registered_name": null}],
      "build_input_shape": [null, 28, 28, 1]}, "registered_name": null}`;
    const net = modelFromJson(json);
    expect(net.outputShape).toEqual([null, 28 * 28 * 6]);
    expect(net.layers.map(({ name }) => name)).toEqual(['conv2d', 'flatten']);
    expect(net.layers[0].config).toMatchObject({ activation: 'leakyRelu', kernelSize: [5, 5] });
  });

  it('is read: a graph', () => {
    const tensorOf = (layer: string) =>
      `{"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "dtype": "float32", "keras_history": ["${layer}", 0, 0]}}`;
    const json = `{"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "functional", "trainable": true,
      "layers": [
        {"module": "keras.layers", "class_name": "Add", "config": {"name": "add", "trainable": true}, "registered_name": null,
          "name": "add", "inbound_nodes": [{"args": [[${tensorOf('x')}, ${tensorOf('dense')}]], "kwargs": {}}]},
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 4], "dtype": "float32", "name": "x"},
          "registered_name": null, "name": "x", "inbound_nodes": []},
        {"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "units": 4}, "registered_name": null,
          "name": "dense", "inbound_nodes": [{"args": [${tensorOf('x')}], "kwargs": {"training": null}}]}],
      "input_layers": ["x", 0, 0], "output_layers": [["add", 0, 0]]}}`;
    const net = modelFromJson(json);
    expect(net.inputs.length).toBe(1);
    expect(net.countParams()).toBe(20);
    expect(() => modelFromJson(json.replaceAll('["x", 0, 0]', '["z", 0, 0]'))).toThrow('come from nowhere');
  });

  it('with something else in it is refused by name', () => {
    expect(() => deserialize({ class_name: 'Conv2d', config: {} })).toThrow(
      "layer 'Conv2d' is not known; there is 'Conv2D'",
    );
    expect(() => deserialize({ class_name: 'Dense', config: { units: 3, unitz: 4 } })).toThrow(
      "dense: option 'unitz' is not known; did you mean 'units'?",
    );
    expect(() => deserialize([])).toThrow('deserialize: expected an object with class_name and config, got []');
    expect(() => modelFromJson('{')).toThrow('modelFromJson: not a JSON text');
    expect(() =>
      deserialize({ class_name: 'Conv2D', config: { filters: 1, kernel_size: 1, data_format: 'channels_first' } }),
    ).toThrow('Conv2D has data_format "channels_first"; here there is only "channels_last"');
  });
});
