import { StriateError } from '@striate/tensor';
import { type ConstraintName, resolveConstraint } from '../constraints/constraints';
import { type InitializerName, resolveInitializer } from '../initializers/resolveInitializer';
import { type RegularizerName, resolveRegularizer } from '../regularizers/regularizers';
import { type ConfigValue, type Described, isDescribed } from './described';
import { snakeKey } from './names';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Options by Keras' names: what `getConfig` gives. */
export type JsonConfig = { readonly [key: string]: Json };

/** An object in Keras' notation: `{ module: 'keras.layers', class_name: 'Dense', config: { units: 10, … }, … }`. */
export type Serialized = {
  readonly module: string;
  readonly class_name: string;
  readonly config: JsonConfig;
  readonly registered_name: string | null;
};

/** Options whose text is a name, and so written in Keras' way: `leakyRelu` → `leaky_relu`. */
const names =
  /^(activation|mode|distribution|interpolation|reduction|fillMode|average|summationMethod|classAggregation)$/;

/** What is made by factories, by the module in which Keras keeps it. */
export type Kind = 'initializers' | 'regularizers' | 'constraints' | 'losses' | 'metrics' | 'optimizers' | 'schedules';

/** In Keras' notation. */
export function serializeDescribed({ className, config }: Described, kind: Kind): Serialized {
  const module = kind === 'schedules' ? 'keras.optimizers.schedules' : `keras.${kind}`;
  return { module, class_name: className, config: encodeConfig(config, className), registered_name: null };
}

/** Options in Keras' notation. @throws {StriateError} for a value that no text can stand for, a function say. */
export function encodeConfig(config: object, who: string): JsonConfig {
  const said = Object.entries(config).filter(([key, value]) => value || !unsaid.test(key));
  return Object.fromEntries(said.map(([key, value]) => [snakeKey(key), encode(value, key, who)]));
}

/** Options that versions of Keras have not, and refuse: they are left out where they change nothing. */
const unsaid = /^(ceilMode|outputPadding)$/;

function encode(value: unknown, key: string, who: string): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') {
    const named = resolve(value, key);
    if (named) return encode(named, key, who);
    return names.test(key) ? snakeKey(value) : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (isDescribed(value)) return serializeDescribed(value, kindOf(key));
  if (Array.isArray(value)) return value.map((inner) => encode(inner, key, who));
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([inner, v]) => [inner, encode(v as ConfigValue, inner, who)]));
  }
  const what = typeof value === 'function' ? `function '${value.name}'` : Object.prototype.toString.call(value);
  throw new StriateError(
    `getConfig: option '${key}' of ${who} is a ${what}, which no file can hold; give it by name, or make it a class of its own`,
  );
}

/** What a name in such an option stands for. */
function resolve(name: string, key: string): unknown {
  switch (kindOf(key)) {
    case 'initializers':
      return resolveInitializer(name as InitializerName);
    case 'regularizers':
      return resolveRegularizer(name as RegularizerName);
    case 'constraints':
      return resolveConstraint(name as ConstraintName);
  }
}

/** What an option holds, by its name: `kernelRegularizer` a regularizer. */
export function kindOf(key: string): Kind {
  if (/initializer$/i.test(key)) return 'initializers';
  if (/regularizer$/i.test(key)) return 'regularizers';
  if (/constraint$/i.test(key)) return 'constraints';
  if (/learningRate$|^momentum$/i.test(key)) return 'schedules';
  return /metric/i.test(key) ? 'metrics' : 'losses';
}
