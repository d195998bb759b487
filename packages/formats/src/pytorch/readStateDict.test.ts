import { existsSync } from 'node:fs';
import { readZip, writeZip } from '@striate/data';
import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../goldens/pytorch.json';
import type { TensorMap } from '../LoadReport';
import { readStateDict } from './readStateDict';

// Files that PyTorch 1.13 wrote: goldens/makePytorch.py.

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const kinds = { fl: Float32Array, bf: Float32Array, in: Int32Array, ui: Uint8Array, bo: Uint8Array };
/** The values as a dtype of ours holds them. */
const held = (dtype: string, values: readonly (number | string)[]) => [
  ...kinds[dtype.slice(0, 2) as keyof typeof kinds].from(
    values.map((value) => Number(String(value).replace('inf', 'Infinity'))),
  ),
];
const plain = (tensors: TensorMap) =>
  Object.fromEntries([...tensors].map(([name, { shape, data }]) => [name, { shape, values: [...data] }]));

describe('readStateDict', () => {
  describe.each(Object.entries(goldens.files))('of %s', (_, { zip, legacy, tensors }) => {
    const expected = Object.fromEntries(
      Object.entries(tensors).map(([name, { dtype, shape, values }]) => [name, { shape, values: held(dtype, values) }]),
    );
    it('reads the archive of PyTorch 1.6 and newer', async () => {
      expect(plain(await readStateDict(bytesOf(zip)))).toEqual(expected);
    });
    it('reads from any place in memory', async () => {
      const bytes = bytesOf(zip);
      for (let offset = 1; offset < 4; offset++) {
        const moved = new Uint8Array(bytes.length + offset).subarray(offset);
        moved.set(bytes);
        expect(plain(await readStateDict(moved))).toEqual(expected);
      }
    });
    it('reads the stream of pickles before', async () => {
      expect(plain(await readStateDict(bytesOf(legacy)))).toEqual(expected);
    });
  });

  it('gives 16-bit and 64-bit numbers as float32 and int32', async () => {
    const tensors = await readStateDict(bytesOf(goldens.files.dtypes.zip));
    const dtypes = Object.fromEntries([...tensors].map(([name, { dtype }]) => [name, dtype]));
    expect(dtypes).toEqual({
      float64: 'float32',
      float32: 'float32',
      float16: 'float32',
      bfloat16: 'float32',
      int64: 'int32',
      int32: 'int32',
      int16: 'int32',
      int8: 'int32',
      uint8: 'uint8',
      bool: 'bool',
      scalar: 'float32',
      empty: 'float32',
      halfTransposed: 'float32',
    });
  });

  it.each(Object.entries(goldens.protocols))('reads protocol %s of pickle', async (_, zip) => {
    expect(plain(await readStateDict(bytesOf(zip)))).toEqual({
      a: { shape: [4], values: [0, 1, 2, 3] },
      b: { shape: [], values: [7] },
    });
  });

  it('reads what a big-endian machine wrote', async () => {
    const widths: Record<string, number> = { '0': 4, '1': 8 };
    const files = await readZip(bytesOf(goldens.protocols[4]), { maxBytes: 1e6, maxEntries: 100 }, 'test');
    const swapped = [...files].map(([name, data]): [string, Uint8Array<ArrayBuffer>] => {
      const bytes = Uint8Array.from(data);
      const width = widths[name.split('/data/')[1]];
      for (let at = 0; width && at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
      return [name, bytes];
    });
    const big = await writeZip([...swapped, ['archive/byteorder', new TextEncoder().encode('big')]], {}, 'test');
    expect(await readStateDict(big)).toEqual(await readStateDict(bytesOf(goldens.protocols[4])));
  });

  it.each([
    ['model', /'torch\.nn\.modules\.container\.Sequential'.*nothing of it was run.*torch\.save\(model\.state_dict\(\)/],
    ['modelLegacy', /torch\.save\(model\.state_dict\(\)/],
    ['list', /the file holds a list of 1/],
    ['tensor', /the file holds one tensor/],
    ['nested', /no tensor in a dict of 'encoder'/],
    ['large', /tensor 'steps' has the 64-bit integer 2147483648/],
    ['complex', /ComplexFloatStorage.*known are FloatStorage/],
    ['script', /TorchScript/],
  ] as const)('refuses %s in words', async (name, words) => {
    const read = readStateDict(bytesOf(goldens.refused[name]));
    await expect(read).rejects.toThrow(FormatError);
    await expect(read).rejects.toThrow(words);
  });

  it('says what is no file of torch.save', async () => {
    await expect(readStateDict(new Uint8Array())).rejects.toThrow('0 bytes that begin with nothing');
    await expect(readStateDict(new TextEncoder().encode('<html>'))).rejects.toThrow('begin with 3c 68 74');
    await expect(readStateDict('/there/is/none.pth')).rejects.toThrow("there is no file '/there/is/none.pth'");
  });
});

const folder = new URL('../../../../../shared/data/cifar-resnet/', import.meta.url);
const here = existsSync(folder);

describe.skipIf(!here)(`the networks of ../shared/data/cifar-resnet${here ? '' : ' (absent)'}`, () => {
  it.each([
    ['resnet20-12fca82f.th', 20, 269_722],
    ['resnet44-014dd654.th', 44, 658_586],
  ])('%s', async (file, depth, parameters) => {
    const tensors = await readStateDict(new URL(file, folder));
    const kernels = [...tensors].filter(([name]) => /conv\d\.weight$/.test(name));
    expect(kernels).toHaveLength(depth - 1);
    expect(tensors.get('conv1.weight')?.shape).toEqual([16, 3, 3, 3]);
    expect(tensors.get('linear.weight')?.shape).toEqual([10, 64]);
    const trained = [...tensors].filter(([name]) => /(weight|bias)$/.test(name));
    expect(trained.reduce((sum, [, { data }]) => sum + data.length, 0)).toBe(parameters);
    for (const [, { data }] of tensors) expect(data.every(Number.isFinite)).toBe(true);
  });
});
