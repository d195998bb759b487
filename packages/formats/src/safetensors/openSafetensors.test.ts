import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeSafetensors, type StoredTensor } from '@striate/layers';
import { FormatError, StriateError, ValueError } from '@striate/tensor';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSafetensors } from './openSafetensors';
import { writeSafetensors } from './writeSafetensors';

const tensors = new Map<string, StoredTensor>([
  ['conv1.weight', { dtype: 'float32', shape: [2, 1, 1, 2], data: Float32Array.of(1, 2, 3, 4) }],
  ['steps', { dtype: 'int32', shape: [], data: Int32Array.of(-7) }],
  ['__proto__', { dtype: 'bool', shape: [2], data: Uint8Array.of(0, 1) }],
  ['empty', { dtype: 'float32', shape: [0, 2], data: new Float32Array() }],
]);
const bytes = encodeSafetensors(tensors, { format: 'striate' });

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-'));
  path = join(folder, 'a.safetensors');
  await writeSafetensors(path, tensors, { format: 'striate' });
});
afterAll(() => rm(folder, { recursive: true }));

/** A file with this header and `data` bytes of zeros. */
function file(header: unknown, data = 0, length?: bigint): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + json.length + data);
  new DataView(out.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  out.set(json, 8);
  return out;
}

describe('openSafetensors', () => {
  it.each([
    ['a path', () => path],
    ['a file URL', () => pathToFileURL(path)],
    ['bytes', () => bytes],
    ['an ArrayBuffer', () => Uint8Array.from(bytes).buffer],
    ['a Buffer', () => Buffer.from(bytes)],
    ['a Blob', () => new Blob([Uint8Array.from(bytes)])],
  ])('reads from %s', async (_, source) => {
    const opened = await openSafetensors(source());
    expect(opened.names).toEqual([...tensors.keys()]);
    expect(opened.metadata).toEqual({ format: 'striate' });
    expect(opened.info('conv1.weight')).toEqual({ dtype: 'F32', shape: [2, 1, 1, 2] });
    for (const [name, tensor] of tensors) expect(await opened.read(name)).toEqual(tensor);
  });

  it('reads from a URL', async () => {
    const server = createServer((_, answer) => answer.end(bytes)).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const opened = await openSafetensors(`http://127.0.0.1:${port}/a.safetensors`);
    expect(await opened.read('steps')).toEqual(tensors.get('steps'));
    server.close();
  });

  it('reads of a Blob what is asked for', async () => {
    const blob = new Blob([Uint8Array.from(bytes)]);
    const slice = vi.spyOn(blob, 'slice');
    const whole = vi.spyOn(blob, 'arrayBuffer');
    await (await openSafetensors(blob)).read('steps');
    const sizes = slice.mock.calls.map(([begin = 0, end = 0]) => end - begin);
    expect(sizes).toEqual([8, bytes.length - 8 - 22, 4]);
    expect(whole).not.toHaveBeenCalled();
  });

  it('gives values of their own', async () => {
    const own = Uint8Array.from(bytes);
    const opened = await openSafetensors(own);
    const { data } = await opened.read('conv1.weight');
    data[0] = 99;
    expect(own).toEqual(bytes);
    expect((await opened.read('conv1.weight')).data[0]).toBe(1);
  });

  it('says what is not there', async () => {
    const opened = await openSafetensors(path);
    expect(() => opened.info('conv1.wait')).toThrow(ValueError);
    await expect(opened.read('conv1.wait')).rejects.toThrow(/conv1\.wait.*conv1\.weight/);
    await expect(openSafetensors(join(folder, 'none'))).rejects.toThrow(StriateError);
    await expect(openSafetensors(folder)).rejects.toThrow('is a folder');
  });

  it('notices a file that became shorter', async () => {
    const other = join(folder, 'other.safetensors');
    await writeFile(other, bytes);
    const opened = await openSafetensors(other);
    await writeFile(other, bytes.subarray(0, bytes.length - 4));
    await expect(opened.read('__proto__')).rejects.toThrow(FormatError);
  });

  const f32 = (begin: number, end: number, shape = [1]) => ({ dtype: 'F32', shape, data_offsets: [begin, end] });
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['no header', new Uint8Array(7), '7 bytes'],
    ['a header longer than the file', file({}, 0, 2n ** 63n), 'the header should be 9223372036854776000 bytes long'],
    ['negative places', file({ a: f32(-4, 0) }, 4), 'lies at [-4,0]'],
    ['places beyond the file', file({ a: f32(0, 8, [2]) }, 4), 'outside of the 4 bytes of data'],
    ['huge places', file({ a: f32(0, 2 ** 52, [2 ** 50]) }, 4), 'outside of the 4 bytes'],
    ['a huge shape', file({ a: f32(0, 4, [2 ** 30, 2 ** 30]) }, 4), 'takes'],
    ['overlaps', file({ a: f32(0, 4), b: f32(0, 4) }, 4), "tensor 'b' begins at 0, within"],
    ['gaps', file({ a: f32(4, 8) }, 8), 'begins at 4, apart'],
    ['a rest', file({ a: f32(0, 4) }, 8), 'the tensors end at 4 of 8 bytes'],
    ['one name twice', file(`{"a":${JSON.stringify(f32(0, 4))},"a":${JSON.stringify(f32(0, 4))}}`, 4), 'twice'],
  ])('refuses %s before it reads a tensor', async (_, bad, words) => {
    for (const source of [bad, new Blob([bad])]) {
      await expect(openSafetensors(source)).rejects.toThrow(FormatError);
      await expect(openSafetensors(source)).rejects.toThrow(words);
    }
  });
});
