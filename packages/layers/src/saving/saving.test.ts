import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormatError, ones } from '@striate/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchNormalization } from '../layers/BatchNormalization';
import { conv2d } from '../layers/Conv2D';
import { dense } from '../layers/Dense';
import { flatten } from '../layers/Flatten';
import { sequential } from '../models/Sequential';
import { useCpu, values } from '../testing';
import { decodeSafetensors, encodeSafetensors } from './safetensors';

useCpu();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-'));
});
afterAll(() => rm(folder, { recursive: true }));

function net() {
  return sequential([
    conv2d({ filters: 2, kernelSize: 3, inputShape: [5, 5, 1] }),
    batchNormalization(),
    flatten(),
    dense({ units: 3 }),
  ]);
}

/** A file with this header, as text or as an object, and `data` bytes of zeros. */
function file(header: unknown, data = 0, length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

describe('safetensors', () => {
  it('come back as they went', () => {
    const tensors = new Map([
      ['a/kernel', { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, -2, Number.NaN, 4) }],
      ['b', { dtype: 'uint8', shape: [3], data: Uint8Array.of(1, 2, 255) }],
      ['c', { dtype: 'int32', shape: [], data: Int32Array.of(-7) }],
      ['d', { dtype: 'bool', shape: [2], data: Uint8Array.of(0, 1) }],
      ['empty', { dtype: 'float32', shape: [0, 3], data: new Float32Array() }],
      ['__proto__', { dtype: 'bool', shape: [1], data: Uint8Array.of(1) }],
    ] as const);
    const read = decodeSafetensors(encodeSafetensors(tensors, { format: 'striate' }));
    expect(read.tensors).toEqual(tensors);
    expect(read.metadata).toEqual({ format: 'striate' });
  });

  it('of 16 and 64 bits are converted', () => {
    const bytes = file(
      {
        h: { dtype: 'F16', shape: [4], data_offsets: [0, 8] },
        b: { dtype: 'BF16', shape: [2], data_offsets: [8, 12] },
        i: { dtype: 'I64', shape: [2], data_offsets: [12, 28] },
      },
      28,
    );
    const view = new DataView(bytes.buffer, bytes.length - 28);
    [0x3c00, 0xc100, 0x0001, 0x7c00].forEach((bits, i) => view.setUint16(2 * i, bits, true));
    [0x3f80, 0xc040].forEach((bits, i) => view.setUint16(8 + 2 * i, bits, true));
    view.setBigInt64(12, -5n, true);
    view.setBigInt64(20, 2147483647n, true);
    const { tensors } = decodeSafetensors(bytes);
    expect([...tensors.get('h')!.data]).toEqual([1, -2.5, 2 ** -24, Number.POSITIVE_INFINITY]);
    expect([...tensors.get('b')!.data]).toEqual([1, -3]);
    expect([...tensors.get('i')!.data]).toEqual([-5, 2147483647]);
    view.setBigInt64(20, 2147483648n, true);
    expect(() => decodeSafetensors(bytes)).toThrow(
      "tensor 'i' has the 64-bit integer 2147483648, which is outside the range of int32",
    );
  });

  const f32 = (shape: unknown, offsets: unknown) => ({ dtype: 'F32', shape, data_offsets: offsets });
  const hostile: [string, Uint8Array, string][] = [
    ['nothing', new Uint8Array(), '0 bytes; a file has at least the 8'],
    ['half a length', new Uint8Array(7), '7 bytes'],
    ['a header beyond the file', file('{}', 0, 100n), 'the header should be 100 bytes long, the file has 2'],
    ['an absurd header', file('{}', 0, 2n ** 63n), 'the header should be 9223372036854776000 bytes long'],
    ['no JSON', file('{"a":'), 'the header is not JSON'],
    ['no UTF-8', file('{"\ud800"}').map((b, i) => (i === 11 ? 0xff : b)), 'the header is not JSON'],
    ['a list', file('[]'), 'the header is not an object'],
    [
      'a name twice',
      file(
        '{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}, "\\u0061" :{"dtype":"F32","shape":[],"data_offsets":[0,4]}}',
        4,
      ),
      "the name 'a' is there twice",
    ],
    [
      'an unknown dtype',
      file({ a: { dtype: 'F8_E4M3', shape: [1], data_offsets: [0, 1] } }, 1),
      `tensor 'a' has dtype "F8_E4M3"; known are F64, F32`,
    ],
    [
      'a dtype of every object',
      file({ a: { dtype: 'toString', shape: [1], data_offsets: [0, 1] } }, 1),
      'has dtype "toString"',
    ],
    ['no entry', file({ a: null }), "tensor 'a' is not described by an object"],
    ['a negative size', file({ a: f32([-1], [0, 4]) }, 4), "tensor 'a' has shape [-1]"],
    ['a fraction', file({ a: f32([0.5], [0, 2]) }, 4), 'has shape [0.5]'],
    ['no shape', file({ a: f32('4', [0, 4]) }, 4), 'has shape "4"'],
    [
      'a huge shape',
      file({ a: f32([2 ** 40, 2 ** 40], [0, 4]) }, 4),
      'takes 4.835703278458517e+24 bytes, its place has 4',
    ],
    ['an end outside', file({ a: f32([2], [0, 8]) }, 4), "tensor 'a' lies at [0,8], outside of the 4 bytes of data"],
    ['an end before the beginning', file({ a: f32([1], [4, 0]) }, 4), 'lies at [4,0]'],
    [
      'offsets that do not fit the shape',
      file({ a: f32([2], [0, 4]) }, 4),
      'shape [2] of F32 takes 8 bytes, its place has 4',
    ],
    [
      'an overlap',
      file({ a: f32([1], [0, 4]), b: f32([1], [2, 6]) }, 6),
      "tensor 'b' begins at 2, within the one that ends at 4",
    ],
    [
      'a gap',
      file({ a: f32([1], [0, 4]), b: f32([1], [6, 10]) }, 10),
      "tensor 'b' begins at 6, apart from the one that ends at 4",
    ],
    ['bytes left over', file({ a: f32([1], [0, 4]) }, 5), 'the tensors end at 4 of 5 bytes of data'],
    ['metadata that is no text', file({ __metadata__: { a: 1 } }), '__metadata__ is not an object of texts'],
  ];

  it.each(hostile)('with %s are refused', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(FormatError);
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });

  it('cut off or changed anywhere never crash in another way', () => {
    const whole = encodeSafetensors([['a', { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) }]]);
    for (let end = 0; end < whole.length; end++)
      expect(() => decodeSafetensors(whole.subarray(0, end))).toThrow(FormatError);
    for (let at = 0; at < whole.length; at++) {
      for (const change of [1, 0x80, 0xff]) {
        const changed = whole.map((b, i) => (i === at ? b ^ change : b));
        try {
          decodeSafetensors(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }
    }
  });
});

