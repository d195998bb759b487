import { gzipSync } from 'node:zlib';
import { cpu } from '@striate/backend-cpu';
import { FormatError, setBackend, tensor } from '@striate/tensor';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { NdArray } from '../ndArray';
import golden from './npy.golden.json' with { type: 'json' };
import { readNpy } from './readNpy';
import { readNpz } from './readNpz';
import { writeNpy } from './writeNpy';
import { writeNpz } from './writeNpz';

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

const arrays: Record<string, NdArray> = {
  floats: { data: new Float32Array([1, -2.5, 3, 4, 5, 6]), shape: [2, 3] },
  ints: { data: new Int32Array([-1, 2 ** 31 - 1]), shape: [2] },
  bytes: { data: new Uint8Array([7]), shape: [] },
  none: { data: new Float32Array(0), shape: [0, 4] },
};

describe('readNpy', () => {
  it.each(golden.npy)('reads what NumPy wrote: $name', async ({ file, shape, values }) => {
    const array = await readNpy(fromBase64(file));
    expect(array.shape).toEqual(shape);
    expect([...array.data]).toEqual(values);
  });

  it('keeps booleans and bytes, and makes int32 and float32 of the rest', async () => {
    const byName = new Map(golden.npy.map(({ name, file }) => [name, fromBase64(file)]));
    const read = async (name: string) => readNpy(byName.get(name) ?? new Uint8Array());
    expect(await read('bool')).toMatchObject({ dtype: 'bool', data: new Uint8Array([1, 0, 1]) });
    expect((await read('uint8')).data).toBeInstanceOf(Uint8Array);
    expect((await read('int64')).data).toBeInstanceOf(Int32Array);
    expect((await read('float64 big-endian')).data).toBeInstanceOf(Float32Array);
  });

  it('refuses whole numbers beyond int32, objects, records and complex numbers', async () => {
    for (const { file, message } of golden.refused) {
      await expect(readNpy(fromBase64(file))).rejects.toThrow(FormatError);
      await expect(readNpy(fromBase64(file))).rejects.toThrow(message);
    }
  });

  it('refuses a header that claims another size than the file has', async () => {
    const bytes = await writeNpy(arrays.floats);
    const text = Buffer.from(bytes).toString('latin1');
    const claim = (shape: string) =>
      Buffer.from(text.replace('(2, 3), }         ', `${shape}, }`.padEnd(18)), 'latin1');
    await expect(readNpy(claim('(99999, 999)'))).rejects.toThrow(/expected 399596004 bytes .*\[99999,999\].* got 24/);
    await expect(readNpy(bytes.subarray(0, bytes.length - 1))).rejects.toThrow(/expected 24 bytes .* got 23/);
    await expect(readNpy(bytes.subarray(0, 20))).rejects.toThrow(/header ends at byte 128, the file at 20/);
    await expect(readNpy(new Uint8Array(3))).rejects.toThrow(/at least 12 bytes .* got 3/);
  });
});

describe('writeNpy and writeNpz', () => {
  it('write what NumPy writes, byte for byte', async () => {
    const { file } = golden.npy.find(({ name }) => name === 'float32') ?? { file: '' };
    expect(await writeNpy(await readNpy(fromBase64(file)))).toEqual(fromBase64(file));
  });

  it.each(Object.entries(arrays))('come back from a file: %s', async (_, array) => {
    expect(await readNpy(await writeNpy(array))).toEqual(array);
    expect(await readNpy(gzipSync(await writeNpy(array)))).toEqual(array);
  });

  it('come back from an archive, packed or not', async () => {
    expect(await readNpz(await writeNpz(arrays))).toEqual(arrays);
    const packed = await writeNpz({ zeros: { data: new Float32Array(5000), shape: [5000] } }, { compress: true });
    expect(packed.length).toBeLessThan(1000);
    expect((await readNpz(packed)).zeros.shape).toEqual([5000]);
    // Another library reads them, too.
    for (const compress of [true, false]) {
      expect(unzipSync(await writeNpz(arrays, { compress }))['ints.npy']).toEqual(await writeNpy(arrays.ints));
    }
    expect(await readNpz(zipSync({ 'ints.npy': await writeNpy(arrays.ints) }))).toEqual({ ints: arrays.ints });
  });

  it('refuse values that do not fill the shape, and name the array', async () => {
    const wrong = { data: new Float32Array(5), shape: [2, 3] };
    await expect(writeNpz({ wrong })).rejects.toThrow(/writeNpz: wrong: shape \[2,3\] takes 6 values, data has 5/);
  });

  it('take tensors', async () => {
    await setBackend(cpu({ threads: 1 }));
    const bytes = await writeNpz({ t: tensor([true, false]) });
    expect(await readNpz(bytes)).toEqual({ t: { data: new Uint8Array([1, 0]), shape: [2], dtype: 'bool' } });
  });
});

