/** A value a configuration can hold: JSON, and what is made from a configuration of its own. */
export type ConfigValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | Described
  | readonly ConfigValue[]
  | { readonly [key: string]: ConfigValue };

/** Options by their camelCase names. */
export type Config = { readonly [option: string]: ConfigValue };

/** Something that says how it was made: enough to make it again. */
export interface Described {
  /** Its class in Keras: `GlorotUniform`, `CosineDecay`, `Huber`. */
  readonly className: string;
  /** The options it was made with, defaults included. */
  readonly config: Config;
}

/**
 * The function or object, with its class and options noted on it.
 *
 * @example
 * const l1 = ({ l1 = 0.01 } = {}) => described((w: Tensor) => ops.mul(ops.sum(ops.abs(w)), l1), 'L1', { l1 });
 */
export function described<T extends object>(value: T, className: string, config: Config): T & Described {
  return Object.assign(value, { className, config });
}

export function isDescribed(value: unknown): value is Described {
  const holder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holder && 'className' in value && typeof value.className === 'string' && 'config' in value;
}
