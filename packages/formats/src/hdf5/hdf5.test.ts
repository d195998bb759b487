import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import type { DatasetContents, GroupContents } from './Hdf5Node';
import { readHdf5 } from './readHdf5';
import { contents, golden } from './testing';
import { writeHdf5 } from './writeHdf5';

const read = (bytes: Uint8Array) => readHdf5(bytes, 'test');

describe('what h5py writes is read', () => {
  it.each(['oldest', 'latest'] as const)('%s: numbers, texts and lists of all kinds', async (name) => {
    expect(await contents(read(golden(name)))).toEqual({
      '/@text': ['größer'],
      '/@bytes': ['ascii'],
      '/@names': ['a', 'bcd', ''],
      '/@none': [],
      '/@number': [0.5],
      '/@integers': [1, -2, 3],
      '/kinds/float32': 'float32 [2,2] 1.5,-2,3,4',
      '/kinds/float64': `float32 [2] ${Math.fround(0.1)},Infinity`,
      '/kinds/float16': 'float32 [3] 1,0.5,-2',
      '/kinds/big': 'float32 [2] 1.5,-2',
      '/kinds/int64': 'int32 [] 7',
      '/kinds/int16': 'int32 [2] -1,300',
      '/kinds/uint16': 'int32 [2] 65535,1',
      '/kinds/uint32': 'int32 [2] -1,1',
      '/kinds/uint8': 'uint8 [2] 0,255',
      '/kinds/bool': 'bool [2] 1,0',
      '/kinds/bfloat16': 'float32 [2] 1,-2',
      '/kinds/bfloat16@dtype': undefined,
      '/kinds/empty': 'float32 [0,3] ',
    });
  });

  it('values in chunks, packed, shuffled and with checksums', async () => {
    const values = `float32 [7,10] ${Array.from({ length: 70 }, (_, i) => i)}`;
    expect(await contents(read(golden('chunks')))).toEqual({ '/plain': values, '/packed': values });
  });

  it.each(['many', 'manyLatest'] as const)('%s: forty groups and twenty attributes', async (name) => {
    const found = await contents(read(golden(name)));
    for (let i = 0; i < 40; i++) expect(found[`/group_${i}@i`]).toEqual([i]);
    for (let i = 0; i < 20; i++) expect(found[`/@attribute_${i}`]).toEqual([`value ${i}`]);
    expect(found['/x']).toBe('float32 [3] 0,1,2');
    expect(Object.keys(found)).toHaveLength(61);
  });

  it.each(['links', 'linksLatest'] as const)('%s are seen, and not followed', async (name) => {
    expect(await contents(read(golden(name)))).toEqual({
      '/x': 'float32 [3] 0,1,2',
      '/soft': 'soft link',
      '/outside': 'external link',
    });
  });
});

const floats = (...values: number[]): DatasetContents => ({
  dtype: 'float32',
  shape: [values.length],
  data: new Float32Array(values),
});

/** Seven hundred groups: more than one node of the index holds, and more than one level of it. */
const manyGroups: GroupContents = {
  attributes: { config: 'ü'.repeat(50_000), list: ['a', 'ßé'], none: [] },
  members: new Map<string, GroupContents | DatasetContents>([
    ...Array.from({ length: 700 }, (_, i): [string, GroupContents] => [
      `g${i}`,
      { attributes: { name: `n${i}` }, members: new Map([['x:0', floats(i)]]) },
    ]),
    ['__proto__', floats(1)],
    ['count', { dtype: 'int64', shape: [], data: new BigInt64Array([2n ** 31n - 1n]) }],
    ['flags', { dtype: 'bool', shape: [2], data: new Uint8Array([0, 1]) }],
    ['bytes', { dtype: 'uint8', shape: [3], data: new Uint8Array([1, 2, 255]) }],
    ['integers', { dtype: 'int32', shape: [1, 2], data: new Int32Array([-1, 5]) }],
    ['empty', floats()],
  ]),
};

