import { ValueError } from '@striate/tensor';

/** Options that Keras writes otherwise than the rule has it. */
const exceptions: Readonly<Record<string, string>> = {
  keepDims: 'keepdims',
  clipNorm: 'clipnorm',
  clipValue: 'clipvalue',
  globalClipNorm: 'global_clipnorm',
  beta1: 'beta_1',
  beta2: 'beta_2',
};
const backwards = Object.fromEntries(Object.entries(exceptions).map(([ours, keras]) => [keras, ours]));

/** `kernelSize` → `kernel_size`: an option as Keras' configurations name it. */
export function snakeKey(key: string): string {
  return exceptions[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `kernel_size` → `kernelSize`. */
export function camelKey(key: string): string {
  return backwards[key] ?? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Names that differ in nothing but case and underscores are one: `GlorotUniform`, `glorotUniform`, `glorot_uniform`. */
function bare(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

/** What `name` in a configuration of Keras is called here, if there is such a thing. */
export function knownName(byName: object, name: string): string | undefined {
  const wanted = bare(name);
  return Object.keys(byName).find((key) => bare(key) === wanted);
}

/** What `name` stands for in a configuration of Keras, if it stands for anything. */
export function findName<T>(byName: Readonly<Record<string, T>>, name: string): T | undefined {
  const found = knownName(byName, name);
  return found === undefined ? undefined : byName[found];
}

/** What a name given by a user stands for. @throws {ValueError} if there is none such, listing those there are. */
export function lookUp<T>(byName: Readonly<Record<string, T>>, name: string, what: string): T {
  if (Object.hasOwn(byName, name)) return byName[name];
  throw unknownName(`${what} '${name}' is not known`, name, Object.keys(byName));
}

/** `… is not known; did you mean 'relu'? There are …`. */
export function unknownName(problem: string, name: string, known: readonly string[]): ValueError {
  const near = nearest(name, known);
  return new ValueError(`${problem}${near ? `; did you mean '${near}'?` : '.'} There are ${known.join(', ')}`);
}

/** The known name that a mistyped one most likely stands for, or that it is short for: `acc`, `mse`. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = bare(name);
  const initials = (candidate: string) => bare(candidate[0] + candidate.slice(1).replace(/[a-z]/g, ''));
  const short = known.filter(
    (candidate) =>
      (wanted.length > 1 && initials(candidate) === wanted) ||
      (wanted.length > 2 && bare(candidate).startsWith(wanted)),
  );
  if (short.length > 0) return short.reduce((a, b) => (b.length < a.length ? b : a));
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(wanted, bare(candidate));
    // A third of the letters may be wrong.
    const near = distance <= Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    if (near && distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Letters to insert, to remove, to change or to swap (Damerau 1964, neighbours only). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
