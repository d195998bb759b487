// An example as a program: what it takes for granted is imported or declared above it.
import * as striate from 'striate';
import { freeNames } from './freeNames';
import type { Example } from './readExamples';
import { standIns } from './standIns';

export type Program = {
  text: string;
  /** What the example takes from `striate`. */
  values: ReadonlyMap<string, unknown>;
  /** What it takes from elsewhere, or from nowhere. */
  given: readonly string[];
};

export function wholeProgram({ code, pack, file, symbol }: Example): Program {
  const head: string[] = [];
  const values = new Map<string, unknown>();
  const given: string[] = [];
  const give = (name: string, line: string) => {
    head.push(line);
    given.push(name);
  };
  for (const name of freeNames(code)) {
    const standIn = standIns[`${symbol}/${name}`] ?? standIns[`${pack}/${name}`] ?? standIns[name];
    if (name === symbol && !(name in striate) && pack !== 'tensor') {
      give(name, `import { ${name} } from '${file.replace(/\.ts$/, '')}';`);
    } else if (/^(read|write)File$/.test(name) && name !== symbol) {
      give(name, `import { ${name} } from 'node:fs/promises';`);
    } else if (pack === 'tensor' && name in striate.ops && !isRootOp(name)) {
      // The ops' own examples name them as @striate/tensor does; `striate` may have a layer of the name.
      head.push(`import { ops as ${name}Ops } from 'striate';\nconst { ${name} } = ${name}Ops;`);
      values.set(name, Reflect.get(striate.ops, name));
    } else if (name in striate) {
      head.push(`import { ${name} } from 'striate';`);
      values.set(name, Reflect.get(striate, name));
    } else if (standIn) {
      give(name, `declare const ${name}: ${standIn};`);
    } else if (/^[A-Z]/.test(name) && !(name in globalThis)) {
      head.push(`import type { ${name} } from 'striate';`);
    } else if (!(name in globalThis)) given.push(name);
  }
  return { text: [...head, code, 'export {};'].join('\n'), values, given };
}

const isRootOp = (name: string) => Reflect.get(striate, name) === Reflect.get(striate.ops, name);