describe('what is written', () => {
  it('is read', async () => {
    const root = read(writeHdf5(manyGroups));
    expect(root.attribute('config')).toEqual({ shape: [], values: ['ü'.repeat(50_000)] });
    expect(root.attribute('list')).toEqual({ shape: [2], values: ['a', 'ßé'] });
    expect(root.attribute('none')).toEqual({ shape: [0], values: [] });
    const found = await contents(root);
    for (let i = 0; i < 700; i++)
      expect([found[`/g${i}@name`], found[`/g${i}/x:0`]]).toEqual([[`n${i}`], `float32 [1] ${i}`]);
    expect(found['/__proto__']).toBe('float32 [1] 1');
    expect(found['/count']).toBe('int32 [] 2147483647');
    expect([found['/flags'], found['/bytes'], found['/integers'], found['/empty']]).toEqual([
      'bool [2] 0,1',
      'uint8 [3] 1,2,255',
      'int32 [1,2] -1,5',
      'float32 [0] ',
    ]);
  });

  it('is read by the HDF5 library', { timeout: 60_000 }, async () => {
    const { default: library } = await import('h5wasm');
    const { FS } = await library.ready;
    FS.writeFile('/ours.h5', writeHdf5(manyGroups));
    const file = new library.File('/ours.h5', 'r');
    try {
      expect(file.keys()).toHaveLength(706);
      expect(file.attrs.config.value).toBe('ü'.repeat(50_000));
      expect(file.attrs.list.value).toEqual(['a', 'ßé']);
      const value = (path: string) => (file.get(path) as { value?: unknown }).value;
      for (let i = 0; i < 700; i += 23) expect(value(`g${i}/x:0`)).toEqual(new Float32Array([i]));
      expect(value('count')).toBe(2n ** 31n - 1n);
      expect(value('integers')).toEqual(new Int32Array([-1, 5]));
    } finally {
      file.close();
    }
  });

  it('is the same each time', () => {
    expect(Buffer.compare(writeHdf5(manyGroups), writeHdf5(manyGroups))).toBe(0);
  });

  it('has attributes of no more than an object header takes', () => {
    const list = Array.from({ length: 5000 }, (_, i) => `a name of a layer ${i}`);
    expect(() => writeHdf5({ attributes: { list }, members: new Map() })).toThrow(
      /attribute 'list' of '\/' has 1100\d\d bytes; the format takes 65528/,
    );
  });
});

/** Reads all there is, to its end or to a FormatError. */
async function survives(bytes: Uint8Array): Promise<boolean> {
  try {
    await contents(read(bytes));
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

describe('a hostile file', () => {
  it('that goes round in circles, or has more zeros than bytes, is refused', async () => {
    expect(() => read(golden('circle'))).toThrow("group '/a/back' is '/' once more");
    await expect(contents(read(golden('bomb')))).rejects.toThrow(
      /would have 4398046511104 bytes, of which the file has only 0/,
    );
  });

  it('whose shuffled elements are said to have four thousand million bytes does not hold up', async () => {
    const bytes = golden('chunks');
    // The name of the filter, and behind it, filled up to eight bytes, its one value.
    const at = new TextDecoder('latin1').decode(bytes).indexOf('shuffle') + 8;
    expect(bytes[at]).toBe(4);
    bytes.fill(255, at, at + 4);
    expect(await survives(bytes)).toBe(true);
  });

  it.each([0, 7, 8, 20, 95, 96, 500, 1000])('cut off after %i bytes is refused', async (length) => {
    expect(await survives(golden('oldest').subarray(0, length))).toBe(false);
  });

  it('whose bytes were changed is read or refused, 1,000 times', { timeout: 120_000 }, async () => {
    const names = ['oldest', 'latest', 'chunks', 'many', 'manyLatest', 'links'] as const;
    let state = 12345;
    const draw = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let refused = 0;
    for (let i = 0; i < 1000; i++) {
      const bytes = golden(names[i % names.length]).slice();
      for (let changes = 1 + draw(12); changes > 0; changes--) {
        const at = draw(bytes.length);
        if (draw(4) === 0) bytes.copyWithin(at, draw(bytes.length), draw(bytes.length));
        else bytes[at] = draw(3) === 0 ? 255 : draw(256);
      }
      if (!(await survives(bytes))) refused++;
    }
    expect(refused).toBeGreaterThan(150);
  });

  it('that is nothing of the kind is named', () => {
    expect(() => read(new TextEncoder().encode('a text file'))).toThrow('test: no HDF5 file: it begins with 97 32 116');
  });
});
