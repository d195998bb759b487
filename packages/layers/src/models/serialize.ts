import { StriateError } from '@striate/tensor';
import type { Json, JsonConfig, Serialized } from '../config/encode';
import type { Layer } from '../Layer';
import { InputLayer } from '../layers/Input';
import { classNameOf } from '../naming';
import type { GraphNode, SymbolicTensor } from '../SymbolicTensor';
import type { Functional } from './Functional';
import type { Sequential } from './Sequential';

/**
 * A layer or a model in the notation of Keras 3, which JSON can hold; `deserialize` makes it again. Without weights.
 *
 * @throws {StriateError} if something in it is a function and not a class: a `lambda`, an activation of one's own.
 *
 * @example
 * serialize(dense({ units: 10 })); // { module: 'keras.layers', class_name: 'Dense', config: { units: 10, … }, … }
 */
export function serialize(layer: Layer): Serialized {
  const class_name = classNameOf(layer);
  const config = layer.getConfig();
  const own = !Object.hasOwn(layer.constructor, 'className');
  // Keras keeps the class of graphs to itself: it is found where it lies. What it has not, it asks its registry for.
  const graph = class_name === 'Functional' && !own;
  const extra = 'ceil_mode' in config || 'isExtra' in layer.constructor;
  const module = own
    ? 'custom'
    : extra
      ? 'striate'
      : graph
        ? 'keras.src.models.functional'
        : 'nodes' in layer
          ? 'keras'
          : 'keras.layers';
  const registered_name = own ? `Custom>${class_name}` : extra ? `Striate>${class_name}` : graph ? class_name : null;
  return { module, class_name, config, registered_name };
}

/** `getConfig` of a sequential model. */
export function sequentialConfig(model: Sequential): JsonConfig {
  const [input] = model.inputs;
  const layers = [...(input?.node ? [input.node.layer] : []), ...model.layers];
  return {
    name: model.name,
    trainable: model.trainable,
    dtype: 'float32',
    layers: layers.map(serialize),
    ...(input && { build_input_shape: input.shape }),
  };
}

/** `getConfig` of a functional model: its layers, each with the calls whose results it was called on. */
export function functionalConfig(model: Functional): JsonConfig {
  const { inputs, outputs, nodes } = model;
  for (const input of inputs) {
    if (!(input.node?.layer instanceof InputLayer)) {
      throw new StriateError(
        `getConfig: model '${model.name}' begins at the output of '${input.node?.layer.name}'; a configuration begins at input()`,
      );
    }
  }
  const callsOf = (layer: Layer) => nodes.filter((node) => node.layer === layer);
  const place = (tensor: SymbolicTensor): [string, number, number] => {
    const { node } = tensor;
    if (!node) throw new StriateError(`getConfig: ${tensor} in model '${model.name}' comes from no layer`);
    return [node.layer.name, Math.max(0, callsOf(node.layer).indexOf(node)), node.outputs.indexOf(tensor)];
  };
  // At its ends, and only there, a graph within the model has a first call of its own, which is counted.
  const end = (tensor: SymbolicTensor): [string, number, number] => {
    const [name, call, output] = place(tensor);
    const isGraph = tensor.node && classNameOf(tensor.node.layer) === 'Functional';
    return [name, call + (isGraph ? 1 : 0), output];
  };
  const reference = (tensor: SymbolicTensor) => ({
    class_name: '__keras_tensor__',
    config: { shape: tensor.shape, dtype: tensor.dtype, keras_history: place(tensor) },
  });
  const call = ({ inputs: given, many, training }: GraphNode): Json => ({
    args: many ? [given.map(reference)] : given.map(reference),
    kwargs: training === undefined ? {} : { training },
  });
  return {
    name: model.name,
    trainable: model.trainable,
    layers: model.layers.map((layer) => ({
      ...serialize(layer),
      name: layer.name,
      inbound_nodes: callsOf(layer).map(call),
    })),
    input_layers: inputs.map(end),
    output_layers: model.manyOutputs ? outputs.map(end) : end(outputs[0]),
  };
}
