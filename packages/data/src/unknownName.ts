import { unknownName as notKnown } from '@striate/layers';
import type { ValueError } from '@striate/tensor';

/** The error for a name that stands for nothing: lists those that do, and the one that was probably meant. */
export function unknownName(what: string, given: unknown, known: readonly string[]): ValueError {
  return notKnown(`${what} '${given}' is not known`, String(given), known);
}

/** The names of all options of `O`. */
export type OptionNames<O> = { readonly [K in keyof Required<O>]: true };

/** @throws {ValueError} for an option that does not exist: types say so too, but not to programs in JavaScript. */
export function checkOptions<O extends object>(options: O, names: OptionNames<O>, who: string): void {
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(names, key)) throw unknownName(`${who}: option`, key, Object.keys(names));
  }
}