describe('weights', () => {
  it('go to a file and back, whole', async () => {
    const [from, into] = [net(), net()];
    const path = join(folder, 'net.safetensors');
    await from.saveWeights(path);
    await from.saveWeights(path);
    expect(await readdir(folder)).toEqual(['net.safetensors']);
    await into.loadWeights(path);
    const x = ones([1, 5, 5, 1]);
    expect(await values(into(x))).toEqual(await values(from(x)));
    const bytes = await from.toSafetensors();
    await into.loadWeights(bytes);
    await into.loadWeights(new Blob([bytes.slice()]));
    expect([...decodeSafetensors(bytes).tensors.keys()]).toEqual([
      'conv2d/kernel',
      'conv2d/bias',
      'batch_normalization/gamma',
      'batch_normalization/beta',
      'batch_normalization/moving_mean',
      'batch_normalization/moving_variance',
      'dense/kernel',
      'dense/bias',
    ]);
  });

  it('that do not fit are named, and nothing is changed', async () => {
    const other = sequential([
      conv2d({ filters: 3, kernelSize: 3, inputShape: [5, 5, 1] }),
      flatten(),
      dense({ units: 3, name: 'head' }),
    ]);
    const into = net();
    const before = await into.toSafetensors();
    const load = into.loadWeights(await other.toSafetensors());
    await expect(load).rejects.toThrow(FormatError);
    await expect(load).rejects.toThrow(
      'the file does not fit the model, which is left as it is; missing: batch_normalization/gamma,',
    );
    await expect(load).rejects.toThrow('unexpected: head/kernel, head/bias');
    await expect(load).rejects.toThrow(
      'of another shape: conv2d/kernel (float32 [3,3,1,2], in the file float32 [3,3,1,3])',
    );
    expect(await into.toSafetensors()).toEqual(before);
  });

  it('from no file, or no model, are refused by name', async () => {
    const path = join(folder, 'nowhere.safetensors');
    await expect(net().loadWeights(path)).rejects.toThrow(
      `loadWeights: cannot read '${path}': there is no such file or folder`,
    );
    await expect(net().saveWeights(join(folder, 'no/w'))).rejects.toThrow('saveWeights: cannot write');
    await writeFile(join(folder, 'text'), 'no safetensors at all');
    await expect(net().loadWeights(join(folder, 'text'))).rejects.toThrow(FormatError);
    await expect(sequential([dense({ units: 1 })]).loadWeights(path)).rejects.toThrow("'sequential' is not built");
  });
});
