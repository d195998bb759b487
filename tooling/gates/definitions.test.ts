import { describe, expect, it } from 'vitest';
import { definitions } from './definitions';

const namesIn = (text: string): string[] => [...definitions('example.ts', text)];

describe('definitions', () => {
  it('sees exported functions and constants, not local ones', () => {
    expect(namesIn('export function add() { const mul = 1; }\nexport const subOp = 2;\nfunction div() {}')).toEqual([
      'add',
      'subOp',
    ]);
  });

  it('sees the keys of a table, through satisfies, calls and spreads, but not those of its values', () => {
    expect(namesIn('const a = { add, mul() {}, sub: { pad: 1 } } satisfies T;')).toEqual(['add', 'mul', 'sub']);
    expect(namesIn("const a = table({ ...{ add }, 'mul': 1 });")).toEqual(['add', 'mul']);
  });

  it('sees the keys of a table that a function returns', () => {
    expect(namesIn('export function unary() { const add = 1; return { relu: add, neg: {} } satisfies T; }')).toEqual([
      'unary',
      'relu',
      'neg',
    ]);
  });

  it('sees the names of records and cases wherever they are made', () => {
    expect(namesIn("function f() { return [{ op: 'add', name: 'large' }]; }")).toEqual(['add', 'large']);
  });

  it('sees neither imports nor uses nor re-exports', () => {
    expect(namesIn("import { add } from './a';\nadd({ mul: 1 });\nexport { sub } from './b';")).toEqual([]);
  });
});
