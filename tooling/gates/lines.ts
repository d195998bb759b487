// No source file is longer than `limit` lines; those longer than `warn` are named.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, sourceFiles } from './sources';

const limit = 400;
const warn = 300;

const files = ['packages', 'apps', 'tooling'].flatMap(sourceFiles).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) };
});
const long = files.filter(({ lines }) => lines > warn).sort((a, b) => b.lines - a.lines);
const failed = long.filter(({ lines }) => lines > limit);

const total = files.reduce((sum, { lines }) => sum + lines, 0);
const median = files.map(({ lines }) => lines).sort((a, b) => a - b)[files.length >> 1];
console.log(`${files.length} source files, ${total} lines, median ${median}.`);
for (const { path, lines } of long) console.log(`${lines > limit ? '✗' : '·'} ${String(lines).padStart(5)}  ${path}`);
if (failed.length > 0) {
  console.log(
    `\n${failed.length} longer than ${limit} lines (aim for ${warn}). Split by what they do: a strategy, a family.`,
  );
  process.exit(1);
}
