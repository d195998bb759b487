import { compileConfig, type Json, type JsonConfig, type Model, serialize } from '@striate/layers';

/** The version of Keras whose files these are. */
export const kerasVersion = '3.12.0';

/**
 * What `config.json` holds: the layers and options, how the model is built, and what it was compiled with.
 * @throws {StriateError} for a model or an option that is a function, which no file can hold.
 */
export function modelConfig(model: Model): JsonConfig {
  const [input] = model.inputs;
  const compiled = compileJson(model);
  return {
    ...serialize(model),
    ...(input && model.inputs.length === 1 && { build_config: { input_shape: input.shape } }),
    ...(compiled && { compile_config: compiled }),
  };
}

/** What the model was compiled with, the rate as it is now. */
export function compileJson(model: Model): { [key: string]: Json } | undefined {
  if (!model.compiled) return undefined;
  const { optimizer } = model;
  const config: { [key: string]: Json } = {
    loss_weights: null,
    metrics: null,
    weighted_metrics: null,
    ...compileConfig(model.compileOptions),
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: false,
  };
  const { learningRate } = optimizer.stateOf(new Map()).numbers;
  const made = config.optimizer as { config: JsonConfig };
  if (learningRate !== undefined)
    config.optimizer = { ...made, config: { ...made.config, learning_rate: learningRate } };
  return config;
}

/**
 * The configuration as HDF5 files have it: layers by their class alone.
 */
export function legacyConfig(serialized: JsonConfig): JsonConfig {
  const { module: _, registered_name: registered, class_name, config, ...rest } = serialized;
  const inner = config as JsonConfig;
  const { layers } = inner;
  return {
    ...rest,
    class_name: registered ?? class_name,
    config: Array.isArray(layers)
      ? { ...inner, layers: layers.map((layer) => legacyConfig(layer as JsonConfig)) }
      : inner,
  };
}

/** Options of which Keras asks that they are floats: in Python 1 is none, 1.0 is. */
const floats = ['learning_rate', 'momentum', 'initial_learning_rate'];

/** The configuration as a JSON text for Keras, with the names that it takes. */
export function configText(config: JsonConfig, names: ReadonlyMap<string, string>): string {
  const whole = JSON.stringify(config, (key, value) => {
    if (typeof value === 'string') return names.get(value) ?? value;
    return floats.includes(key) && Number.isInteger(value) ? `\u0000${value}.0` : value;
  });
  return whole.replace(/"\\u0000(-?\d+\.0)"/g, '$1');
}
