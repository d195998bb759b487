import { FormatError } from '@striate/tensor';

/** A relative path that stays below the folder it is joined to, on every system; anything else throws. */
export function entryName(name: string, who: string): string {
  const parts = name.replace(/^(\.\/)+/, '').split('/');
  const outside = parts[0] === '' || parts.includes('..') || /[\\:\0]/.test(name);
  if (outside) throw new FormatError(`${who}: '${name.slice(0, 200)}' leads out of its folder`);
  return parts.filter((part) => part !== '.' && part !== '').join('/');
}
