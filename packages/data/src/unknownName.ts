import { ValueError } from '@striate/tensor';

/** The error for a name that stands for nothing: lists those that do, and the one that was probably meant. */
export function unknownName(what: string, given: unknown, known: readonly string[]): ValueError {
  const name = String(given);
  const [nearest] = [...known].sort((a, b) => distance(name, a) - distance(name, b));
  const close = nearest !== undefined && distance(name, nearest) <= Math.max(2, nearest.length / 3);
  const hint = close ? `did you mean '${nearest}'? ` : '';
  return new ValueError(`${what} '${name}' is not known; ${hint}There are ${known.join(', ')}`);
}

/** The names of all options of `O`. */
export type OptionNames<O> = { readonly [K in keyof Required<O>]: true };

/** @throws {ValueError} for an option that does not exist: types say so too, but not to programs in JavaScript. */
export function checkOptions<O extends object>(options: O, names: OptionNames<O>, who: string): void {
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(names, key)) throw unknownName(`${who}: option`, key, Object.keys(names));
  }
}

/** Letters to insert, delete or replace, upper and lower case and underscores being the same (Levenshtein). */
function distance(from: string, to: string): number {
  const [a, b] = [plain(from), plain(to)];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

const plain = (name: string): string => name.slice(0, 64).toLowerCase().replace(/[_-]/g, '');