describe('readNpz', () => {
  it.each(Object.entries(golden.npz))('reads what NumPy wrote: %s', async (_, file) => {
    const { x, y } = await readNpz(fromBase64(file));
    expect(x).toEqual({ data: new Float32Array([0, 1, 2, 3, 4, 5]), shape: [2, 3] });
    expect([...y.data]).toEqual([3, 1]);
  });

  it('refuses a bomb before it unpacks anything', async () => {
    const bomb = zipSync({ 'x.npy': new Uint8Array(3_000_000) });
    expect(bomb.length).toBeLessThan(4_000);
    await expect(readNpz(bomb, { maxBytes: 100_000 })).rejects.toThrow(
      /entries up to 'x.npy' unpack to 3000000 bytes, more than maxBytes: 100000/,
    );
  });

  it('refuses a bomb that states a small size, while it unpacks', async () => {
    const bomb = zipSync({ 'x.npy': new Uint8Array(3_000_000) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = view.getUint32(bomb.length - 22 + 16, true);
    view.setUint32(directory + 24, 1000, true);
    await expect(readNpz(bomb, { maxBytes: 100_000 })).rejects.toThrow(/unpack to more than 1000 bytes/);
  });

  it('refuses too many entries, two of one name, and a sum of sizes beyond the limit', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}.npy`, new Uint8Array(0)])));
    await expect(readNpz(many, { maxEntries: 100 })).rejects.toThrow('101 entries, more than maxEntries: 100');
    const two = zipSync({ 'a.npy': await writeNpy(arrays.ints), 'b.npy': await writeNpy(arrays.ints) }, { level: 0 });
    const twins = Buffer.from(Buffer.from(two).toString('latin1').replaceAll('b.npy', 'a.npy'), 'latin1');
    await expect(readNpz(twins)).rejects.toThrow("two entries have the name 'a.npy'");
    const sum = zipSync({ 'a.npy': new Uint8Array(1000), 'b.npy': new Uint8Array(1000) });
    await expect(readNpz(sum, { maxBytes: 1999 })).rejects.toThrow(/up to 'b.npy' unpack to 2000 bytes/);
  });

  it('refuses what is damaged, cut short, or no zip archive', async () => {
    const good = await writeNpz(arrays);
    const damaged = Uint8Array.from(good);
    damaged[150] ^= 1;
    await expect(readNpz(damaged)).rejects.toThrow(/entry 'floats.npy' is damaged: checksum [0-9a-f]{8} instead of/);
    await expect(readNpz(good.subarray(0, good.length - 30))).rejects.toThrow(/no zip archive/);
    await expect(readNpz(new Uint8Array(0))).rejects.toThrow(/no zip archive: 0 bytes/);
    await expect(readNpz(zipSync({ 'x.txt': new Uint8Array(1) }))).rejects.toThrow(/entries named \*.npy, got 'x.txt'/);
  });

  it('lets no name of an array reach into its prototype', async () => {
    const read = await readNpz(zipSync({ '__proto__.npy': await writeNpy(arrays.ints) }));
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});
