import type { Json, JsonConfig } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { isClassConfig, modelClasses } from './classConfig';

/** `[layer, call, output, options]`: where a tensor comes from, in the lists of Keras 1 and 2. */
type Place = readonly [layer: string, call: number, output: number, options?: JsonConfig];

function isPlace(value: Json): value is Json & Place {
  return (
    Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number' && typeof value[2] === 'number'
  );
}

/** The calls of a graph as Keras 3 has them, from lists of places. */
export function upgradeGraph(config: JsonConfig): JsonConfig {
  const layers = Array.isArray(config.layers) ? config.layers : [];
  const isOld = layers.some(
    (layer) => isClassConfig(layer) && Array.isArray(layer.inbound_nodes) && layer.inbound_nodes.some(Array.isArray),
  );
  if (!isOld) return config;
  const models = new Map(
    layers.flatMap((layer) =>
      isClassConfig(layer) && modelClasses.includes(layer.class_name) ? [[layer.name, layer.class_name]] : [],
    ),
  );
  // A model within another had a first call of its own: its calls here were counted from 1, where it was made of an input.
  const first = new Map<Json, number>();
  const note = (place: Json): void => {
    if (isPlace(place)) {
      if (models.has(place[0])) first.set(place[0], Math.min(first.get(place[0]) ?? 1, place[1]));
    } else if (Array.isArray(place)) place.forEach(note);
  };
  for (const layer of layers) if (isClassConfig(layer)) note(layer.inbound_nodes);
  for (const ends of [config.input_layers, config.output_layers]) if (ends !== undefined) note(ends);

  const call = ([name, index]: Place) => index - (first.get(name) ?? 0);
  const tensor = (place: Place): Json => ({
    class_name: '__keras_tensor__',
    config: { shape: null, dtype: 'float32', keras_history: [place[0], call(place), place[2]] },
  });
  const node = (given: Json, name: Json): Json => {
    const places = isPlace(given) ? [given] : given;
    if (!Array.isArray(places) || !places.every(isPlace))
      throw new FormatError(`loadModel: a call of layer '${name}' is ${JSON.stringify(given)?.slice(0, 80)}`);
    const { training, ...options } = places[0]?.[3] ?? {};
    const strange = Object.keys(options).filter((key) => options[key] !== null && key !== 'mask');
    if (strange.length > 0)
      throw new FormatError(
        `loadModel: layer '${name}' is called with ${strange.join(', ')}; here layers take tensors only`,
      );
    const tensors = places.map(tensor);
    return {
      args: tensors.length === 1 ? tensors : [tensors],
      kwargs: typeof training === 'boolean' ? { training } : {},
    };
  };
  // The ends of a model count the calls of a graph within it from 1 to this day.
  const end = (place: Json): Json => {
    if (!isPlace(place)) return Array.isArray(place) ? place.map(end) : place;
    return [place[0], call(place) + (models.get(place[0]) === 'Functional' ? 1 : 0), place[2]];
  };
  return {
    ...config,
    layers: layers.map((layer) => {
      if (!isClassConfig(layer)) return layer;
      const nodes = Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : [];
      return {
        ...layer,
        inbound_nodes: nodes.map((given) => (Array.isArray(given) ? node(given, layer.name) : given)),
      };
    }),
    input_layers: end(config.input_layers),
    output_layers: end(config.output_layers),
  };
}
