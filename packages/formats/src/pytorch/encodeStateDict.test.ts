import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredTensor } from '@striate/layers';
import { ShapeError, StriateError } from '@striate/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeStateDict, writeStateDict } from './encodeStateDict';
import { readStateDict } from './readStateDict';

const twice: StoredTensor = { dtype: 'float32', shape: [3], data: Float32Array.of(0.5, -0, Number.POSITIVE_INFINITY) };
const tensors = new Map<string, StoredTensor>([
  ['conv.weight', { dtype: 'float32', shape: [2, 1, 2, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) }],
  ['conv.bias', twice],
  ['tied', twice],
  ['scalar', { dtype: 'int32', shape: [], data: Int32Array.of(-7) }],
  ['pixels', { dtype: 'uint8', shape: [2], data: Uint8Array.of(0, 255) }],
  ['mask', { dtype: 'bool', shape: [1, 2], data: Uint8Array.of(0, 1) }],
  ['empty', { dtype: 'float32', shape: [0, 3], data: new Float32Array() }],
  ['__proto__', { dtype: 'int32', shape: [1], data: Int32Array.of(2 ** 31 - 1) }],
  ['größe', { dtype: 'float32', shape: [1], data: Float32Array.of(1) }],
]);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('encodeStateDict', () => {
  it('writes what readStateDict reads', async () => {
    const read = await readStateDict(await encodeStateDict(tensors));
    expect(read).toEqual(tensors);
    expect(read.get('conv.bias')).toBe(read.get('tied'));
    expect(await readStateDict(await encodeStateDict(new Map()))).toEqual(new Map());
  });

  it('writes the bytes that goldens/checkWritten.py has loaded with PyTorch', async () => {
    const base64 = Buffer.from(await encodeStateDict(tensors)).toString('base64');
    const lines = base64.match(/.{1,120}/g)?.join('\n');
    await expect(`${lines}\n`).toMatchFileSnapshot('../../goldens/written.pth.base64');
  });

  it('puts each storage at a multiple of 64 bytes', async () => {
    const bytes = Buffer.from(await encodeStateDict(tensors));
    for (let key = 0; key < 8; key++) {
      const at = bytes.indexOf(`weights/data/${key}`);
      const [nameLength, extraLength] = [bytes.readUInt16LE(at - 4), bytes.readUInt16LE(at - 2)];
      expect((at + nameLength + extraLength) % 64).toBe(0);
    }
  });

  it('refuses values that do not fill their shape', async () => {
    const wrong = new Map([['w', { dtype: 'float32', shape: [2, 2], data: new Float32Array(3) } as const]]);
    await expect(encodeStateDict(wrong)).rejects.toThrow(ShapeError);
    await expect(encodeStateDict(wrong)).rejects.toThrow("tensor 'w' of shape [2,2] takes 4 values, it has 3");
  });
});

describe('writeStateDict', () => {
  it('leaves one file', async () => {
    await writeStateDict(join(folder, 'net.pth'), tensors);
    expect(await readdir(folder)).toEqual(['net.pth']);
    expect(await readFile(join(folder, 'net.pth'))).toEqual(Buffer.from(await encodeStateDict(tensors)));
    await expect(writeStateDict(join(folder, 'none', 'net.pth'), tensors)).rejects.toThrow(StriateError);
    expect(await readdir(folder)).toEqual(['net.pth']);
  });
});
