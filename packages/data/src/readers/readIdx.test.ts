import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { readIdx } from './readIdx';

/** An IDX file with any header, honest or not. */
function idx(type: number, shape: readonly number[], values: Uint8Array | readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, type, shape.length]);
  shape.forEach((size, axis) => {
    new DataView(bytes.buffer).setUint32(4 + 4 * axis, size);
  });
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

function bigEndian(
  bytes: number,
  values: readonly number[],
  write: (view: DataView, at: number, value: number) => void,
) {
  const view = new DataView(new ArrayBuffer(bytes * values.length));
  values.forEach((value, i) => {
    write(view, bytes * i, value);
  });
  return new Uint8Array(view.buffer);
}

describe('readIdx reads', () => {
  it('unsigned bytes', async () => {
    const array = await readIdx(idx(0x08, [2, 3], [1, 2, 3, 253, 254, 255]));
    expect(array).toEqual({ data: new Uint8Array([1, 2, 3, 253, 254, 255]), shape: [2, 3] });
  });

  it('signed bytes, shorts and ints as int32', async () => {
    expect((await readIdx(idx(0x09, [2], [255, 127]))).data).toEqual(new Int32Array([-1, 127]));
    const shorts = bigEndian(2, [-32768, 258], (v, at, x) => v.setInt16(at, x));
    expect((await readIdx(idx(0x0b, [2], shorts))).data).toEqual(new Int32Array([-32768, 258]));
    const ints = bigEndian(4, [-(2 ** 31), 16909060], (v, at, x) => v.setInt32(at, x));
    expect((await readIdx(idx(0x0c, [2], ints))).data).toEqual(new Int32Array([-(2 ** 31), 16909060]));
  });

  it('floats and doubles as float32', async () => {
    const floats = bigEndian(4, [1.5, -0.25], (v, at, x) => v.setFloat32(at, x));
    expect((await readIdx(idx(0x0d, [1, 2], floats))).data).toEqual(new Float32Array([1.5, -0.25]));
    const doubles = bigEndian(8, [0.1, 3], (v, at, x) => v.setFloat64(at, x));
    expect((await readIdx(idx(0x0e, [2], doubles))).data).toEqual(new Float32Array([0.1, 3]));
  });

  it('a gzipped file, a window into a larger buffer, and an empty array', async () => {
    const file = idx(0x08, [2, 2], [1, 2, 3, 4]);
    expect((await readIdx(gzipSync(file))).data).toEqual(new Uint8Array([1, 2, 3, 4]));
    const larger = new Uint8Array(file.length + 7);
    larger.set(file, 5);
    expect((await readIdx(larger.subarray(5, 5 + file.length))).data).toEqual(new Uint8Array([1, 2, 3, 4]));
    expect(await readIdx(idx(0x08, [0, 28], []))).toEqual({ data: new Uint8Array(0), shape: [0, 28] });
  });

  it('files, streams, paths and addresses, up to maxBytes', async () => {
    const file = Uint8Array.from(idx(0x08, [2, 2], [1, 2, 3, 4]));
    const url = `data:application/octet-stream;base64,${Buffer.from(file).toString('base64')}`;
    for (const source of [new Blob([file]), new Blob([file]).stream(), url, new URL(url), file.buffer]) {
      expect([...(await readIdx(source)).data]).toEqual([1, 2, 3, 4]);
      const again = source instanceof ReadableStream ? new Blob([file]).stream() : source;
      await expect(readIdx(again, { maxBytes: 15 })).rejects.toThrow(/maxBytes: 15/);
    }
    await expect(readIdx('/no/such/file')).rejects.toThrow("readIdx: there is no file '/no/such/file'");
    await expect(readIdx(tmpdir())).rejects.toThrow(/is a folder/);
    await expect(readIdx('/dev/zero')).rejects.toThrow(/no regular file|no file/);
  });

  it('values of its own: the bytes handed in may change afterwards', async () => {
    const file = idx(0x08, [1], [7]);
    const { data } = await readIdx(file);
    file.fill(0);
    expect(data[0]).toBe(7);
  });
});

describe('readIdx refuses', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['an empty file', new Uint8Array(0), /at least 4 bytes, got 0/],
    ['text', new TextEncoder().encode('<!doctype html>'), /0x00 0x00, got 0x3c 0x21/],
    ['an unknown type', idx(0x0a, [1], [0]), /element type of .* got 0x0a/],
    ['a header cut short', idx(0x08, [2, 2, 2], []).subarray(0, 9), /16 bytes of header for rank 3, got 9/],
    ['values cut short', idx(0x08, [2, 3], [1, 2, 3, 4, 5]), /expected 6 bytes of values for shape \[2,3\].*got 5/],
    ['values left over', idx(0x08, [2], [1, 2, 3]), /expected 2 bytes.*got 3/],
    ['a type wider than its values', idx(0x0c, [4], [1, 2, 3, 4]), /expected 16 bytes.*0x0c, got 4/],
    ['a size that overflows 32 bits', idx(0x08, [65536, 65536], []), /expected 4294967296 bytes.*got 0/],
    ['255 axes of the largest size', idx(0x08, new Array(255).fill(0xffffffff), []), /expected Infinity bytes.*got 0/],
  ];
  it.each(cases)('%s', async (_, bytes, message) => {
    await expect(readIdx(bytes)).rejects.toThrow(FormatError);
    await expect(readIdx(bytes)).rejects.toThrow(message);
    await expect(readIdx(gzipSync(bytes))).rejects.toThrow(message);
  });

  it('gzip that is cut short or damaged', async () => {
    const packed = gzipSync(
      idx(
        0x08,
        [1000],
        new Uint8Array(1000).map((_, i) => i * 31),
      ),
    );
    await expect(readIdx(packed.subarray(0, packed.length - 9))).rejects.toThrow(FormatError);
    const damaged = Uint8Array.from(packed);
    damaged.fill(0xff, 20, 40);
    await expect(readIdx(damaged)).rejects.toThrow(FormatError);
  });

  it('gzip that unpacks to more than the limit', async () => {
    const bomb = gzipSync(idx(0x08, [1 << 20], new Uint8Array(1 << 20)));
    await expect(readIdx(bomb, { maxBytes: 4096 })).rejects.toThrow(/more than 4096 bytes/);
    expect((await readIdx(bomb)).shape).toEqual([1 << 20]);
  });
});
