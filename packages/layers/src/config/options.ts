import { unknownName } from './names';

/** A default for every option of `O` beyond those of `Base`; undefined where there is none. */
export type Defaults<O, Base = unknown> = { readonly [K in Exclude<keyof O, keyof Base>]-?: O[K] | undefined };

/** The options `O`, those with a default in `D` certainly there. */
export type Filled<O, D> = O & {
  readonly [K in keyof D & keyof O as D[K] extends undefined ? never : K]-?: NonNullable<O[K]>;
};

/** The options with their defaults; one that is given as undefined counts as left out. */
export function withDefaults(options: object, defaults: object): object {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}

/** @throws {ValueError} for an option that `known` does not have, with the one it most likely stands for. */
export function checkOptions(options: object, known: readonly string[], who: string): void {
  if (typeof options !== 'object' || options === null) return;
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw unknownName(`${who}: option '${key}' is not known`, key, known);
  }
}
