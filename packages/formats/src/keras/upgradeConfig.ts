import type { Json } from '@striate/layers';
import { type ClassConfig, isClassConfig, modelClasses } from './classConfig';
import { upgradeGraph } from './upgradeGraph';
import { upgradeLayer } from './upgradeLayer';

/**
 * The configuration of a model or a layer as Keras 3 writes it, from one of Keras 1 or 2. Of layers that `isNew` says to be of today, or
 * one's own, the options stay as they are.
 */
export function upgradeConfig(given: ClassConfig, isNew: (className: string) => boolean = () => false): ClassConfig {
  // Classes that Keras has not, or that are one's own, go by the name under which they are registered.
  const class_name = given.class_name.replace(/^(Striate|Custom)>/, '');
  if (!modelClasses.includes(class_name))
    return isNew(class_name) ? { ...given, class_name } : upgradeLayer({ ...given, class_name });
  const { config } = given;
  // In Keras 1 the layers of a chain are all there is.
  const layers = Array.isArray(config) ? config : config.layers;
  if (!Array.isArray(layers)) return given;
  const upgraded = layers.map((layer: Json) => (isClassConfig(layer) ? upgradeConfig(layer, isNew) : layer));
  if (given.class_name !== 'Sequential') {
    return { ...given, class_name: 'Functional', config: upgradeGraph({ ...config, layers: upgraded }) };
  }
  const name = Array.isArray(config) ? 'sequential' : config.name;
  return { ...given, config: { ...(Array.isArray(config) ? {} : config), name, layers: withInput(upgraded, layers) } };
}

/** A chain whose first layer says what comes in gets an input layer that does. */
function withInput(upgraded: readonly Json[], layers: readonly Json[]): readonly Json[] {
  const [first] = layers;
  if (!isClassConfig(first) || first.class_name === 'InputLayer') return upgraded;
  const { batch_input_shape: shape, input_dtype: inputType, dtype } = first.config;
  if (!Array.isArray(shape)) return upgraded;
  const isLookup = first.class_name === 'Embedding';
  const type = inputType ?? (isLookup ? 'int32' : dtype);
  const config = {
    name: 'input_layer',
    batch_shape: shape,
    dtype: typeof type === 'string' && !isLookup ? type : isLookup ? 'int32' : 'float32',
  };
  return [{ class_name: 'InputLayer', config }, ...upgraded];
}
