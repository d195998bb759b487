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

/** What a configuration may hold besides: factories by the option they are in, `{ learning_rate: schedulesByName }`. */
export type Nested = Readonly<Record<string, Family>>;

export interface DecodeOptions {
  /** The options there are, by our names. Undefined: any. */
  readonly known: readonly string[] | undefined;
  readonly nested?: Nested;
}

/**
 * Options by our names, of a configuration of Keras. What Keras writes beside the options there are is left out where it means nothing.
 * @throws {FormatError} for what we have no counterpart of, and for the name of something that is not known.
 */
export function decodeConfig(config: JsonConfig, who: string, options: DecodeOptions): Record<string, unknown> {
  const { known, nested = {} } = options;
  const decoded: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const option = camelKey(key);
    if (value === null || (!known?.includes(option) && isNeutral(key, value, who, known !== undefined))) continue;
    decoded[option] = decode(value, key, who, nested);
  }
  return decoded;
}

/** Options of Keras that there are not here, with the value at which they change nothing. */
const neutral: Readonly<Record<string, Json>> = {
  data_format: 'channels_last',
  from_sorted_ids: false,
  groups: 1,
  mask_zero: false,
  optional: false,
  ragged: false,
  rms_scaling: false,
  sparse: false,
  synchronized: false,
};

/** Options of Keras that say how something is computed, not what. */
const techniques = ['jit_compile', 'run_eagerly', 'is_legacy_optimizer'];

/** Options of Keras that there are not here and that change what is computed, unless they are null. */
const missing = ['lora_rank', 'lora_alpha', 'quantization_config', 'loss_scale_factor'];

/** Whether an option that there is not changes nothing. One that might mean anything, in a class of one's own, is kept. */
function isNeutral(key: string, value: Json, who: string, ours: boolean): boolean {
  const refusal = (what: string) => new FormatError(`fromConfig: ${who} has ${what}`);
  if (key === 'dtype') {
    if (policyOf(value) === 'float32') return true;
    throw refusal(`the dtype policy '${policyOf(value)}'; here layers compute in float32`);
  }
  if (!ours && key !== 'data_format') return false;
  if (techniques.includes(key)) return true;
  const given = `${key} ${JSON.stringify(value)}`;
  if (Object.hasOwn(neutral, key)) {
    if (neutral[key] === value) return true;
    throw refusal(`${given}; here there is only ${JSON.stringify(neutral[key])}`);
  }
  if (missing.includes(key)) throw refusal(`${given}, which there is not here`);
  return false;
}

/** The name of a dtype policy, which may be one on its own: `mixed_float16`. */
function policyOf(value: Json): string {
  const name = isSerialized(value) ? (value.config?.name ?? value.class_name) : value;
  return typeof name === 'string' ? name : JSON.stringify(name);
}

/** Options that Keras writes as lists of one for sequences. */
const lists = /^(kernel_size|strides|dilation_rate|pool_size|output_padding|output_size|size|axis)$/;

function decode(value: Json, key: string, who: string, nested: Nested): unknown {
  if (typeof value === 'string') return names.test(key) ? camelKey(value) : value;
  if (Array.isArray(value) && value.length === 1 && lists.test(key)) return value[0];
  if (!isSerialized(value)) return value;
  if (Object.hasOwn(nested, key)) return makeOf(nested[key], value, key, nested);
  for (const [what, family] of Object.entries(families)) if (key.endsWith(what)) return makeOf(family, value, what);
  if (value.class_name === 'SeedGenerator') return value.config.seed ?? undefined;
  if (key === 'activation') {
    const what = value.class_name === 'function' ? `function '${value.config}'` : `layer ${value.class_name}`;
    throw new FormatError(
      `fromConfig: the activation of ${who} is the ${what}; here it has a name, or is a layer after it`,
    );
  }
  return value;
}

/** Options whose text is a name, which we write in camel case. */
const names =
  /^(activation|mode|distribution|interpolation|reduction|fill_mode|average|summation_method|class_aggregation|.*(initializer|regularizer|constraint))$/;

export function isSerialized(value: unknown): value is Serialized {
  return typeof value === 'object' && value !== null && 'class_name' in value && typeof value.class_name === 'string';
}

/** What one factory of a family makes of a configuration. @throws {FormatError} if there is none such. */
export function makeOf(family: Family, { class_name, config }: Serialized, what: string, nested?: Nested): unknown {
  const factory = findName(family, class_name) as ((options: object) => unknown) | undefined;
  if (factory) return factory(decodeConfig(config ?? {}, class_name, { known: [], nested }));
  throw new FormatError(
    `fromConfig: ${what} '${class_name}' is not known; there are ${Object.keys(family).join(', ')}`,
  );
}
