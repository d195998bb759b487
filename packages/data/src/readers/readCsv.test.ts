import { gzipSync } from 'node:zlib';
import { FormatError, ValueError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { readCsv } from './readCsv';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readCsv', () => {
  it('makes typed arrays of numbers and lists of text', async () => {
    const table = await readCsv(bytes('id,size,species\n1,2.5,setosa\n2,-1e3,virginica\n'));
    expect(table.names).toEqual(['id', 'size', 'species']);
    expect(table.length).toBe(2);
    expect(table.columns).toEqual({
      id: new Int32Array([1, 2]),
      size: new Float32Array([2.5, -1000]),
      species: ['setosa', 'virginica'],
    });
    expect(table.matrix()).toEqual({ data: new Float32Array([1, 2.5, 2, -1000]), shape: [2, 2] });
    expect(table.matrix(['size'])).toEqual({ data: new Float32Array([2.5, -1000]), shape: [2, 1] });
  });

  it('reads quotes, line ends of every kind, a byte order mark and gzip', async () => {
    const text = '\ufeffa,b\r\n"x, ""y""","two\nlines"\r\n\r\n"",z\rlast,"end"';
    for (const source of [bytes(text), gzipSync(text), new Blob([text])]) {
      const { columns } = await readCsv(source);
      expect(columns).toEqual({ a: ['x, "y"', '', 'last'], b: ['two\nlines', 'z', 'end'] });
    }
  });

  it('takes empty fields among numbers as NaN, and keeps what is not whole or too large as floats', async () => {
    const { columns } = await readCsv(bytes('a,b,c\n1,3000000000,\n,1,\nnan,-inf,\n'));
    expect(columns.a).toEqual(new Float32Array([1, Number.NaN, Number.NaN]));
    expect(columns.b).toEqual(new Float32Array([3e9, 1, Number.NEGATIVE_INFINITY]));
    expect(columns.c).toEqual(new Float32Array([Number.NaN, Number.NaN, Number.NaN]));
  });

  it('keeps every field of a column as it was where text comes after numbers', async () => {
    const { columns } = await readCsv(bytes('zip,n\n007,1\n\n1e3,2\nunknown,3\n'));
    expect(columns).toEqual({ zip: ['007', '1e3', 'unknown'], n: new Int32Array([1, 2, 3]) });
    const asked = await readCsv(bytes('zip\n007\n'), { types: { zip: 'string' } });
    expect(asked.columns.zip).toEqual(['007']);
  });

  it('needs no header, and reads other delimiters and encodings', async () => {
    expect((await readCsv(bytes('1;2\n3;4'), { header: false, delimiter: ';' })).columns).toEqual({
      0: new Int32Array([1, 3]),
      1: new Int32Array([2, 4]),
    });
    const latin = new Uint8Array([...bytes('caf'), 0xe9, 0x85]);
    expect((await readCsv(latin, { header: ['word'], encoding: 'latin1' })).columns.word).toEqual(['café…']);
    expect((await readCsv(bytes('a,b\n'))).columns).toEqual({ a: new Int32Array(0), b: new Int32Array(0) });
  });

  it('lets no name of a column reach into its prototype', async () => {
    const { columns } = await readCsv(bytes('__proto__,toString\n1,2\n'));
    expect(Object.keys(columns)).toEqual(['__proto__', 'toString']);
    expect(Object.getPrototypeOf(columns)).toBe(Object.prototype);
    await expect(readCsv(bytes('a\n1'), { types: { b: 'number' } })).rejects.toThrow(/column 'b' is not known/);
  });

  const refused: [string, string, RegExp][] = [
    ['too few fields', 'a,b\n1,2\n3\n', /line 3 has 1 fields, expected the 2 columns/],
    ['too many fields', 'a,b\n"1\n2",2\n3,4,5\n', /line 4 has 3 fields/],
    ['a quote left open', 'a,b\n1,"2\n3,4\n', /quote opened on line 2 is not closed/],
    ['text after a quote', 'a,b\n1,"2"x\n', /line 2, field 2: expected ',' .* got 'x'/],
    ['two columns of one name', 'a,b,a\n1,2,3\n', /two columns have the name 'a'/],
    ['nothing', '', /expected a first line with the columns' names/],
  ];
  it.each(refused)('refuses %s', async (_, text, message) => {
    await expect(readCsv(bytes(text))).rejects.toThrow(FormatError);
    await expect(readCsv(bytes(text))).rejects.toThrow(message);
  });

  it('names line and column of a field that is no number', async () => {
    const source = bytes('name,age\n"a\nb",7\nc,seven\n');
    await expect(readCsv(source, { types: { age: 'number' } })).rejects.toThrow(
      "readCsv: line 4, column 'age': expected a number, got 'seven'",
    );
  });

  it('refuses bytes that are no text, more than maxBytes, and unknown columns', async () => {
    await expect(readCsv(new Uint8Array([97, 10, 0xe9]))).rejects.toThrow(/not utf-8 text; perhaps .*latin1/);
    await expect(readCsv(gzipSync('a\n'.repeat(1000)), { maxBytes: 100 })).rejects.toThrow(/more than 100 bytes/);
    const table = await readCsv(bytes('a,b\n1,x'));
    expect(() => table.matrix(['c'])).toThrow(
      new ValueError("matrix: column 'c' is not known; did you mean 'a'? There are a, b"),
    );
    expect(() => table.matrix(['b'])).toThrow(/column 'b' is text/);
    await expect(readCsv(bytes('a'), { delimiter: ';;' })).rejects.toThrow(/one character/);
    await expect(readCsv(bytes('a'), { encoding: 'klingon' })).rejects.toThrow(/no encoding is called 'klingon'/);
  });

  it('takes no more than linear time over a long field that is almost a number', async () => {
    const { columns } = await readCsv(bytes(`a\n${'1'.repeat(1_000_000)}x\n`));
    expect((columns.a as string[])[0]).toHaveLength(1_000_001);
  });
});
