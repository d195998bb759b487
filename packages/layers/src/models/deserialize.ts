import { FormatError } from '@striate/tensor';
import { isSerialized } from '../config/decode';
import type { Json, JsonConfig, Serialized } from '../config/encode';
import { nearest } from '../config/names';
import type { Layer, LayerClass } from '../Layer';
import { layerClasses } from '../layers/layerClasses';
import { isSymbolic, type SymbolicTensor } from '../SymbolicTensor';
import { Functional } from './Functional';
import { Model } from './Model';
import { Sequential } from './Sequential';

/** Classes of one's own, by the names they have in a configuration: `{ Residual }`. */
export type CustomObjects = Readonly<Record<string, LayerClass>>;

/**
 * The layer or model that `serialize`, or Keras' `to_json`, described: the same layers with the same options and names, and
 * fresh weights.
 *
 * @throws {FormatError} for a layer that is not known: classes of your own are handed in as `customObjects`.
 *
 * @example
 * const twin = deserialize(serialize(net)) as Sequential;
 */
export function deserialize(json: unknown, customObjects: CustomObjects = {}): Layer {
  if (!isSerialized(json)) {
    throw new FormatError(`deserialize: expected an object with class_name and config, got ${JSON.stringify(json)}`);
  }
  const { class_name: name, config } = json;
  const models = ['Sequential', 'Functional', 'Model'].includes(name) && !Object.hasOwn(customObjects, name);
  if (models) return deserializeModel(name === 'Sequential' ? 'Sequential' : 'Functional', config, customObjects);
  const found = Object.hasOwn(customObjects, name) ? customObjects[name] : builtIn(name);
  if (!found) {
    const near = nearest(name, Object.keys(layerClasses));
    throw new FormatError(
      `deserialize: layer '${name}' is not known${near ? `; there is '${near}'` : ''}. Hand in classes of your own as customObjects: { ${name} }`,
    );
  }
  return found.fromConfig(config ?? {});
}

function builtIn(name: string): LayerClass | undefined {
  const classes: CustomObjects = layerClasses;
  return Object.hasOwn(classes, name) ? classes[name] : undefined;
}

function deserializeModel(kind: 'Sequential' | 'Functional', config: JsonConfig, custom: CustomObjects): Model {
  const model = kind === 'Sequential' ? sequentialOf(config, custom) : functionalOf(config, custom);
  // Layers have said for themselves whether they are trainable; a frozen model freezes those that joined it later.
  if (config.trainable === false) model.trainable = false;
  return model;
}

function sequentialOf(config: JsonConfig, custom: CustomObjects): Sequential {
  const layers = list(config.layers, 'layers').map((layer) => deserialize(layer, custom));
  return new Sequential(layers, { name: text(config.name, 'name') });
}

/** One call of a layer that waits for its arguments. */
interface Call {
  readonly layer: Layer;
  readonly index: number;
  readonly args: readonly Json[];
  readonly training: boolean | undefined;
}

function functionalOf(config: JsonConfig, custom: CustomObjects): Functional {
  const made = new Map<string, readonly SymbolicTensor[]>();
  // At the ends of the model their calls are counted from 1.
  const graphs = new Set<string>();
  const key = (layer: string, call: number) => `${layer}\n${call}`;
  let waiting: Call[] = [];
  for (const json of list(config.layers, 'layers')) {
    const layer = deserialize(json, custom);
    const entry = json as Serialized & { readonly name?: Json; readonly inbound_nodes?: Json };
    layer.rename(text(entry.name ?? entry.config.name, 'name'));
    if (layer instanceof Functional) graphs.add(layer.name);
    const calls = list(entry.inbound_nodes ?? [], 'inbound_nodes');
    if (calls.length === 0) made.set(key(layer.name, 0), [layer.output]);
    calls.forEach((call, index) => {
      const { args, kwargs } = call as { args?: Json; kwargs?: { training?: Json } };
      const training = typeof kwargs?.training === 'boolean' ? kwargs.training : undefined;
      waiting.push({ layer, index, args: list(args, 'args'), training });
    });
  }
  const find = (place: Json): SymbolicTensor | undefined => {
    const [layer, call, output] = list(place, 'keras_history');
    return made.get(key(String(layer), Number(call)))?.[Number(output)];
  };
  const resolve = (arg: Json): SymbolicTensor | SymbolicTensor[] | undefined => {
    if (Array.isArray(arg)) {
      const all = arg.map(resolve).filter(isSymbolic);
      return all.length === arg.length ? all : undefined;
    }
    const place = isSerialized(arg) && arg.class_name === '__keras_tensor__' ? arg.config.keras_history : undefined;
    if (place === undefined) throw new FormatError(`deserialize: an argument is no tensor: ${JSON.stringify(arg)}`);
    return find(place);
  };
  while (waiting.length > 0) {
    const left = waiting.filter((call) => {
      if (call.index > 0 && !made.has(key(call.layer.name, call.index - 1))) return true;
      const inputs = call.args.length === 1 ? resolve(call.args[0]) : resolve(call.args);
      if (inputs === undefined) return true;
      const result: SymbolicTensor | readonly SymbolicTensor[] = call.layer(inputs, { training: call.training });
      made.set(key(call.layer.name, call.index), isSymbolic(result) ? [result] : result);
      return false;
    });
    if (left.length === waiting.length) {
      throw new FormatError(
        `deserialize: the inputs of '${left[0].layer.name}' come from nowhere, or wait for each other in a circle`,
      );
    }
    waiting = left;
  }
  const ends = (places: Json | undefined, what: string): SymbolicTensor[] =>
    list(places, what).map((place) => {
      const [name, call, output] = list(place, what);
      const first = graphs.has(String(name)) && Number(call) > 0 ? 1 : 0;
      const tensor = find([name, Number(call) - first, output]);
      if (!tensor) throw new FormatError(`deserialize: ${what} names ${JSON.stringify(place)}, which is not there`);
      return tensor;
    });
  const isOne = (places: Json | undefined) => Array.isArray(places) && typeof places[0] === 'string';
  const wrap = (places: Json | undefined) => (isOne(places) ? [places as Json] : places);
  const outputs = ends(wrap(config.output_layers), 'output_layers');
  return new Functional({
    inputs: ends(wrap(config.input_layers), 'input_layers'),
    outputs: isOne(config.output_layers) ? outputs[0] : outputs,
    name: text(config.name, 'name'),
  });
}

function list(value: Json | undefined, what: string): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new FormatError(`deserialize: '${what}' is no list but ${JSON.stringify(value)}`);
}

function text(value: Json | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw new FormatError(`deserialize: '${what}' is no text but ${JSON.stringify(value)}`);
}

/** The model of a JSON text that `model.toJson()`, or Keras' `model.to_json()`, wrote. */
export function modelFromJson(json: string, customObjects?: CustomObjects): Model {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new FormatError(`modelFromJson: not a JSON text: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  const made = deserialize(parsed, customObjects);
  if (made instanceof Model) return made;
  throw new FormatError(`modelFromJson: describes ${made}, a layer; deserialize() makes those`);
}

/** A model of the same layers with weights of its own, fresh ones. */
export function cloneModel(model: Model, customObjects?: CustomObjects): Model {
  return modelFromJson(model.toJson(), customObjects);
}
