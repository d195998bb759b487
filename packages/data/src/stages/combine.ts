import { isRecord, join, release } from '../example';
import { type Access, fromAccess, type Indexed, isIndexed, type Stage } from './stage';

/** The elements of several stages side by side, at the keys of `names` (`x`, or the numbers of a list). */
export function zipStage(stages: readonly Stage<unknown>[], names: readonly string[] | undefined): Stage<unknown> {
  const assemble = (values: readonly unknown[]): unknown =>
    names ? Object.fromEntries(names.map((name, i) => [name, values[i]])) : [...values];
  const floats = stages.flatMap((stage, i) => stage.floats.map((path) => under(names?.[i] ?? i, path)));
  const seeds = stages.flatMap((stage) => stage.seeds);
  if (stages.every(isIndexed)) {
    return fromAccess({
      length: Math.min(...stages.map(({ length }) => length)),
      floats,
      seeds,
      ahead: most(stages),
      access: async (epoch, ending) => {
        const gets = await Promise.all(stages.map(({ access }) => access(epoch, ending)));
        return (i) => {
          const values = gets.map((get) => get(i));
          return values.some((v) => v instanceof Promise) ? Promise.all(values).then(assemble) : assemble(values);
        };
      },
    });
  }
  const lengths = stages.map(({ length }) => length);
  return {
    length: lengths.includes(undefined) ? undefined : Math.min(...lengths.map(Number)),
    floats,
    seeds,
    async *open(epoch, from) {
      const passes = stages.map((stage) => stage.open(epoch, from));
      try {
        for (;;) {
          const values = await together(passes);
          if (!values) return;
          yield assemble(values);
        }
      } finally {
        await Promise.all(passes.map((pass) => pass.return()));
      }
    },
  };
}

/** The next element of each pass; `undefined` once one of them has ended. */
async function together(passes: readonly AsyncGenerator<unknown>[]): Promise<unknown[] | undefined> {
  const asked = await Promise.allSettled(passes.map((pass) => pass.next()));
  const values = asked.flatMap((next) => (next.status === 'fulfilled' && !next.value.done ? [next.value.value] : []));
  if (values.length === passes.length) return values;
  release(values);
  for (const next of asked) if (next.status === 'rejected') throw next.reason;
  return undefined;
}

/** The elements of one stage after those of another. */
export function concatStage<T>(stages: readonly Stage<T>[]): Stage<T> {
  const floats = [...new Set(stages.flatMap((stage) => stage.floats))];
  const seeds = stages.flatMap((stage) => stage.seeds);
  if (stages.every(isIndexed)) {
    return fromAccess({
      length: stages.reduce((sum, { length }) => sum + length, 0),
      floats,
      seeds,
      ahead: most(stages),
      access: async (epoch, ending) => {
        const gets = await Promise.all(stages.map(({ access }) => access(epoch, ending)));
        return inTurn(stages, gets);
      },
    });
  }
  return {
    length: stages.reduce<number | undefined>(
      (sum, { length }) => (sum === undefined || length === undefined ? undefined : sum + length),
      0,
    ),
    floats,
    seeds,
    async *open(epoch, from) {
      let skip = from;
      for (const stage of stages) {
        const { length } = stage;
        if (length !== undefined) {
          if (skip < length) yield* stage.open(epoch, skip);
          skip = Math.max(0, skip - length);
          continue;
        }
        for await (const element of stage.open(epoch, 0)) {
          if (skip === 0) yield element;
          else {
            skip--;
            release(element);
          }
        }
      }
    },
  };
}

function inTurn<T>(stages: readonly Indexed<T>[], gets: readonly Access<T>[]): Access<T> {
  return (index) => {
    let i = index;
    let turn = 0;
    while (i >= stages[turn].length) i -= stages[turn++].length;
    return gets[turn](i);
  };
}

/** The place of a leaf once its element lies at `key`. */
function under(key: string | number, path: string): string {
  const head = join('', key);
  return path === '' || path.startsWith('[') ? head + path : `${head}.${path}`;
}

function most(stages: readonly Stage<unknown>[]): number | undefined {
  const known = stages.flatMap(({ ahead }) => ahead ?? []);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** The stages and names of what `zip` was given: a list or an object. */
export function columns<V>(given: readonly V[] | Readonly<Record<string, V>>): {
  readonly values: readonly V[];
  readonly names: readonly string[] | undefined;
} {
  return isRecord(given)
    ? { values: Object.values(given) as V[], names: Object.keys(given) }
    : { values: given as readonly V[], names: undefined };
}
