// An op is defined in few files: at most `budget` for each backend, and one more if it has WebAssembly source. Counted are
// its record and public function, its line in primitives.ts, its kernel, its first conformance case. Re-exports,
// methods.ts (another way to call what is there), tests with their helpers and further cases are not.
//   tsx tooling/gates/filesPerOp.ts [--all]
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { definitions, reexports } from './definitions';
import { isTest, root, sourceFiles } from './sources';

const budget = 5;

const { required, optional, inPlace } = (await import(
  pathToFileURL(join(root, 'packages/tensor/src/primitives.ts')).href
)) as Record<'required' | 'optional' | 'inPlace', Record<string, unknown>>;
const ops = Object.keys({ ...required, ...optional, ...inPlace });
const backends = readdirSync(join(root, 'packages')).filter((name) => name.startsWith('backend-'));

/** What is written for every backend, and what for one. */
const shared = definers(sourceFiles('packages/tensor/src').filter((path) => !path.endsWith('/methods.ts')));
const cases = definers(sourceFiles('tooling/conformance/src/cases'));
const rows = backends.flatMap((backend) => {
  const scripts = definers(sourceFiles(`packages/${backend}/src`));
  const wasm = wasmDefiners(`packages/${backend}/assembly`);
  return ops.map((op) => {
    const own = [...(shared.get(op) ?? []), ...(scripts.get(op) ?? []), ...(cases.get(op) ?? []).slice(0, 1)];
    const low = wasm.get(op) ?? [];
    return { op, backend, own, low, over: own.length + Math.max(0, low.length - 1) > budget };
  });
});

const over = rows.filter((row) => row.over);
const counts = new Map<number, number>();
for (const { own, low } of rows) counts.set(own.length + low.length, (counts.get(own.length + low.length) ?? 0) + 1);
console.log(`${ops.length} ops on ${backends.join(', ')}. Files that define an op:`);
for (const [files, many] of [...counts].sort(([a], [b]) => a - b)) console.log(`  ${files} files: ${many} ops`);

for (const { op, backend, own, low } of process.argv.includes('--all') ? rows : over) {
  console.log(`\n${op} on ${backend}: ${own.length}${low.length > 0 ? ` + ${low.length} WebAssembly` : ''}`);
  for (const path of [...own, ...low]) console.log(`  ${path}`);
}
if (over.length > 0) {
  console.log(
    `\n${over.length} ops have more than ${budget} files (+1 WebAssembly). Gather a family's parts in one file.`,
  );
  process.exit(1);
}

/** Which of `files` define each op: its record, its public function, its kernel, its conformance case. */
function definers(files: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const known = new Set(ops);
  for (const path of files.filter((path) => !isTest(path))) {
    const named = [...definitions(join(root, path))].map((name) => (known.has(name) ? name : name.replace(/Op$/, '')));
    for (const op of new Set(named)) if (known.has(op)) found.set(op, [...(found.get(op) ?? []), path]);
  }
  return found;
}

/**
 * Which files of `folder` define the WebAssembly each op's kernel calls: what its index.ts lets through. A function
 * belongs to the op its name starts with, the longest one, dimensions aside: `maxPoolGrad` to maxPool2dGrad, not to max.
 */
function wasmDefiners(folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (!existsSync(join(root, folder, 'index.ts'))) return found;
  for (const { from, names } of reexports(join(root, folder, 'index.ts'))) {
    const path = `${folder}/${from.replace('./', '')}.ts`;
    const owners = [...definitions(join(root, path))].filter((name) => names === 'all' || names.has(name)).map(ownerOf);
    for (const op of new Set(owners)) if (op) found.set(op, [...(found.get(op) ?? []), path]);
  }
  return found;
}

function ownerOf(wasmName: string): string | undefined {
  const starts = ops.filter((op) => {
    const stem = op.replace('2d', '');
    return wasmName === stem || (wasmName.startsWith(stem) && /[A-Z0-9_]/.test(wasmName[stem.length]));
  });
  return starts.sort((a, b) => b.length - a.length).at(0);
}
