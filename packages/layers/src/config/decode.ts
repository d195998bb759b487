import { FormatError } from '@striate/tensor';
import { constraintsByName } from '../constraints/constraints';
import { initializersByName } from '../initializers/resolveInitializer';
import { regularizersByName } from '../regularizers/regularizers';
import type { Json, JsonConfig, Serialized } from './encode';
import { camelKey, findName } from './names';

/** Factories of a family: `{ glorotUniform, zeros, … }`. */
export type Family = Readonly<Record<string, (options: never) => unknown>>;

/** What layers hold, by the last word of an option's name. */
const families: Readonly<Record<string, Family>> = {
  initializer: initializersByName,
  regularizer: regularizersByName,
  constraint: constraintsByName,
};

/** Options by our names, of a configuration of Keras. What Keras writes beside the options is left out. */
export function decodeConfig(config: JsonConfig, who: string): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    if (value === null || (key === 'dtype' && (value === 'float32' || typeof value === 'object'))) continue;
    if (key === 'data_format') {
      if (value === 'channels_last') continue;
      throw new FormatError(`fromConfig: ${who} has data_format ${JSON.stringify(value)}; here channels come last`);
    }
    options[camelKey(key)] = decode(value, key);
  }
  return options;
}

function decode(value: Json, key: string): unknown {
  if (typeof value === 'string') return names.test(key) ? camelKey(value) : value;
  if (!isSerialized(value)) return value;
  for (const [what, family] of Object.entries(families)) if (key.endsWith(what)) return makeOf(family, value, what);
  return value;
}

/** Options whose text is a name, which we write in camel case. */
const names =
  /^(activation|mode|distribution|interpolation|reduction|fill_mode|average|summation_method|class_aggregation|.*(initializer|regularizer|constraint))$/;

export function isSerialized(value: unknown): value is Serialized {
  return typeof value === 'object' && value !== null && 'class_name' in value && typeof value.class_name === 'string';
}

/** What one factory of a family makes of a configuration. @throws {FormatError} if there is none such. */
export function makeOf(family: Family, { class_name, config }: Serialized, what: string): unknown {
  const factory = findName(family, class_name) as ((options: object) => unknown) | undefined;
  if (factory) return factory(decodeConfig(config ?? {}, class_name));
  throw new FormatError(
    `fromConfig: ${what} '${class_name}' is not known; there are ${Object.keys(family).join(', ')}`,
  );
}
